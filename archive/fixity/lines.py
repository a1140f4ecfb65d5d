"""The tree of topics: what is kept as above each is what the broader topics say."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from archive.fixity.findings import FIND_OUT, Finding
from archive.models import Topic, TopicLine


def check_lines() -> Iterator[Finding]:
    """Yield each topic whose lines upwards are not those its broader topics draw."""
    kept = set(TopicLine.objects.values_list("topic", "broader", "distance"))
    strange = {topic for topic, *_rest in kept ^ TopicLine.objects.expected()}
    for topic in Topic.objects.filter(pk__in=strange).order_by("slug"):
        where = _("topic %(slug)s") % {"slug": topic.slug}
        told = _("what is kept as above it is not what its broader topics say.")
        yield Finding(where, told, str(FIND_OUT))
