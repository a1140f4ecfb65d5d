from django.db import migrations


def read_again(apps, schema_editor):
    """What sources print in place of corrected words is looked up, too.

    Of interviews that were corrected before, it was not read: they are pending until
    the next check or `index_quotes`.
    """
    corrected = apps.get_model("archive", "Segment").objects.exclude(printed="")
    interviews = corrected.values("turn__interview")
    paired = apps.get_model("archive", "Paired").objects
    paired.filter(interview__in=interviews).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0027_keep_roles_outlets_and_headers"),
    ]

    operations = [migrations.RunPython(read_again, migrations.RunPython.noop)]
