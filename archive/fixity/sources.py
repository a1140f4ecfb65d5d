"""The stored sources: their bytes, and the text that was read from them."""

from collections.abc import Iterator
from hashlib import sha256

from django.utils.translation import gettext as _

from archive.fixity.findings import RESTORE_ONLY, Finding, Watch
from archive.models import Source

COLUMNS = ("pk", "name", "sha256", "text_sha256", "content", "text")


def check_sources(watch: Watch) -> Iterator[Finding]:
    """Yield each source whose bytes or text are not those that were obtained."""
    rows = Source.objects.order_by("pk").values_list(*COLUMNS)
    for key, name, digest, text_digest, content, text in rows.iterator(chunk_size=4):
        where = _("source %(key)d (%(name)s)") % {"key": key, "name": name}
        found = sha256(content).hexdigest()
        if found != digest:
            told = _("its bytes are not those obtained: SHA-256 %(found)s.")
            yield Finding(where, told % {"found": found}, str(RESTORE_ONLY))
        found = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        if found != text_digest:
            told = _("its text is not the one read from it: SHA-256 %(found)s.")
            yield Finding(where, told % {"found": found}, str(RESTORE_ONLY))
        watch.advance(1)
