from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_successions"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="body",
            name="successor",
        ),
        migrations.RemoveField(
            model_name="unit",
            name="successor",
        ),
    ]
