"""Two thousand edits of a real text: no note ends on other words without being told.

Every character carries the name it was born with, so that words are known to be the
very same ones and not others that look alike.
"""

from collections import Counter
from dataclasses import replace
from random import Random

from django.conf import settings

from archive.anchoring import describe
from archive.ingest.pipeline import parse
from archive.ingest.revision.reattaching import Stood, Wordings, settle
from archive.ingest.revision.revising import Act, plan
from archive.transcript import PARAGRAPH_BREAK, Kind, Segment, Span, Turn

EDITS = 2_000
NOTES = 6
WINDOW = 6


def test_no_note_ends_on_other_words_without_being_told():
    chance = Random(7571)
    interview = seed()
    became = Counter()

    for _ in range(EDITS):
        kept = some_of(chance, interview)
        said = {turn.anchor: born(turn) for turn in kept.turns}
        edited = edit(chance, said)
        became.update(fates(chance, kept, said, edited))

    assert became["anchored on others"] == became["moved to other words"] == 0
    # Nothing of this is for want of cases: each fate was met often.
    assert became["anchored"] > 5_000
    assert became["moved"] > 200
    assert became["orphaned"] > 500


def fates(chance, kept, said, edited):
    """What becomes of some notes when a text is edited; `said` is as it was."""
    told = retold(kept, edited)
    planned = plan(kept, told, {})
    texts = {turn.anchor: turn.text for turn in planned.told.turns}
    letters = dict(zip(texts, edited.values(), strict=True))
    fresh = {
        change.anchor: Wordings(change.before, texts[change.anchor])
        for change in planned.changes
        if change.act in {Act.ADDED, Act.REWORDED}
    }
    for _ in range(NOTES):
        anchor = chance.choice(list(said))
        text = written(said[anchor])
        span = passage(chance, text)
        stood = Stood(anchor, text, describe(text, span))
        found = settle(stood, texts.get(anchor), fresh)
        yield fate(said[anchor][slice(*span)], found, letters)


def fate(were, found, letters):
    if found.span is None:
        return "orphaned"
    beside = letters[found.anchor]
    stand = beside[slice(*found.span)]
    if found.evidence:
        is_quoted = written(stand) == written(were)
        return "moved" if is_quoted else "moved to other words"
    return "anchored" if are_same(were, stand, beside) else "anchored on others"


def are_same(were, stand, beside):
    """Whether these are the very letters; copies, only where those are gone from here.

    A paragraph that is copied and then taken away has not changed. The break between
    two paragraphs is nobody's.
    """
    living = set(beside)
    pairs = [pair for pair in zip(were, stand, strict=True) if pair[0][0] != "\n"]
    return all(
        first == now or (is_copy(now) and first not in living) for first, now in pairs
    )


def is_copy(letter):
    return not isinstance(letter[1], tuple)


def passage(chance, text):
    """A few words, as an editor would choose them; now and then a single letter."""
    start = chance.randrange(len(text))
    return Span(start, min(len(text), start + chance.choice((1, 9, 30, 120))))


# Editing: a text is a list of (character, where it was born)


def edit(chance, said):
    """The turns after one to three edits, in their order."""
    edited = {anchor: list(letters) for anchor, letters in said.items()}
    for _ in range(chance.randint(1, 3)):
        chance.choice(DEEDS)(chance, edited)
    return {anchor: letters for anchor, letters in edited.items() if letters}


def take_out(chance, edited):
    letters = edited[chance.choice(list(edited))]
    start, end = stretch(chance, letters, 60)
    if written(letters[:start] + letters[end:]).strip():
        del letters[start:end]


def put_in(chance, edited):
    """Words of the very text, as new ones: look-alikes are made this way."""
    letters, other = (edited[chance.choice(list(edited))] for _ in range(2))
    start, end = stretch(chance, other, 200)
    at = chance.randrange(len(letters) + 1)
    letters[at:at] = newly(other[start:end])


def reword(chance, edited):
    letters = edited[chance.choice(list(edited))]
    start, end = stretch(chance, letters, 12)
    letters[start:end] = newly([(each, None) for each in "otherwise"])


def repeat_paragraph(chance, edited):
    """A paragraph twice, here or in another turn; or taken away, to stand there."""
    source, target = (edited[chance.choice(list(edited))] for _ in range(2))
    paragraphs = divided(source)
    at = chance.randrange(len(paragraphs))
    copy = newly(paragraphs[at])
    if chance.random() < 0.5 and len(paragraphs) > 1:
        copy = paragraphs.pop(at)
        source[:] = joined(paragraphs)
    others = divided(target)
    others.insert(chance.randrange(len(others) + 1), copy)
    target[:] = joined(others)


def change_paragraphs_about(chance, edited):
    letters = edited[chance.choice(list(edited))]
    paragraphs = divided(letters)
    chance.shuffle(paragraphs)
    letters[:] = joined(paragraphs)


def take_turn_out(chance, edited):
    if len(edited) > 2:
        edited[chance.choice(list(edited))].clear()
        for anchor in [anchor for anchor, letters in edited.items() if not letters]:
            del edited[anchor]


def merge_turns(chance, edited):
    anchors = list(edited)
    at = chance.randrange(len(anchors))
    if at > 0 and len(anchors) > 2:
        edited[anchors[at - 1]] += [*newly(PAIRS), *edited.pop(anchors[at])]


DEEDS = (
    *(take_out, put_in, reword, repeat_paragraph),
    *(change_paragraphs_about, take_turn_out, merge_turns),
)
PAIRS = [(each, None) for each in PARAGRAPH_BREAK]


def stretch(chance, letters, longest):
    start = chance.randrange(len(letters))
    return start, min(len(letters), start + chance.randint(1, longest))


def newly(letters):
    """Letters that are nobody's: each is another one than any before."""
    return [(character, object()) for character, _ in letters]


def divided(letters):
    paragraphs, start = [], 0
    for words in written(letters).split(PARAGRAPH_BREAK):
        paragraphs.append(letters[start : start + len(words)])
        start += len(words) + len(PARAGRAPH_BREAK)
    return [words for words in paragraphs if words]


def joined(paragraphs):
    letters = []
    for words in paragraphs:
        letters += [*(newly(PAIRS) if letters else ()), *words]
    return letters


# The text


def seed():
    return parse(settings.BASE_DIR / "seeds" / "egemen-qazaqstan-2024.txt")


def some_of(chance, interview):
    """A few exchanges of an interview, as if there were no more."""
    start = 2 * chance.randrange((len(interview.turns) - WINDOW) // 2)
    return replace(interview, turns=interview.turns[start : start + WINDOW])


def retold(kept, edited):
    """What an ingest of the edited text would tell: turns numbered from one."""
    kinds = {turn.anchor: turn.kind for turn in kept.turns}
    numbers, turns, question = Counter(), [], ""
    for anchor, letters in edited.items():
        kind = kinds[anchor] if question else Kind.QUESTION
        numbers[kind] += 1
        name = f"{kind[0]}{numbers[kind]}"
        question = name if kind is Kind.QUESTION else question
        parts = written(letters).split(PARAGRAPH_BREAK)
        segments = tuple(
            Segment(f"{name}p{at}", part, Span(0, 1))
            for at, part in enumerate(parts, 1)
        )
        asked = "" if kind is Kind.QUESTION else question
        turns.append(Turn(name, kind, segments, question=asked))
    return replace(kept, turns=tuple(turns))


def born(turn):
    return [(each, (turn.anchor, at)) for at, each in enumerate(turn.text)]


def written(letters):
    return "".join(character for character, _ in letters)
