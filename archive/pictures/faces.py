"""The faces and colours of the style sheet, read from tokens.css and not copied."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from PIL import ImageFont

STATIC = Path(__file__).parents[2] / "static"
TOKENS = STATIC / "css" / "tokens.css"
FACE = re.compile(
    r"@font-face\s*{\s*font-family:\s*\"(?P<family>[^\"]+)\";"
    r"(?:\s*font-style:\s*(?P<style>\w+);)?.*?url\(\"\.\./(?P<path>[^\"]+)\"\)"
    r".*?unicode-range:(?P<range>[^;]+);",
    re.DOTALL,
)
RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")
COLOUR = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),")
# A space that does not break is set as any other, what shows nothing is not set.
AS_SET = {0xA0: " ", 0x202F: " ", 0x2009: " ", 0xAD: None, 0x200B: None, 0x2011: "-"}


@dataclass(frozen=True)
class Face:
    """One cut of a family, for the characters in its ranges."""

    family: str
    style: str
    path: Path
    ranges: tuple[tuple[int, int], ...]

    def has(self, letter: str) -> bool:
        return any(first <= ord(letter) <= last for first, last in self.ranges)


@dataclass(frozen=True)
class Setting:
    """A family in a style, at a size in pixels: measures words, and sets them."""

    family: str
    style: str
    size: int

    @cached_property
    def faces(self) -> list[Face]:
        return [
            face
            for face in read_faces()
            if (face.family, face.style) == (self.family, self.style)
        ]

    def runs(self, words: str) -> list[tuple[str, ImageFont.FreeTypeFont]]:
        """The words cut where the face changes. Raises KeyError for a sign of none."""
        runs: list[tuple[str, Face]] = []
        for letter in words.translate(AS_SET):
            last = runs[-1] if runs else None
            if last and last[1].has(letter):
                runs[-1] = (last[0] + letter, last[1])
            else:
                runs.append((letter, self._face_of(letter)))
        return [(run, load(face.path, self.size)) for run, face in runs]

    def has(self, words: str) -> bool:
        """Whether there is a face for every sign."""
        try:
            return bool(self.runs(words)) or not words
        except KeyError:
            return False

    def width(self, words: str) -> float:
        return sum(font.getlength(run) for run, font in self.runs(words))

    def _face_of(self, letter: str) -> Face:
        for face in self.faces:
            if face.has(letter):
                return face
        raise KeyError(letter)


@cache
def read_faces() -> tuple[Face, ...]:
    return tuple(
        Face(
            found["family"],
            found["style"] or "normal",
            STATIC / found["path"],
            tuple(
                (int(first, 16), int(last or first, 16))
                for first, last in RANGE.findall(found["range"])
            ),
        )
        for found in FACE.finditer(TOKENS.read_text(encoding="utf-8"))
    )


@cache
def colour(name: str) -> str:
    """A colour of the day, as #rrggbb."""
    found: dict[str, str] = dict(COLOUR.findall(TOKENS.read_text(encoding="utf-8")))
    return found[name]


@cache
def load(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
