"""Which of the lines before a conversation is its title. Pure."""

import re
from collections.abc import Collection, Sequence

from archive.ingest.blocks import Block, BlockKind
from archive.ingest.casting.names import is_full, looks_like_a_name, tokens
from archive.ingest.conventions.asking import ends_sentence
from archive.ingest.surroundings import dates

# What an interview is called: English, French, German, Spanish, Italian, Portuguese,
# Russian, Ukrainian, Kazakh, Polish, Turkish, Chinese and Japanese.
TALK = re.compile(
    r"\b(?:interview\w*|conversation|briefing|q\s?&\s?a|press\s+conference|transcript|"
    r"hearing|talk|dialogue|entretien|conversation|gespräch\w*|\w*talk|"
    r"\w*pressekonferenz|entrevista\w*|conferencia\s+de\s+prensa|intervista|"
    r"conferenza|интервью|беседа|пресс-конференци\w+|інтерв.ю|розмова|сұхбат\w*|"
    r"әңгіме\w*|wywiad|rozmowa|röportaj\w*|söyleşi)\b|記者會|记者会|会見|專訪|专访|"
    r"採訪|采访|訪問|访问|訪談|访谈|對談|インタビュー",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[«“„\"「《‹].{8,}[»”“\"」》›]")
NAMED = re.compile(r"(?P<name>[^:：|?!«“„\"]{3,60})\s?[:：]\s*\S")
STATING = re.compile(r"[^\W\d_][^:：]{0,24}[:：]\s*\S+(?:\s+\S+){0,4}$")
NUMBERED = re.compile(
    r"(?:episode|ep\.?|folge|épisode|episodio|episódio|odcinek|avsnitt|aflevering|"
    r"выпуск|эпизод|випуск|бөлім|bölüm|第)\s*(?:№|#|nr\.?|no\.?)?\s*\d+.{0,4}?"
    r"(?:[:：.–—|-]|\s)\s*\S.*",
    re.IGNORECASE,
)
# A field of a form: when, where, by whom.
FIELD = re.compile(
    r"(?:dates?|place|location|time|recorded|transcribed|interview(?:er|ee|ed)s?|datum|ort|"
    r"lieu|fecha|lugar|data|luogo|local|дата|место|время|дата\s+и\s+место|күні|орны|tarih|"
    r"yer|miejsce|datum|plats|日付|日期|日時|場所|地点|地點)\b[^:：]{0,30}[:：]\s*\S.*",
    re.IGNORECASE,
)
CLOCK = re.compile(r"\d{1,2}[:.時]\d{2}")
GOES_ON = re.compile(r"\b(?:with|mit|avec|con|com|met|med|z|с)$", re.IGNORECASE)
STANDS_FIRST = re.compile(
    r"(?:an?|the|ein|eine|un|une|una|uma)\s+(?:\w+\s+){0,2}?(?:interview|conversation|"
    r"gespräch|entretien|entrevista|intervista)\b",
    re.IGNORECASE,
)
FURNITURE = re.compile(r"[\d\s.,:;•·|/>–—-]*|by\s.{3,60}|[*_~]+.*", re.IGNORECASE)
LONGEST = 220


def best(
    lines: Sequence[Block], voices: Sequence[str], others: Collection[int] = ()
) -> int | None:
    """Return the number of the line that is most like a title, or None.

    `voices` are the names of those who speak: such a name alone is no title. The
    lines numbered `others` tell who asked, or where: they are taken for want of more.
    """
    scores = {
        place: _score(place, block, voices)
        for place, block in enumerate(lines[:40])
        if len(block.text) <= LONGEST
    }
    if any(scores[place] > 0 for place in scores.keys() - set(others)):
        scores = {place: scores[place] for place in scores.keys() - set(others)}
    if not scores:
        return None
    place = max(scores, key=lambda each: (scores[each], -each))
    return place if scores[place] > 0 else None


def joined(lines: Sequence[Block], place: int) -> str:
    """The title, with the name on the line after it when it ends on “with”."""
    title = lines[place].text
    after = lines[place + 1].text if place + 1 < len(lines) else ""
    if GOES_ON.search(title) and looks_like_a_name(after):
        return f"{title} {after}"
    return " ".join(title.lstrip("# ").split())


def _score(place: int, block: Block, voices: Sequence[str]) -> float:
    text = block.text
    if FURNITURE.fullmatch(text) or _is_date(text) or _is_voice(text, voices):
        return 0.0
    if FIELD.fullmatch(text):
        return 0.0
    if block.kind in {BlockKind.CAPTION, BlockKind.ADVERT, BlockKind.NOTE}:
        return 0.0
    named = NAMED.match(text)
    is_named = named is not None and is_full(named["name"].strip())
    numbered = NUMBERED.fullmatch(text) is not None
    stating = STATING.fullmatch(text) is not None and not TALK.search(text)
    if stating and not is_named and not numbered and not QUOTED.search(text):
        return 0.0
    score = 3.0 - place / 8
    score += 4 * (block.kind is BlockKind.HEADING) - block.level * 0.5
    score += 2 * (TALK.search(text) is not None and len(text) < 140)
    score += 1.5 * (QUOTED.search(text) is not None)
    score += 1.5 * (place == 0 and QUOTED.fullmatch(text) is not None)
    score += 2 * is_named + numbered
    score -= 2 * (len(text) < 16) + 2.5 * (ends_sentence(text) and len(text) > 60)
    score -= 4 * (STANDS_FIRST.match(text) is not None)
    return score - len(text) / 400


def _is_date(text: str) -> bool:
    """Whether nothing of weight stands beside a date or a time."""
    found = dates.printed(text)
    if not found and not CLOCK.search(text):
        return False
    left = dates.rest(CLOCK.sub(" ", text), found)
    labels = ":" in text and len(left.split()) < 6
    return not TALK.search(left) and (labels or len(left.split()) < 3)


def _is_voice(text: str, voices: Sequence[str]) -> bool:
    words = tokens(text)
    return (
        len(words) < 5
        and not TALK.search(text)
        and any(words[-1:] == tokens(voice)[-1:] for voice in voices if tokens(voice))
    )
