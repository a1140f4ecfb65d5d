"""A tree of XML → blocks, by what a format says its elements are."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from archive.ingest.blocks import Block, BlockKind, Voice
from archive.ingest.composing import Composer
from archive.ingest.readers.trees import Element, Phrase, Tree
from archive.transcript import Skipped, SkippedKind, Span

NOBODY = Voice("", doubt="the document does not say who speaks")
FINAL = {BlockKind.DIRECTION, BlockKind.HEADING, BlockKind.NOTE, BlockKind.CAPTION}


@dataclass(frozen=True, slots=True)
class Format:
    """What elements are, by name: kinds of blocks, and what is left out as what.

    `voice` says who speaks in an element, if it says so; `mark` whether an element
    holds nothing but a speaker's printed name; `breaks` are ends of lines; what stands
    in `speeches` is spoken, though nobody may know by whom.
    """

    kinds: Mapping[str, BlockKind]
    left_out: Mapping[str, tuple[SkippedKind, str]]
    voice: Callable[[Element], Voice | None]
    mark: Callable[[Element], bool]
    breaks: frozenset[str] = frozenset()
    speeches: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Standing:
    """What holds for words that stand in an element."""

    group: int
    kind: BlockKind | None = None
    voice: Voice | None = None
    left_out: tuple[SkippedKind, str] | None = None


@dataclass(slots=True)
class Sheet:
    """Blocks and what is left out, collected in order."""

    tree: Tree
    format: Format
    blocks: list[Block] = field(default_factory=list)
    left_out: list[Skipped] = field(default_factory=list)
    standings: dict[int, _Standing] = field(default_factory=dict)
    composer: Composer = field(default_factory=Composer)
    standing: _Standing | None = None
    lines: list[int] = field(init=False)

    def __post_init__(self) -> None:
        lengths = (len(line) for line in self.tree.text.split("\n"))
        self.lines = list(accumulate(length + 1 for length in lengths))

    def read(self) -> None:
        """Go through the whole tree."""
        for node in self.tree.nodes:
            if isinstance(node, Phrase):
                self._phrase(node)
            else:
                self._open(node)
        self._turn_to(None)

    def _open(self, element: Element) -> None:
        above = self.standings.get(element.parent, _Standing(0))
        self.standings[element.first] = self._standing_in(element, above)
        if element.name in self.format.breaks:
            self.composer.new_line(_place_of(element))
        elif self._parts(element):
            self._turn_to(None)

    def _parts(self, element: Element) -> bool:
        """Whether words stand apart by it; a direction without words parts none."""
        kind = self.format.kinds.get(element.name)
        named = kind is not None and kind is not BlockKind.DIRECTION
        return named or self.format.mark(element)

    def _standing_in(self, element: Element, above: _Standing) -> _Standing:
        left_out = above.left_out or self.format.left_out.get(element.name)
        if self.format.mark(element):
            left_out = (SkippedKind.MARK, "who speaks")
        kind = self.format.kinds.get(element.name, above.kind)
        kind = above.kind if above.kind in FINAL else kind
        opens = element.name in self.format.kinds and above.kind not in FINAL
        voice = self.format.voice(element) or above.voice
        if voice is None and element.name in self.format.speeches:
            voice = NOBODY
        return _Standing(
            element.first if opens or left_out else above.group, kind, voice, left_out
        )

    def _phrase(self, phrase: Phrase) -> None:
        standing = self.standings[phrase.parent]
        if standing.left_out:
            self._leave_out(phrase, *standing.left_out)
            return
        if self.standing is None or standing.group != self.standing.group:
            if not phrase.words.strip():
                return
            self._turn_to(standing)
        self.composer.add(phrase.words, phrase.source)

    def _leave_out(self, phrase: Phrase, kind: SkippedKind, note: str) -> None:
        if phrase.words.strip():
            self._turn_to(None)
            last = self.left_out[-1] if self.left_out else None
            start = phrase.source.start
            joined = last and (last.kind, last.note) == (kind, note)
            if last and joined and not self._stands_between(last.source.end):
                start = last.source.start
                self.left_out.pop()
            self.left_out.append(Skipped(kind, Span(start, phrase.source.end), note))

    def _stands_between(self, offset: int) -> bool:
        return bool(self.blocks) and self.blocks[-1].source.start >= offset

    def _turn_to(self, standing: _Standing | None) -> None:
        """Keep what was collected, and collect for other words."""
        if self.standing and (made := self._made(self.standing)):
            self.blocks.append(made)
        self.composer, self.standing = Composer(), standing

    def _made(self, standing: _Standing) -> Block | None:
        """A paragraph that nobody speaks is a note."""
        kind = standing.kind or BlockKind.PARAGRAPH
        is_speech = kind is BlockKind.PARAGRAPH
        if is_speech and standing.voice is None:
            kind = BlockKind.NOTE
        return self.composer.block(
            self._line(),
            kind=kind,
            classes=self._classes(standing),
            voice=standing.voice if is_speech else None,
        )

    def _line(self) -> int:
        runs = self.composer.runs
        return bisect_right(self.lines, runs[0].source.start) + 1 if runs else 0

    def _classes(self, standing: _Standing) -> tuple[str, ...]:
        element = self.tree.element(standing.group)
        return tuple(filter(None, (element.name, element.traits.get("type", ""))))


def _place_of(element: Element) -> Span:
    return Span(element.start, max(element.end, element.start + 1))
