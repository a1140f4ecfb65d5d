import hashlib
import json

from django.db import migrations, models
from django.utils import timezone


def write_down(apps, schema_editor):
    """Write down who says what as it is kept now, and vouch for it on the trail."""
    for sums in newest(apps):
        sums.said = said_of(apps, sums.edition)
        sums.save(update_fields=["said"])
        vouch(apps, sums)


def forget(apps, schema_editor):
    """Vouch for what is left when it is not written down any more."""
    Checksums = apps.get_model("archive", "Checksums")
    for sums in Checksums.objects.select_related("edition__interview").iterator():
        if sums.said:
            sums.said = {}
            vouch(apps, sums)


def newest(apps):
    Edition = apps.get_model("archive", "Edition")
    Checksums = apps.get_model("archive", "Checksums")
    later = Edition.objects.filter(
        interview=models.OuterRef("edition__interview"),
        number__gt=models.OuterRef("edition__number"),
    )
    kept = Checksums.objects.filter(~models.Exists(later)).order_by("pk")
    kept = kept.select_related("edition__interview", "edition__source")
    return kept.defer(
        "edition__told", "edition__source__content", "edition__source__text"
    ).iterator()


def said_of(apps, edition):
    interview, source = edition.interview, edition.source
    turns = apps.get_model("archive", "Turn").objects.filter(interview=interview)
    rows = list(turns.values_list("anchor", "speaker_id", "speaker__name"))
    start = interview.date_start
    return {
        "interview": {
            "title": interview.title,
            "standfirst": interview.standfirst,
            "language": interview.language,
            "outlet": interview.outlet_id,
            "republisher": interview.republisher_id,
            "date": start.isoformat() if start else "",
            "precision": interview.date_precision,
            "basis": interview.date_basis,
        },
        "source": {
            "name": source.name,
            "origin": source.origin,
            "obtained": source.obtained,
        },
        "voices": {anchor: speaker for anchor, speaker, _name in rows},
        "names": {str(key): name for _anchor, key, name in rows if key is not None},
    }


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
    names = ["parts", "asides", "skipped", *(["said"] if sums.said else [])]
    told = [sums.edition.digest, {name: getattr(sums, name) for name in names}]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0012_keep_checksums"),
    ]

    operations = [
        migrations.AddField(
            model_name="checksums",
            name="said",
            field=models.JSONField(
                default=dict,
                help_text="See `models.sealing`.",
                verbose_name="who, what and when",
            ),
        ),
        migrations.RunPython(write_down, forget),
    ]
