"""What the archive keeps of an interview, gathered to be cited."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.conf import settings
from django.utils import timezone

from archive.citations import Citable, Issued, Locus, Name, name_of
from archive.models import (
    Edition,
    Interview,
    Kind,
    Participation,
    Precision,
    Role,
    Segment,
    Speaker,
    Turn,
)
from archive.tongues import plain
from archive.transcript import Span
from archive.views.marks import Mark, pin

KINDS = {kind.value[0]: kind.value for kind in Kind}


def citable(cited: Interview | Turn, span: Span | None = None) -> Citable:
    """Return an interview, a turn or a passage of a turn as it is cited.

    `span` counts code points of the turn's text. A question or statement stands for
    its exchange. Asks the database twice; whoever cites many passages of one
    interview calls `gather` once, and `of_turn` or `of_passage` for each.
    """
    interview = cited if isinstance(cited, Interview) else cited.interview
    editions = interview.editions.order_by("number").only("digest")
    people = interview.participations.select_related("speaker")
    whole = gather(interview, people, editions.last())
    if isinstance(cited, Interview):
        return whole
    return of_turn(whole, cited) if span is None else of_passage(whole, cited, span)


def gather(
    interview: Interview,
    participations: Iterable[Participation],
    edition: Edition | None,
) -> Citable:
    """Return a whole interview; asks nothing when outlet and speakers are known.

    Interviewers are those whom the archive has in that role, interviewees likewise:
    whoever only moderates or speaks besides is neither.
    """
    people = list(participations)
    address = f"{settings.SITE_URL}{plain(interview.get_absolute_url())}"
    return Citable(
        key=interview.slug,
        title=interview.title,
        language=interview.language,
        address=address,
        interview_address=address,
        accessed=timezone.now().date(),
        interviewees=_names(people, Role.INTERVIEWEE),
        interviewers=_names(people, Role.INTERVIEWER),
        issued=_issued(interview),
        outlet=interview.outlet.name if interview.outlet else "",
        section=interview.section,
        republisher=interview.republisher.name if interview.republisher else "",
        rights=interview.rights or interview.licence,
        edition=edition.digest if edition else "",
    )


def gather_all(interviews: Iterable[Interview]) -> dict[int, Citable]:
    """Return whole interviews by key; asks twice, however many they are."""
    by_key = {interview.pk: interview for interview in interviews}
    if not by_key:
        return {}
    held = Participation.objects.filter(interview__in=by_key).select_related("speaker")
    people: dict[int, list[Participation]] = {}
    for part in held:
        people.setdefault(part.interview_id, []).append(part)
    kept = Edition.objects.filter(interview__in=by_key).order_by("number")
    editions = {each.interview_id: each for each in kept.only("interview", "digest")}
    return {
        key: gather(interview, people.get(key, ()), editions.get(key))
        for key, interview in by_key.items()
    }


def of_turn(whole: Citable, turn: Turn) -> Citable:
    """Return the exchange that a turn opens, or an answer where it stands."""
    if turn.kind == Kind.ANSWER:
        address = f"{whole.interview_address}#{turn.anchor}"
    else:
        address = f"{whole.interview_address}{turn.anchor}/"
    locus = Locus(turn.kind, turn.number, said_by=_name(turn.speaker))
    key = f"{whole.key}-{turn.anchor}"
    return replace(whole, key=key, address=address, locus=locus)


def of_passage(whole: Citable, turn: Turn, span: Span) -> Citable:
    """Return words of a turn, their address pinned to its wording.

    What lies in no paragraph is cited as the turn.
    """
    touched = [
        segment
        for segment in turn.segments.all()
        if segment.start < span.end and span.start < segment.end
    ]
    if not touched:
        return of_turn(whole, turn)
    touched.sort(key=lambda segment: segment.order)
    first, last = touched[0], touched[-1]
    mark = _mark(turn, touched, span)
    return replace(
        whole,
        key=f"{whole.key}-{first.anchor}",
        address=f"{whole.interview_address}?mark={mark}#{first.anchor}",
        locus=Locus(
            turn.kind,
            turn.number,
            paragraphs=(first.order, last.order),
            words=turn.text[max(span.start, 0) : span.end],
            said_by=_name(turn.speaker),
        ),
    )


def of_former(
    whole: Citable, mark: Mark, words: str, speaker: Speaker | None = None
) -> Citable:
    """Return words of a wording that is no more; their address shows what became.

    `speaker` is who says the turn now, if it lives.
    """
    order = int(mark.segment.partition("p")[2] or 0)
    return replace(
        whole,
        key=f"{whole.key}-{mark.segment}",
        address=f"{whole.interview_address}?mark={mark}#{mark.segment}",
        edition="",
        locus=Locus(
            KINDS[mark.turn[0]],
            int(mark.turn[1:]),
            paragraphs=(order, order) if order else None,
            words=words,
            said_by=_name(speaker),
        ),
    )


def _mark(turn: Turn, touched: Sequence[Segment], span: Span) -> Mark:
    """What marks the span: counted in its paragraph, or where it has more, in all."""
    start, end = max(span.start, touched[0].start), min(span.end, touched[-1].end)
    if len(touched) > 1:
        whole = (start, end) == (0, len(turn.text))
        return Mark(turn.anchor, None if whole else (start, end), pin(turn))
    (part,) = touched
    whole = (start, end) == (part.start, part.end)
    within = (start - part.start, end - part.start)
    return Mark(part.anchor, None if whole else within, pin(turn))


def _issued(interview: Interview) -> Issued | None:
    start = interview.date_start
    if start is None:
        return None
    return Issued(
        start.year,
        0 if interview.date_precision == Precision.YEAR else start.month,
        start.day if interview.date_precision == Precision.DAY else 0,
        is_about=interview.date_is_inferred,
    )


def _names(people: Iterable[Participation], role: Role) -> tuple[Name, ...]:
    return tuple(
        name_of(part.speaker.name, part.speaker.sort_name)
        for part in people
        if part.role == role
    )


def _name(speaker: Speaker | None) -> Name | None:
    return name_of(speaker.name, speaker.sort_name) if speaker else None
