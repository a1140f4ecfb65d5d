"""Every error the archive raises on purpose.

ArchiveError
├── SourceError                  a source cannot become an interview
│   ├── UnreadableSource         its bytes are not text we can read
│   ├── UnknownFormat            no reader knows its kind
│   ├── NoConventionFits         nothing in it marks who speaks
│   ├── MalformedSidecar         the TOML beside it contradicts itself or the text
│   ├── MalformedTranscript      a Transcript breaks one of its own laws
│   └── AddressTaken             another interview has its address
├── AnchorLost                   selectors no longer find their passage
├── MalformedNote                what a note tells has not the shape of its kind
├── RearrangingError             topics or people cannot be put in that order
│   ├── CannotMerge              they say of themselves that they are two
│   └── CannotUndo               what was done is changed since
├── SearchError
│   ├── BadQuery                 the engine was asked something it cannot mean
│   ├── SearchTooLong            a search was stopped at its deadline
│   └── EngineUnavailable        the engine does not answer, or another program has it
│       ├── IndexMissing         there is no index
│       ├── IndexOutdated        it was made by another version
│       └── IndexDamaged         it cannot be read
├── BackupError                  a backup cannot be written, read or trusted
└── OpeningError                 the site cannot be opened on this machine

A message says where, what, and what to do. Doors alone turn errors into an exit
code, a form error or a page.
"""

from pathlib import PurePath


class ArchiveError(Exception):
    """The root of all errors that are ours."""


class SourceError(ArchiveError):
    """A source cannot become an interview.

    `source` names the file; `line` counts from one and is None when the whole
    file is meant.
    """

    def __init__(self, source: str, complaint: str, line: int | None = None) -> None:
        self.source = source
        self.line = line
        self.complaint = complaint
        super().__init__(source, complaint, line)

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}, line {self.line}"
        return f"{place}: {self.complaint}"

    def within(self, folder: PurePath) -> "SourceError":
        """The same error, the file named with its folder; an address has none."""
        if not folder.parts:
            return self
        return type(self)(str(folder / self.source), self.complaint, self.line)


class UnreadableSource(SourceError):
    """The bytes are missing, too many, or not the text they should be."""


class UnknownFormat(SourceError):
    """No reader knows this kind of file."""


class NoConventionFits(SourceError):
    """The text marks no turns in any way the archive recognises."""


class MalformedSidecar(SourceError):
    """The sidecar is not TOML, or states what cannot be."""


class MalformedTranscript(SourceError):
    """A Transcript breaks one of its own laws."""


class AddressTaken(SourceError):
    """Another interview, from another source, already has this address."""


class AnchorLost(ArchiveError):
    """The selectors no longer find their passage, or find more than one."""


class MalformedNote(ArchiveError):
    """What a note tells beside its words has not the shape of its kind."""


class RearrangingError(ArchiveError):
    """Topics or people cannot be brought into the order that was asked for."""


class CannotMerge(RearrangingError):
    """Two are not one: they say of themselves what cannot be of one."""


class CannotUndo(RearrangingError):
    """What an act left was changed since, or is undone already."""


class SearchError(ArchiveError):
    """A search could not be answered."""


class BadQuery(SearchError):
    """The engine was asked something it cannot mean."""


class SearchTooLong(SearchError):
    """A search was stopped at its deadline. A narrower one may be answered."""


class EngineUnavailable(SearchError):
    """The engine does not answer, or its index cannot be used."""


class IndexMissing(EngineUnavailable):
    """No index was ever built, or it was taken away."""


class IndexOutdated(EngineUnavailable):
    """The index was made by another version, or with another analysis of words."""


class IndexDamaged(EngineUnavailable):
    """The index, or a part of it, cannot be read."""


class BackupError(ArchiveError):
    """A backup cannot be written, read or trusted."""


class OpeningError(ArchiveError):
    """The site cannot be opened here: port, folder, disk or configuration."""
