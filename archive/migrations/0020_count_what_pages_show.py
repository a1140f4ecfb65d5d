from django.db import migrations, models


def take_down(apps, schema_editor):
    """Take down the triggers, which nothing may outlive that they write to."""
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS archive_generation_step() CASCADE")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        names = [name for (name,) in cursor.fetchall() if name.startswith("shows_")]
        for name in names:
            cursor.execute(f'DROP TRIGGER "{name}"')


class Migration(migrations.Migration):
    """The triggers that count are put up after each `migrate`: see models/watching."""

    dependencies = [("archive", "0019_keep_corrected_words")]

    operations = [
        migrations.CreateModel(
            name="Generation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.BigIntegerField(verbose_name="number")),
            ],
            options={
                "verbose_name": "generation",
                "verbose_name_plural": "generations",
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, take_down),
    ]
