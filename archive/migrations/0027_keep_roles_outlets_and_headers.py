import hashlib
import json

from django.db import migrations, models
from django.utils import timezone

MARKS = ("kind", "label", "question__anchor", "language", "rule", "confidence")
FACTS = {"section": "section", "evidence": "date_evidence"}
FACTS |= {"rights": "rights", "licence": "licence"}
ORIGIN = ("received", "media_type", "encoding")


def write_down(apps, schema_editor):
    """Write down what was left out of it, as it is kept now, and vouch for it."""
    last = last_numbers(apps)
    for sums in kept(apps):
        edition = sums.edition
        source = {name: getattr(edition.source, name) for name in ORIGIN}
        sums.said["source"] |= source
        if last[edition.interview_id] == edition.number:
            complete(apps, sums.said, edition)
        sums.save(update_fields=["said"])
        vouch(apps, sums)


def forget(apps, schema_editor):
    """Vouch for what is left when it is not written down any more."""
    for sums in kept(apps):
        said = sums.said
        for name in ORIGIN:
            said["source"].pop(name, None)
        for name in FACTS:
            said["interview"].pop(name, None)
        for name in ("outlets", "reading", "turns", "roles"):
            said.pop(name, None)
        speaking = {str(key) for key in said["voices"].values() if key is not None}
        names = said["names"]
        said["names"] = {key: names[key] for key in names if key in speaking}
        sums.save(update_fields=["said"])
        vouch(apps, sums)


def kept(apps):
    Checksums = apps.get_model("archive", "Checksums")
    rows = Checksums.objects.exclude(said={}).order_by("pk")
    rows = rows.select_related(
        "edition__source", "edition__interview__outlet", "edition__interview__republisher"
    )
    return rows.defer(
        "edition__told", "edition__source__content", "edition__source__text"
    ).iterator(chunk_size=100)


def last_numbers(apps):
    Edition = apps.get_model("archive", "Edition")
    numbers = Edition.objects.order_by().values_list("interview")
    return dict(numbers.annotate(last=models.Max("number")))


def complete(apps, said, edition):
    interview = edition.interview
    turns = apps.get_model("archive", "Turn").objects.filter(interview=interview)
    rows = turns.order_by("sequence").values_list("anchor", *MARKS)
    said["interview"] |= {
        name: getattr(interview, column) for name, column in FACTS.items()
    }
    printed = (interview.outlet, interview.republisher)
    said["outlets"] = {str(outlet.pk): outlet.name for outlet in printed if outlet}
    said["reading"] = {
        "reader": edition.reader,
        "convention": edition.convention,
        "parser": edition.parser_version,
    }
    said["turns"] = {anchor: list(marks) for anchor, *marks in rows}
    said["roles"] = {}
    parts = apps.get_model("archive", "Participation").objects
    parts = parts.filter(interview=interview).order_by()
    for key, name, role in sorted(
        parts.values_list("speaker_id", "speaker__name", "role")
    ):
        said["names"][str(key)] = name
        said["roles"].setdefault(str(key), []).append(role)


def vouch(apps, sums):
    """Append an act to the trail, as the program does."""
    Trail = apps.get_model("archive", "Trail")
    last = Trail.objects.order_by("-number").first()
    act = Trail(
        number=last.number + 1 if last else 1,
        at=timezone.now(),
        actor="migrate",
        act="seal",
        subject=f"interview {sums.edition.interview.slug}",
        digest=seal_of(sums),
        previous=last.chain if last else "",
    )
    told = [act.number, act.at.isoformat(), act.actor, act.act]
    told += [act.subject, act.digest, act.previous]
    act.chain = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    act.save(force_insert=True)


def seal_of(sums):
    names = ["parts", "asides", "skipped", "said"]
    told = [sums.edition.digest, {name: getattr(sums, name) for name in names}]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0026_walk_the_trail_and_what_was_deleted"),
    ]

    operations = [
        migrations.RunPython(write_down, forget),
    ]
