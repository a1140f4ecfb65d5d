from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0009_tell_how_an_upload_was_read"),
    ]

    operations = [
        migrations.AddField(
            model_name="change",
            name="parts",
            field=models.JSONField(
                default=list,
                help_text="Their anchors, in order.",
                verbose_name="paragraphs before",
            ),
        ),
    ]
