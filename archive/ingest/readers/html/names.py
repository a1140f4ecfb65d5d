"""How elements nest, as the HTML standard has it: by their names."""

_VOID = "area base br col embed hr img input link meta param source track wbr"
_BLOCKS = (
    "address article aside blockquote body caption center dd details dialog dir div dl "
    "dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header "
    "hgroup hr html legend li main menu nav ol optgroup option p pre search section "
    "select summary table tbody td template tfoot th thead title tr ul"
)
_TABLE = "table thead tbody tfoot tr td th caption html body"
_HEAD = "html head base link meta noscript template"
_NO_PARAGRAPH = "body html option optgroup td th tr title"

VOID = frozenset(_VOID.split())
BLOCKS = frozenset(_BLOCKS.split())
TABLE = frozenset(_TABLE.split())
# What these hold is letters, not markup; the page does not show it.
RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
# These too, but for character references.
LETTERS = frozenset({"title", "textarea"})
HEAD = RAW | LETTERS | frozenset(_HEAD.split())
ENDS_PARAGRAPH = BLOCKS - frozenset(_NO_PARAGRAPH.split())
# An element that opens closes these, up to those that hold it.
CLOSED_BY = {
    "li": ({"li"}, {"ul", "ol", "menu", "dir", "table"}),
    "dt": ({"dt", "dd"}, {"dl", "table"}),
    "dd": ({"dt", "dd"}, {"dl", "table"}),
    "tr": ({"tr"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "thead": ({"thead", "tbody", "tfoot"}, {"table"}),
    "tbody": ({"thead", "tbody", "tfoot"}, {"table"}),
    "tfoot": ({"thead", "tbody", "tfoot"}, {"table"}),
    "option": ({"option"}, {"select", "datalist"}),
    "body": ({"head"}, set()),
}
# Here a paragraph that is still open belongs to somebody outside.
FENCES = {"table", "td", "th", "caption", "button", "object", "template", "html"}
