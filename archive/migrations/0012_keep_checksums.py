import hashlib

import django.db.models.deletion
from django.db import migrations, models


def write_down(apps, schema_editor):
    """Write down what each interview's parts come to as they are kept now."""
    Edition = apps.get_model("archive", "Edition")
    Checksums = apps.get_model("archive", "Checksums")
    newest = Edition.objects.order_by("interview", "-number").only("pk", "interview")
    seen = set()
    for edition in newest.iterator():
        if edition.interview_id not in seen:
            seen.add(edition.interview_id)
            Checksums.objects.create(
                edition_id=edition.pk,
                parts=parts_of(apps, edition.interview_id),
                asides=asides_of(apps, edition.interview_id),
                skipped=skipped_of(apps, edition.pk),
            )


def parts_of(apps, interview):
    segments = apps.get_model("archive", "Segment").objects.filter(
        turn__interview=interview
    )
    return [
        [
            each.anchor,
            sum_of(each.turn.text[each.start : each.end]),
            each.start,
            each.end,
            each.source_start,
            each.source_end,
            each.time_start,
            each.time_end,
        ]
        for each in segments.select_related("turn").order_by("turn__sequence", "order")
    ]


def asides_of(apps, interview):
    interludes = apps.get_model("archive", "Interlude").objects.filter(
        interview=interview
    )
    return [
        [
            each.after.anchor if each.after else "",
            each.kind,
            sum_of(each.text),
            each.source_start,
            each.source_end,
        ]
        for each in interludes.select_related("after").order_by("order")
    ]


def skipped_of(apps, edition):
    skipped = apps.get_model("archive", "Skipped").objects.filter(edition=edition)
    return [
        [each.start, each.end, each.kind, each.note]
        for each in skipped.order_by("start")
    ]


def sum_of(words):
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0011_find_words_that_follow_one_another"),
    ]

    operations = [
        migrations.CreateModel(
            name="Checksums",
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
                (
                    "parts",
                    models.JSONField(default=list, verbose_name="of paragraphs"),
                ),
                (
                    "asides",
                    models.JSONField(default=list, verbose_name="of interludes"),
                ),
                (
                    "skipped",
                    models.JSONField(default=list, verbose_name="of what is skipped"),
                ),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checksums",
                        to="archive.edition",
                        verbose_name="edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "checksums",
                "verbose_name_plural": "checksums",
            },
        ),
        migrations.RunPython(write_down, migrations.RunPython.noop),
    ]
