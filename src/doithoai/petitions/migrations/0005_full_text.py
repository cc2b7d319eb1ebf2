from django.db import migrations

from doithoai.petitions.models import words
from doithoai.textsearch import index


class Migration(migrations.Migration):
    dependencies = [("petitions", "0004_promised_and_published")]
    operations = [index.laying(words.OFFICE_WORDS), index.laying(words.PUBLIC_WORDS)]
