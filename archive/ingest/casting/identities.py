"""Which person a printed label names: short forms resolved within one document. Pure.

A short form is resolved when exactly one full name fits it: first among the labels
themselves, then among the people declared, then in what is printed before, and last
in the words spoken. Otherwise it stays as printed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from archive.ingest.casting.abbreviations import runs, shorts
from archive.ingest.casting.names import (
    bare,
    fits,
    is_full,
    key_of,
    person_in,
    tokens,
    untitled,
)
from archive.ingest.conventions.conversation import Conversation, Utterance
from archive.ingest.conventions.senses import UNNAMED, Sense, sense_of, several_in

# The words right before a name.
LEAD = re.compile(r"(?:(?<![\w.'’-])[^\W\d_][\w'’-]*\.?[ \xa0]){1,3}$")
FRONT = 30_000
# No document makes the comparing of names grow without bounds.
SPOKEN, MOST_PARTS = 100_000, 10_000
MOST_VOICES, MOST_NAMES, MOST_SEARCHES = 250, 200, 60


@dataclass(slots=True)
class Identity:
    """One voice: its name, whether that is a person's, and how it is printed."""

    name: str
    labels: dict[str, None]
    is_named: bool = True
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Identified:
    """The conversation with each voice's name as its `who`, and the voices."""

    conversation: Conversation
    voices: dict[str, Identity]


def identified(
    whole: Conversation, declared: Sequence[str], front: Sequence[str]
) -> Identified:
    """Return the conversation with labels resolved to names.

    `declared` are names stated of the interview, `front` what is printed around it.
    """
    printed = _printed(whole.turns)
    if not printed:
        return Identified(whole, {})
    found = _Names(whole, printed, declared, front)
    voices: dict[str, Identity] = {}
    names: dict[str, str] = {}
    for who, labels in printed.items():
        identity = found.identity(who, labels)
        names[who] = identity.name
        known = voices.setdefault(identity.name, identity)
        known.labels |= identity.labels
    turns = tuple(_named(whole.turns, names, {**voices}))
    return Identified(replace(whole, turns=turns), voices)


def _named(
    turns: Iterable[Utterance], names: dict[str, str], unheard: dict[str, Identity]
) -> Iterator[Utterance]:
    """The turns under the names; the first of an ambiguous voice says so."""
    for turn in turns:
        if not turn.who:
            yield turn
            continue
        name = names[turn.who]
        first = unheard.pop(name, None)
        doubt = turn.doubt or (first.doubt if first else "")
        yield turn._replace(who=name, doubt=doubt)


def _printed(turns: Iterable[Utterance]) -> dict[str, dict[str, None]]:
    """By voice, every label as printed, in order."""
    printed: dict[str, dict[str, None]] = {}
    for turn in turns:
        if turn.who:
            printed.setdefault(turn.who, {})[turn.label] = None
    return printed


