"""All that can be checked, in one go: the trail, the sources, every interview."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from archive.fixity.chain import Chain
from archive.fixity.findings import FIND_OUT, RESTORE, Finding, Watch
from archive.fixity.history import check_states, count_acts
from archive.fixity.laws import Fault, check_history, check_notes, check_rows
from archive.fixity.lines import check_lines
from archive.fixity.recorded import compare
from archive.fixity.rows import Kept, batches
from archive.fixity.said import check_said
from archive.fixity.sources import check_sources
from archive.models import Checksums, Edition, Interview, Source, Trail


class Verification:
    """One pass over the archive; counts what it has looked at."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.chain = Chain()
        self.sources = 0
        self.interviews = 0
        self.paragraphs = 0

    def findings(self) -> Iterator[Finding]:
        """Yield what is not as it was kept, as it is found."""
        self.watch.begin(_("The trail"), Trail.objects.count())
        yield from self.chain.check(self.watch)
        self.watch.begin(_("The history"), count_acts())
        yield from check_states(self.watch)
        yield from check_lines()
        self.sources = Source.objects.count()
        self.watch.begin(_("Sources"), self.sources)
        yield from check_sources(self.watch)
        self.watch.begin(_("Interviews"), Interview.objects.count())
        for batch in batches():
            for kept in batch:
                yield from self._check(kept)
            self.watch.advance(len(batch))

    @property
    def acts(self) -> int:
        return self.chain.acts

    def _check(self, kept: Kept) -> Iterator[Finding]:
        self.interviews += 1
        self.paragraphs += sum(map(len, kept.parts.values()))
        if not kept.editions:
            if kept.turns:
                yield _finding(kept, (_("editions"), _("all of them are gone.")))
            return
        spoilt = [*self._unvouched(kept)]
        yield from spoilt
        faults = [] if spoilt else [*_compare_newest(kept)]
        faults = faults or [*check_rows(kept)]
        named = {name for name, _what in faults}
        said = [] if spoilt else [*check_said(kept)]
        faults += [fault for fault in said if fault[0] not in named]
        faults += check_history(kept)
        turns = {name.partition("p")[0] for name, _what in faults}
        faults += check_notes(kept, turns)
        yield from (_finding(kept, fault) for fault in faults)

    def _unvouched(self, kept: Kept) -> Iterator[Finding]:
        """Editions of which the trail says otherwise."""
        for edition in kept.editions:
            sums = _sums(edition)
            digests = [sums.seal, edition.digest] if sums else [edition.digest]
            if not self.chain.vouches(*digests):
                told = _("the trail does not vouch for what was written down of it.")
                name = _("edition %(number)d") % {"number": edition.number}
                yield _finding(kept, (name, told), str(FIND_OUT))


def _compare_newest(kept: Kept) -> Iterator[Fault]:
    sums = _sums(kept.newest)
    if sums is None:
        name = _("edition %(number)d") % {"number": kept.newest.number}
        yield name, _("its checksums are gone.")
    else:
        yield from compare(kept, sums)


def _sums(edition: Edition) -> Checksums | None:
    try:
        return edition.checksums
    except ObjectDoesNotExist:
        return None


def _finding(kept: Kept, fault: Fault, remedy: str = "") -> Finding:
    name, what = fault
    return Finding(f"{kept.slug}, {name}", what, remedy or str(RESTORE))
