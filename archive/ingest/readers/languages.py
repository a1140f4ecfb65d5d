"""Languages as catalogues name them → their tags: `eng`, `English`, `Deutsch`."""

_NAMES = {
    "ar": "ara arabic العربية",
    "cs": "ces cze czech čeština",
    "da": "dan danish dansk",
    "de": "deu ger german deutsch",
    "el": "ell gre greek ελληνικά",
    "en": "eng english",
    "es": "spa spanish español castellano",
    "fi": "fin finnish suomi",
    "fr": "fra fre french français",
    "he": "heb hebrew עברית",
    "hi": "hin hindi हिन्दी",
    "hu": "hun hungarian magyar",
    "it": "ita italian italiano",
    "ja": "jpn japanese 日本語",
    "kk": "kaz kazakh қазақша қазақ",
    "ko": "kor korean 한국어",
    "nl": "nld dut dutch nederlands",
    "no": "nor norwegian norsk",
    "pl": "pol polish polski",
    "pt": "por portuguese português",
    "ru": "rus russian русский",
    "sv": "swe swedish svenska",
    "tr": "tur turkish türkçe",
    "uk": "ukr ukrainian українська",
    "uz": "uzb uzbek oʻzbekcha",
    "vi": "vie vietnamese",
    "yi": "yid yiddish ייִדיש",
    "zh": "zho chi chinese mandarin 中文 汉语",
}
TAGS = {name: tag for tag, names in _NAMES.items() for name in names.split()}


def tag_of(name: str) -> str:
    """The tag of a language by its name or code; a tag is itself, others are none."""
    words = name.strip().casefold()
    first = words if words in TAGS else words.partition("-")[0]
    if first in TAGS:
        return TAGS[first]
    is_tag = first.isascii() and first.isalpha() and len(first) in {2, 3}
    return name.strip() if is_tag else ""
