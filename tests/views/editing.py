"""A conversation edited at random, and what a reader of its old links is shown."""

import random
import re

from archive.models import wording_of
from archive.views.interviews import laid_out
from archive.views.marks import Mark

NOUNS = [
    "well",
    "river",
    "steppe",
    "horse",
    "father",
    "winter",
    "school",
    "water",
    "road",
    "letter",
]
VERBS = [
    "dug",
    "crossed",
    "remembered",
    "sold",
    "left",
    "watched",
    "carried",
    "built",
    "lost",
    "found",
]


class Editor:
    """Changes a conversation at random, as publishers do to their pages."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.said = [self.speech() for _ in range(8)]

    def sentence(self):
        verb, noun, other = (self.chance.choice(w) for w in (VERBS, NOUNS, NOUNS))
        number = self.chance.randint(2, 999)
        return f"We {verb} the {noun} by the {other} with {number} others 🐎."

    def speech(self):
        size = self.chance.randint(1, 3)
        return "\n".join(
            " ".join(self.sentence() for _ in range(self.chance.randint(1, 3)))
            for _ in range(size)
        )

    def edit(self):
        """Do one thing at random to a word, a paragraph, or turns."""
        act = self.chance.choice([self.touch_word, self.touch_line, self.touch_turns])
        act(self.chance.randrange(len(self.said)))

    def touch_word(self, at):
        lines = self.said[at].split("\n")
        line = self.chance.randrange(len(lines))
        tokens = lines[line].split(" ")
        word = self.chance.randrange(len(tokens))
        new = self.chance.choice([[self.chance.choice(NOUNS)], ["sold", "off"], []])
        if new or len(tokens) > 3:
            tokens[word : word + 1] = new
        lines[line] = " ".join(tokens)
        self.said[at] = "\n".join(lines)

    def touch_line(self, at):
        lines = self.said[at].split("\n")
        line = self.chance.randrange(len(lines))
        head, _, tail = lines[line].partition(". ")
        parts = [f"{head}.", tail] if tail else [self.sentence(), lines[line]]
        new = self.chance.choice([[], [self.sentence(), lines[line]], parts])
        if new or len(lines) > 1:
            lines[line : line + 1] = new
        self.said[at] = "\n".join(lines)

    def touch_turns(self, at):
        at -= at % 2
        pair = self.said[at : at + 2]
        fresh = [self.speech(), self.speech()]
        new = self.chance.choice([[], [*fresh, *pair], [*self.said[at + 2 :], *pair]])
        if new or len(self.said) > 6:
            moved = len(new) == len(self.said) - at
            self.said[at : None if moved else at + 2] = new

    def choose(self, interview):
        """A pinned mark on words of one paragraph, or of several, and those words."""
        turn = self.chance.choice(laid_out(interview.turns.all()))
        part = self.chance.choice(turn.segments.all())
        within, name = self.chance.choice(
            [(turn.text, turn.anchor), (part.text, part.anchor)]
        )
        start = self.chance.randrange(len(within) - 1)
        end = self.chance.randint(start + 1, len(within))
        mark = Mark(name, (start, end), wording_of(turn.text)[:8])
        return str(mark), within[start:end]


def shown(marked, turns):
    """All words that a reader is shown as cited."""
    living = {turn.anchor: turn.text for turn in turns}
    here = [living[name][s:e] for name, spans in marked.found.items() for s, e in spans]
    then = [
        "\n\n".join(each.text[slice(*each.cited)] for each in former.paragraphs)
        for former in marked.formers
    ]
    return {fold(words) for words in [*here, *then]}


def fold(text):
    return re.sub(r"\s+", " ", text).strip()
