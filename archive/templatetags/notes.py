"""What editors write in Markdown as HTML: sanitised, without pictures or raw HTML."""

import nh3
from django import template
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

register = template.Library()

# Titles and rules belong to the page a note stands on.
UNREAD = ["image", "heading", "lheading", "hr"]
PARSER = MarkdownIt("commonmark", {"html": False}).disable(UNREAD)
TAGS = {"a", "blockquote", "br", "code", "em", "li", "ol", "p", "pre", "strong", "ul"}
SCHEMES = {"http", "https", "mailto"}


@register.filter
def markdown(body: str) -> SafeString:
    """Return Markdown as HTML: text, emphasis, lists and links, nothing else."""
    html = nh3.clean(
        PARSER.render(body),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel="nofollow noopener",
    )
    return mark_safe(html)  # noqa: S308 - nh3 has cleaned it; nothing else is trusted
