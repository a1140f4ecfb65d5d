from django.db import migrations, models


def lay_out(apps, schema_editor):
    """On SQLite the key is the table: half the room, and one search a pair."""
    if schema_editor.connection.vendor != "sqlite":
        return
    schema_editor.execute("DROP TABLE archive_wordpair")
    schema_editor.execute(
        "CREATE TABLE archive_wordpair (pair bigint NOT NULL, shelf bigint NOT NULL, "
        "places BLOB NOT NULL, PRIMARY KEY (pair, shelf)) WITHOUT ROWID"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0010_keep_the_paragraphs_of_former_wordings"),
    ]

    operations = [
        migrations.CreateModel(
            name="WordPair",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "pair",
                        "shelf",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("pair", models.BigIntegerField(verbose_name="pair")),
                ("shelf", models.BigIntegerField(verbose_name="shelf")),
                ("places", models.BinaryField(verbose_name="places")),
            ],
            options={
                "verbose_name": "pair of words",
                "verbose_name_plural": "pairs of words",
            },
        ),
        migrations.RunPython(lay_out, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Paired",
            fields=[
                (
                    "interview",
                    models.OneToOneField(
                        on_delete=models.deletion.CASCADE,
                        primary_key=True,
                        related_name="paired",
                        serialize=False,
                        to="archive.interview",
                    ),
                ),
                (
                    "is_ready",
                    models.BooleanField(default=False, verbose_name="can be looked up"),
                ),
                (
                    "is_alone",
                    models.BooleanField(
                        default=False, verbose_name="on a shelf of its own"
                    ),
                ),
            ],
            options={
                "verbose_name": "interview with its pairs of words",
                "verbose_name_plural": "interviews with their pairs of words",
            },
        ),
    ]