class _Names:
    """The names of one document, from the surest place to the least sure."""

    def __init__(
        self,
        whole: Conversation,
        printed: dict[str, dict[str, None]],
        declared: Sequence[str],
        front: Sequence[str],
    ) -> None:
        self.whole = whole
        labels = [person_in(label) for each in printed.values() for label in each]
        bares = [bare(label) for each in printed.values() for label in each]
        self.titled = {untitled(name) for name in bares if untitled(name) != name}
        full = dict.fromkeys(name for name in labels if is_full(name))
        self.labels = list(full)[:MOST_NAMES]
        several = dict.fromkeys(name for name in labels if len(tokens(name)) > 1)
        self.initialled = [name for name in several if name not in full][:MOST_NAMES]
        self.searches = self.voices = 0
        self.declared = list(dict.fromkeys(map(person_in, declared)))
        self.front = "\n".join(front)[:FRONT]
        self.near = list(dict.fromkeys(runs(self.front)))
        self.shorts = dict(shorts(printed.values(), self.front))
        self._spoken: str | None = None

    def identity(self, who: str, labels: dict[str, None]) -> Identity:
        label = max(labels, key=lambda each: _told_by(each, who))
        sense, _ = sense_of(label)
        if sense is Sense.QUESTION:
            # Somebody else's line says who asks: the voice is called as that does.
            label = who
        if sense is Sense.BENCH:
            return Identity(bare(label), dict(labels))
        if several_in(label):
            doubt = f"“{label}” are several voices at once"
            return Identity(label.strip(" :"), dict(labels), doubt=doubt)
        if sense in UNNAMED:
            return Identity(who, dict(labels), is_named=False)
        name = person_in(label)
        self.voices += 1
        if self.voices > MOST_VOICES:
            return Identity(name, dict(labels))
        resolved, doubt = self._resolved(name)
        return Identity(resolved, dict(labels), doubt=doubt)

    def _resolved(self, name: str) -> tuple[str, str]:
        if stands_for := self.shorts.get(tokens(name)):
            name = stands_for if len(stands_for) > len(name) else name
        far = self.near if len(name.strip(".")) > 1 else []
        for pool in (self.labels, self.declared, far, self.initialled):
            full = _matches(name, pool)
            if len(full) == 1:
                return self._well_set(full[0]), ""
            if len(full) > 1:
                break
        else:
            if not is_full(name) and (said := self._in_speech(name)):
                return said, ""
        several = f"“{name}” may be {' or '.join(full)}" if full else ""
        return self._well_set(name), "" if is_full(name) else several

    def _well_set(self, name: str) -> str:
        """The name as printed elsewhere in small letters, if it is in capitals."""
        fuller = [each for each in self.declared if tokens(each) == tokens(name)]
        if fuller:
            return fuller[0]
        if not name.isupper() or len(name) < 3 or self._is_tired():
            return name
        spaced = r"\s+".join(map(re.escape, name.split()))
        wanted = re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)
        for text in (self.front, self.spoken):
            for match in wanted.finditer(text):
                if not match[0].isupper():
                    return " ".join(match[0].split())
        return name

    def _is_tired(self) -> bool:
        """Whether so many names were looked for that the rest stay as printed."""
        self.searches += 1
        return self.searches > MOST_SEARCHES

    @property
    def spoken(self) -> str:
        if self._spoken is None:
            parts = (block.text for turn in self.whole.turns for block in turn.blocks)
            self._spoken = "\n".join(islice(parts, MOST_PARTS))[:SPOKEN]
        return self._spoken

    def _in_speech(self, name: str) -> str:
        """The one full name with this surname that somebody says."""
        if len(name) < 3 or not (name.isupper() or name in self.titled):
            return ""
        if self._is_tired():
            return ""
        printed = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        found = {
            run
            for match in islice(printed.finditer(self.spoken), MOST_SEARCHES)
            if (
                lead := LEAD.search(
                    self.spoken, max(0, match.start() - 80), match.start()
                )
            )
            for run in runs(lead[0] + match[0])
            if fits(name, run) and not self._is_common(run.split()[0])
        }
        return found.pop() if len(found) == 1 else ""

    def _is_common(self, word: str) -> bool:
        """Whether the word is also printed small: it is then no first name."""
        return (
            re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", self.spoken)
            is not None
        )


def _told_by(label: str, who: str) -> tuple[bool, bool, int]:
    """How much a label says of a voice; one that is misprinted says the least."""
    return key_of(label) == who, is_full(person_in(label)), len(label)


def _matches(name: str, pool: Sequence[str]) -> list[str]:
    """The longest spelling of each person in the pool whom the name fits."""
    exact = [full for full in pool if tokens(full) == tokens(name)]
    if exact and is_full(name):
        longer = [full for full in pool if full not in exact and fits(name, full)]
        return longer if len(longer) == 1 else exact[:1]
    several = [full for full in pool if len(tokens(full)) > 1 or is_full(full)]
    found = [full for full in several if fits(name, full)]
    kept: list[str] = []
    for full in sorted(found, key=len, reverse=True):
        if not any(fits(full, other) for other in kept):
            kept.append(full)
    return kept
