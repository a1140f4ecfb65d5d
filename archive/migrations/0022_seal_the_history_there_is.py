import hashlib
import json
from datetime import UTC, datetime
from itertools import islice

from django.db import migrations, models
from django.utils import timezone

KEPT = {"history_id", "history_date", "history_change_reason", "history_type"}
KEPT |= {"history_user", "history_relation", "vouched_by"}
EMPTY = (None, "", [], {})
MODELS = (
    "Annotation",
    "Interview",
    "Office",
    "Participation",
    "Speaker",
    "SpeakerAlias",
    "Tagging",
    "Topic",
    "TopicLabel",
    "TopicRelation",
    "Turn",
)
BATCH = 500


def vouch_for_all(apps, schema_editor):
    """Vouch for every state that is in the history already."""
    for name in MODELS:
        History = apps.get_model("archive", f"Historical{name}")
        states = History.objects.order_by("pk").iterator(chunk_size=BATCH)
        while batch := list(islice(states, BATCH)):
            number = record(apps, name.lower(), batch)
            keys = [state.pk for state in batch]
            History.objects.filter(pk__in=keys).update(vouched_by=number)


def record(apps, name, states):
    Trail = apps.get_model("archive", "Trail")
    number, previous = Trail.objects.order_by("-number").values_list(
        "number", "chain"
    ).first() or (0, "")
    row = Trail(
        number=number + 1,
        at=timezone.now(),
        actor="migrate",
        act="seal",
        subject=f"history of {len(states)} {name}",
        digest=digest_of(name, states),
        states=len(states),
        previous=previous,
    )
    told = [row.number, row.at.isoformat(), row.actor, row.act, row.subject]
    told += [row.digest, row.previous, row.states]
    row.chain = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    row.save(force_insert=True)
    return row.number


def digest_of(name, states):
    told = sorted(json.dumps(as_told(name, each), sort_keys=True) for each in states)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def as_told(name, state):
    tracked = [field for field in state._meta.fields if field.name not in KEPT]
    fields = {
        field.attname: value
        for field in tracked
        if (value := plain(field, getattr(state, field.attname))) not in EMPTY
        and value != plain_default(field)
    }
    when = state.history_date.astimezone(UTC).isoformat()
    who, why = state.history_user_id, state.history_change_reason or ""
    return [f"historical{name}", state.history_type, when, who, why, fields]


def plain_default(field):
    is_known = field.has_default() and not callable(field.default)
    return plain(field, field.default) if is_known else None


def plain(field, value):
    if isinstance(field, models.JSONField):
        return value
    if field.is_relation:
        field = field.target_field
    value = field.to_python(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value if value is None or isinstance(value, (int, bool)) else str(value)


class Migration(migrations.Migration):

    dependencies = [
        ("archive", "0021_vouch_for_the_history"),
    ]

    operations = [
        migrations.RunPython(vouch_for_all, migrations.RunPython.noop),
    ]
