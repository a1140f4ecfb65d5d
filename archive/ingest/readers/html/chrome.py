"""What a site puts around and into an article, by the names it gives its elements.

Names are compared as whole words of classes and ids: `share-buttons`, `relatedPosts`.
"""

import re

from archive.ingest.readers.html.styles import is_hidden
from archive.ingest.readers.html.tree import Element

BY_ELEMENT = {
    "script": "script",
    "style": "style sheet",
    "noscript": "for browsers without scripts",
    "template": "template",
    "svg": "drawing",
    "math": "formula",
    "iframe": "embedded page",
    "object": "embedded page",
    "audio": "player",
    "video": "player",
    "canvas": "drawing",
    "nav": "navigation",
    "menu": "navigation",
    "footer": "footer",
    "form": "form",
    "button": "form",
    "select": "form",
    "textarea": "form",
    "dialog": "dialogue",
    "xmp": "raw letters",
    "noembed": "raw letters",
    "noframes": "raw letters",
    "search": "search",
}
BY_ROLE = {
    "navigation": "navigation",
    "banner": "header",
    "contentinfo": "footer",
    "search": "search",
    "dialog": "dialogue",
    "alertdialog": "dialogue",
    "menu": "navigation",
    "menubar": "navigation",
    "toolbar": "navigation",
    "complementary": "beside the interview",
}
# Only what would name nothing else: “header” may hold the title, “tags” may not.
BY_WORD = {
    "navigation": (
        "nav navbar navi navigation menu submenu breadcrumb breadcrumbs "
        "pagination pager pagenav skiplink skip topbar toolbar sitenav mainnav "
        "offcanvas toc inhaltsverzeichnis"
    ),
    "footer": "footer colophon siteinfo impressum",
    "share buttons": (
        "share sharing shares sharebar sharebox sharedaddy addtoany addthis "
        "social socials socialmedia shariff jssocials teilen partager compartir "
        "condividi follow"
    ),
    "related": (
        "related relatedposts similar recommended recommendation recommendations "
        "recommend recirc recirculation outbrain taboola teaser teasers readmore "
        "morefrom mostread popular trending moreon moreabout seealso jp yarpp crp "
        "weiterlesen verwandte suggested nextpost prevpost zergnet ligatus plista"
    ),
    "newsletter": (
        "newsletter subscribe subscription signup optin mailchimp mailpoet hustle "
        "abo mc4wp"
    ),
    "comments": (
        "comment comments disqus respond livefyre kommentare kommentar "
        "comentarios commentaires commentlist reactions"
    ),
    "cookie notice": (
        "cookie cookies consent gdpr dsgvo cmp onetrust didomi borlabs "
        "usercentrics cookiebar"
    ),
    "paywall": "paywall regwall piano meteredpaywall",
    "advertisement": (
        "ad ads adv advert advertisement advertorial adsense adslot adbox banner "
        "werbung anzeige sponsor sponsored promo promotion adunit dfp gpt "
        "publicidad publicite anuncio"
    ),
    "author": (
        "authorbox authorbio aboutauthor autorenbox authorinfo bio vcard "
        "postauthor entryauthor autor-box"
    ),
    "tags": "tags taglist tagcloud keywords schlagworte posttags entrytags etiquetas",
    "sidebar": "sidebar rail rightcol rightbar widget widgets infobox",
    "hidden": (
        "hidden hide invisible visuallyhidden screenreader srtext printonly "
        "elementinvisible d-none"
    ),
    "dialogue": "modal popup lightbox overlay tooltip popover",
    "search": "searchform searchbox suche",
    "ticker": "ticker breaking newsticker marquee",
    "player": "player playlist audioplayer videoplayer jwplayer",
    "date and author": "postmeta entrymeta articlemeta byline",
}
NOTES = {word: note for note, words in BY_WORD.items() for word in words.split()}
PIECES = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
PAIRED = {"sr": "srtext", "visually": "visuallyhidden", "screen": "screenreader"}
UNTOUCHED = {"html", "body", "main", "", "h1"}


def note_on(element: Element) -> str:
    """What the element is called if it is no part of an article, else nothing."""
    if element.name in UNTOUCHED:
        return ""
    if is_hidden(element.traits):
        return "hidden"
    if note := BY_ELEMENT.get(element.name) or BY_ROLE.get(
        element.traits.get("role", "").lower()
    ):
        return note
    return _by_names(
        element.traits.get("class", "").split() + element.traits.get("id", "").split()
    )


def _by_names(names: list[str]) -> str:
    for name in names[:24]:
        pieces = [piece.lower() for piece in PIECES.findall(name[:80])]
        # Site builders name what an element can do (`has-social`, `js-ad`); what it
        # is stands first or last.
        if not pieces or pieces[0] in {"has", "is", "no", "with", "without", "js"}:
            continue
        for candidate in ("".join(pieces), pieces[0], pieces[-1], "".join(pieces[:2])):
            if note := NOTES.get(candidate):
                return note
    return ""
