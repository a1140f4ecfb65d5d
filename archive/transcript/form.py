"""The one JSON form of a Transcript, written and read; schema in docs/."""

import base64
import dataclasses
import hashlib
import json
from typing import Any

from archive.errors import MalformedTranscript
from archive.transcript.laws import check
from archive.transcript.types import typed
from archive.transcript.values import (
    Basis,
    Claim,
    Dating,
    Interlude,
    InterludeKind,
    Kind,
    Participation,
    Precision,
    Provenance,
    Role,
    Segment,
    SegmentKind,
    Skipped,
    SkippedKind,
    Source,
    Span,
    Speaker,
    State,
    TimeSpan,
    Topic,
    Transcript,
    Turn,
)

FORM = 1


def digest(transcript: Transcript) -> str:
    """SHA-256 of the JSON form on one line: equal for equal Transcripts."""
    form = json.dumps(_form(transcript), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(form.encode()).hexdigest()


def dumps(transcript: Transcript) -> str:
    """The one JSON form (docs/transcript.schema.json): stable, readable, complete.

    `role` is a turn's kind and `date` an ISO date when one is stated, so that
    programs which know neither word can use it.
    """
    form = _form(transcript)
    return json.dumps(form, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def loads(text: str, name: str = "transcript.json") -> Transcript:
    """Read the JSON form back; `loads(dumps(t)) == t`.

    Raises MalformedTranscript when it is not that form, or breaks a law.
    """
    try:
        transcript = typed(_transcript(json.loads(text)))
        # What cannot be written again, such as NaN or half a surrogate, is refused.
        digest(check(transcript))
    except _FAULTS as error:
        complaint = f"not a Transcript in JSON ({type(error).__name__}: {error})"
        raise MalformedTranscript(name, complaint) from error
    return transcript


_FAULTS = (LookupError, TypeError, ValueError, AttributeError, RecursionError)


def _form(transcript: Transcript) -> dict[str, Any]:
    return {
        "suhbat": FORM,
        "title": transcript.title,
        "date": _stated_date(transcript.dating),
        "turns": [_turn_form(transcript, turn) for turn in transcript.turns],
        **{
            field.name: _plain(getattr(transcript, field.name))
            for field in dataclasses.fields(transcript)
            if field.name not in {"title", "turns", "source"}
        },
        "source": _source_form(transcript.source),
    }


def _stated_date(dating: Dating | None) -> str | None:
    stated = dating is not None and dating.basis is not Basis.INFERRED
    return dating.label if dating and stated else None


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        return {field.name: _plain(getattr(value, field.name)) for field in fields}
    if hasattr(value, "_asdict"):
        return {name: _plain(part) for name, part in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def _turn_form(transcript: Transcript, turn: Turn) -> dict[str, Any]:
    speaker = transcript.speaker(turn.speaker)
    rest = _plain(turn)
    for part in rest["segments"]:
        if not part["printed"]:
            del part["printed"]
    return {
        "anchor": rest.pop("anchor"),
        "role": rest.pop("kind"),
        "speaker": speaker.name if speaker else None,
        "speaker_key": rest.pop("speaker"),
        "text": turn.text,
        **rest,
    }


def _source_form(source: Source) -> dict[str, Any]:
    form = {
        "name": source.name,
        "media_type": source.media_type,
        "encoding": source.encoding,
        "origin": source.origin,
        "obtained": source.obtained,
        "sha256": source.sha256,
        "text_sha256": source.text_sha256,
        "text": source.text,
    }
    if _encoded(source.text, source.encoding) != source.content:
        form["content"] = base64.b64encode(source.content).decode()
    return form


def _encoded(text: str, encoding: str) -> bytes | None:
    try:
        return text.encode(encoding)
    except (UnicodeError, LookupError):
        return None


def _transcript(form: dict[str, Any]) -> Transcript:
    if form["suhbat"] != FORM:
        raise ValueError(f"form {form['suhbat']!r} is not {FORM}")
    return Transcript(
        source=_source(form["source"]),
        provenance=Provenance(**_with(form["provenance"], fit=float)),
        turns=tuple(_turn(each) for each in form["turns"]),
        skipped=tuple(
            Skipped(SkippedKind(each["kind"]), Span(**each["source"]), each["note"])
            for each in form["skipped"]
        ),
        interludes=tuple(_interlude(each) for each in form["interludes"]),
        speakers=tuple(
            Speaker(each["key"], each["name"], tuple(each["aliases"]))
            for each in form["speakers"]
        ),
        participations=tuple(
            Participation(**_with(each, role=Role, basis=Basis))
            for each in form["participations"]
        ),
        topics=tuple(_topic(each) for each in form["topics"]),
        claims=tuple(Claim(**_with(each, basis=Basis)) for each in form["claims"]),
        dating=_dating(form["dating"]),
        state=State(form["state"]),
        **{name: form[name] for name in _WORDS},
    )


_WORDS = [
    "slug",
    "title",
    "language",
    "standfirst",
    "section",
    "outlet",
    "republisher",
    "rights",
    "licence",
]


def _with(form: dict[str, Any], **readers: Any) -> dict[str, Any]:
    read = {name: reader(form[name]) for name, reader in readers.items()}
    return {**form, **read}


def _source(form: dict[str, Any]) -> Source:
    names = ("name", "text", "media_type", "encoding", "origin", "obtained")
    kept = {name: form[name] for name in names}
    content = form.get("content")
    if content is None:
        raw = form["text"].encode(form["encoding"])
    else:
        raw = base64.b64decode(content, validate=True)
    source = Source(content=raw, **kept)
    if (source.sha256, source.text_sha256) != (form["sha256"], form["text_sha256"]):
        raise ValueError("the source’s bytes do not have the SHA-256 stated")
    return source


def _turn(form: dict[str, Any]) -> Turn:
    rest = {
        name: form[name]
        for name in ("anchor", "label", "question", "language", "rule", "doubt")
    }
    turn = Turn(
        kind=Kind(form["role"]),
        speaker=form["speaker_key"],
        confidence=float(form["confidence"]),
        segments=tuple(_segment(each) for each in form["segments"]),
        **rest,
    )
    if form.get("text", turn.text) != turn.text:
        raise ValueError(f"the text of {turn.anchor} is not that of its segments")
    return turn


def _segment(form: dict[str, Any]) -> Segment:
    return Segment(
        form["anchor"],
        form["text"],
        Span(**form["source"]),
        SegmentKind(form["kind"]),
        TimeSpan(**form["time"]) if form["time"] else None,
        form.get("printed", ""),
    )


def _interlude(form: dict[str, Any]) -> Interlude:
    kind = InterludeKind(form["kind"])
    return Interlude(form["after"], kind, form["text"], Span(**form["source"]))


def _topic(form: dict[str, Any]) -> Topic:
    labels = tuple((language, name) for language, name in form["labels"])
    return Topic(**{**form, "labels": labels, "questions": tuple(form["questions"])})


def _dating(form: dict[str, Any] | None) -> Dating | None:
    return Dating(**_with(form, precision=Precision, basis=Basis)) if form else None
