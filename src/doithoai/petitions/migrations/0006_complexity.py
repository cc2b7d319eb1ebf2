from django.db import migrations, models

from doithoai.petitions.models import words
from doithoai.textsearch import index


class Migration(migrations.Migration):
    dependencies = [("petitions", "0005_full_text")]

    operations = [
        migrations.AddField(
            model_name="petition",
            name="complexity",
            field=models.CharField(
                choices=[("simple", "Thông thường"), ("complex", "Phức tạp")], default="simple", max_length=10
            ),
        ),
        # SQLite remakes the table for a new field, and the triggers of the word indexes go with the old one.
        index.laying(words.OFFICE_WORDS),
        index.laying(words.PUBLIC_WORDS),
    ]
