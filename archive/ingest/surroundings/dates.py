"""Dates as they are printed, in many languages, with what they leave open. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from archive.transcript import Precision

MONTHS = (
    "january jan januar janvier enero gennaio janeiro января январь січня січень "
    "қаңтар stycznia styczeń ocak januari يناير جانفي ledna jänner ianuarie január "
    "yanvar януари јануар јануара студзеня tammikuuta ιανουαρίου ינואר בינואר",
    "february feb februar février fevrier févr febrero febbraio fevereiro февраля "
    "февраль лютого лютий ақпан lutego luty şubat februari فبراير فيفري února "
    "feber februarie február fevral февруари фебруар фебруара лютага helmikuuta "
    "φεβρουαρίου פברואר בפברואר",
    "march mar märz maerz mars marzo março марта март березня березень наурыз "
    "marca marzec mart maart مارس března martie március maret marts сакавіка "
    "maaliskuuta μαρτίου מרץ במרץ",
    "april apr avril abril aprile апреля апрель квітня квітень сәуір kwietnia "
    "kwiecień nisan أبريل أفريل dubna aprilie április aprel април априла красавіка "
    "huhtikuuta απριλίου אפריל באפריל",
    "may mai mayo maggio maio мая май травня травень мамыр maja maj mayıs mei مايو "
    "ماي května május мај маја toukokuuta μαΐου μαίου מאי במאי",
    "june jun juni juin junio giugno junho июня июнь червня червень маусым czerwca "
    "czerwiec haziran يونيو جوان června iunie június iyun юни јун јуна чэрвеня "
    "kesäkuuta ιουνίου יוני ביוני",
    "july jul juli juillet julio luglio julho июля июль липня липень шілде lipca "
    "lipiec temmuz يوليو جويلية července iulie július iyul юли јул јула ліпеня "
    "heinäkuuta ιουλίου יולי ביולי",
    "august aug août aout agosto августа август серпня серпень тамыз sierpnia "
    "sierpień ağustos augustus augusti أغسطس أوت srpna augusztus agustus avgust "
    "avqust жніўня elokuuta αυγούστου אוגוסט באוגוסט",
    "september sept sep septembre septiembre settembre setembro сентября сентябрь "
    "вересня вересень қыркүйек września wrzesień eylül سبتمبر září septembrie "
    "szeptember sentabr sentyabr септември септембар септембра syyskuuta "
    "σεπτεμβρίου ספטמבר בספטמבר",
    "october oct oktober octobre octubre ottobre outubro октября октябрь жовтня "
    "жовтень қазан października październik ekim أكتوبر října okt octombrie "
    "október oktabr oktyabr октомври октобар октобра кастрычніка lokakuuta "
    "οκτωβρίου אוקטובר באוקטובר",
    "november nov novembre noviembre novembro ноября ноябрь листопада листопад "
    "қараша listopada listopad kasım نوفمبر noiembrie noyabr ноември новембар "
    "новембра лістапада marraskuuta νοεμβρίου נובמבר בנובמבר listopadu",
    "december dec dezember décembre decembre diciembre dicembre dezembro декабря "
    "декабрь грудня грудень желтоқсан grudnia grudzień aralık ديسمبر prosince dez "
    "decembrie desember dekabr декември децембар децембра снежня joulukuuta "
    "δεκεμβρίου דצמבר בדצמבר",
)
MONTH_OF = {
    name.casefold(): number
    for number, names in enumerate(MONTHS, 1)
    for name in names.split()
}
# Figures of other scripts, one for one.
FIGURES = str.maketrans(
    "０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹〇一二三四五六七八九元",
    "0123456789" * 4 + "1",
)
# The year before the first of a Japanese era, or of the Chinese republic.
ERAS = {
    "大正": 1911,
    "民國": 1911,
    "民国": 1911,
    "昭和": 1925,
    "平成": 1988,
    "令和": 2018,
}
YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
OF = r"(?:\s*(?:de|del|of|d’|di))?"
NAME = r"(?P<month>[^\W\d_]{3,12})\b\.?"
# “of the year” after or before the rest of a date, in Slavic and Turkic languages.
OF_THE_YEAR = r"(?:[\s-]*(?:(?:года|году|год|року|рік|жылы?|йили?|yili?)\b|[гжр]\.))?"
DAY = r"(?P<d>\d{1,2})(?:\s?[-–]\s?\d{1,2})?"
PATTERNS = (
    re.compile(
        rf"(?<!\d){YEAR}(?:[-/]|\.\s?)(?P<m>\d{{1,2}})(?:[-/]|\.\s?)(?P<d>\d{{1,2}})"
        r"(?!\d)"
    ),
    re.compile(
        rf"{YEAR}\s?[年년]\s?(?P<m>\d{{1,2}})\s?[月월](?:\s?(?P<d>\d{{1,2}})\s?[日일]?)?"
    ),
    re.compile(
        rf"(?P<era>{'|'.join(ERAS)})\s?(?P<reign>\d{{1,3}})\s?年\s?(?P<m>\d{{1,2}})\s?月"
        r"\s?(?P<d>\d{1,2})\s?日?"
    ),
    re.compile(rf"(?P<d>\d{{1,2}})\s+tháng\s+(?P<m>\d{{1,2}})\s*,?\s+năm\s+{YEAR}"),
    re.compile(
        rf"(?<![\d–-]){DAY}(?:st|nd|rd|th|er|º|\.)?{OF}[\s-]+{NAME},?{OF}[\s-]*{YEAR}"
        rf"{OF_THE_YEAR}"
    ),
    re.compile(rf"\b{NAME}\s+{DAY}(?:st|nd|rd|th|\.)?,?\s+{YEAR}"),
    re.compile(
        rf"{YEAR}[.,]?[\s-]*(?:(?:жылғы|жылы?|жылдың|жылдын|йил|yili?)\b|ж\.)?,?\s*"
        rf"{DAY}[\s-]+{NAME}(?:\s+күні\b)?"
    ),
    re.compile(rf"{YEAR}\.?\s+{NAME}\s+{DAY}(?!\d)"),
    re.compile(
        r"(?<![\d.])(?P<first>\d{1,2})(?P<sep>[./-])\s?(?P<second>\d{1,2})(?P=sep)\s?"
        r"(?P<year>(?:19|20)?\d\d)(?![\d.]\d|\d)"
        rf"{OF_THE_YEAR}"
    ),
    re.compile(rf"\b{NAME}{OF},?\s+{YEAR}{OF_THE_YEAR}"),
)
LONGEST = 400
LETTERS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}
# A year of two figures is of this century when it is less than this.
RECENT = 40


@dataclass(frozen=True, slots=True)
class Printed:
    """A date in ISO 8601, how precise it is, and the words that print it."""

    start: str
    precision: Precision
    words: str
    at: int


def printed(text: str, language: str = "") -> list[Printed]:
    """Return the dates in the beginning of a text, as they stand in it.

    Where a day and a month cannot be told apart, English has the month first.
    """
    found: list[Printed] = []
    taken: list[tuple[int, int]] = []
    folded = text[:LONGEST].translate(FIGURES)
    if not any(letter.isdigit() for letter in folded):
        return found
    for pattern in PATTERNS:
        for match in pattern.finditer(folded):
            start, end = match.span()
            known = _read(match, language)
            if known and not any(a < end and start < b for a, b in taken):
                taken.append((start, end))
                found.append(Printed(*known, text[start:end].strip(), start))
    return sorted(found, key=lambda each: each.at)


def rest(text: str, found: list[Printed]) -> str:
    """The text without its dates."""
    for each in found:
        text = text.replace(each.words, " ")
    return text.strip(" \t\n.,;:|–—-")


def from_iso(value: str) -> tuple[str, Precision] | None:
    """A date as formats state it: 2024, 2024-01, 2024-01-03, with a time or not."""
    match = re.match(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\d])", value.strip())
    if match is None:
        return None
    return _dated(match[1], match[2], match[3])


def as_iso(words: str, language: str = "") -> str:
    """The first date in these words, as exact as it is printed; empty without one."""
    found = [(each.start, each.precision) for each in printed(words, language)]
    start, precision = (found or [from_iso(words) or ("", Precision.DAY)])[0]
    return start[: LETTERS[precision]]


def _read(match: re.Match[str], language: str) -> tuple[str, Precision] | None:
    parts = match.groupdict()
    year = parts.get("year") or str(ERAS.get(parts.get("era", ""), 0))
    if parts.get("reign"):
        year = str(int(year) + int(parts["reign"]))
    if parts.get("first"):
        return _numeric(parts, language)
    if parts.get("month"):
        month = _month(parts["month"].casefold())
        return _dated(year, str(month), parts.get("d")) if month else None
    return _dated(year, parts["m"], parts["d"])


def _month(name: str) -> int | None:
    """Its number; Kazakh and Kyrgyz say “the May of 2019”: мамыры, майы."""
    return MONTH_OF.get(name) or MONTH_OF.get(name.removesuffix("ы").removesuffix("і"))


def _numeric(parts: dict[str, str], language: str) -> tuple[str, Precision] | None:
    year = parts["year"]
    if len(year) == 2:
        if parts["sep"] != ".":
            return None
        year = f"20{year}" if int(year) < RECENT else f"19{year}"
    day, month = parts["first"], parts["second"]
    american = parts["sep"] == "/" and language in {"en", ""} and int(day) <= 12
    if american or int(month) > 12:
        day, month = month, day
    return _dated(year, month, day)


def _dated(
    year: str, month: str | None, day: str | None
) -> tuple[str, Precision] | None:
    try:
        start = date(int(year), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        return None
    if not month:
        return start, Precision.YEAR
    return start, Precision.DAY if day else Precision.MONTH
