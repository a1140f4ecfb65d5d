"""The trail: every act follows the one before it, and none is gone."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from archive.fixity.findings import FIND_OUT, Finding, Watch
from archive.models import Trail
from archive.models.heads import noted_head


class Chain:
    """The trail read once; `digests` are all that it vouches for."""

    def __init__(self) -> None:
        self.digests: set[bytes] = set()
        self.acts = 0
        self.is_whole = True
        # Before anything else is read: what is noted later is no cut.
        self.head = noted_head()

    def check(self, watch: Watch) -> Iterator[Finding]:
        """Yield each act that was altered or taken out."""
        previous, number, head = "", 0, self.head
        for act in Trail.objects.order_by("number").iterator(chunk_size=1000):
            fault = _fault(act, previous, number)
            if fault:
                self.is_whole = False
                yield fault
            if act.digest:
                self.digests.add(act.digest.encode())
            previous, number = act.chain, act.number
            self.acts += 1
            watch.advance(1)
            if head and act.number == head.number and act.chain != head.chain:
                self.is_whole = False
                told = _("this act is another than the one that was noted beside it.")
                yield _finding(act.number, told)
        if head and head.number > number:
            self.is_whole = False
            told = _("the acts from here to %(last)d were cut off.")
            yield _finding(number + 1, told % {"last": head.number})

    def vouches(self, *digests: str) -> bool:
        """Whether one of them is on it; of a broken one nothing is said."""
        on_trail = any(digest.encode() in self.digests for digest in digests)
        return on_trail or not self.is_whole


def _fault(act: Trail, previous: str, number: int) -> Finding | None:
    """What is wrong with an act, from what it says and the one before it."""
    if act.number == number + 2:
        return _finding(number + 1, _("this act is gone from the trail."))
    if act.number != number + 1:
        told = _("the acts up to %(last)d are gone from the trail.")
        return _finding(number + 1, told % {"last": act.number - 1})
    if act.chain != act.computed_chain():
        return _finding(act.number, _("this act was altered after it was written."))
    if act.previous != previous:
        told = _("this act does not follow the one before it: one was written anew.")
        return _finding(act.number, told)
    return None


def _finding(number: int, what: str) -> Finding:
    where = _("trail, %(number)d") % {"number": number}
    return Finding(where, what, str(FIND_OUT))
