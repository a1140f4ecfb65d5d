"""Stage directions, breaks and editors' remarks that stand alone in a paragraph.

    (Laughter.)
    [recording stops]
    Break: [22:29]
    [Editor's note: the minister left the room.]
    Comment from Ann: this well has since run dry.

A sentence of a paragraph near it, printed again by itself, is a pull quote. Inside a
paragraph all of these stay where they are printed. Pure.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from archive.ingest.blocks import SPOKEN, Block, BlockKind

BRACKETED = re.compile(
    r"[*_]*[(\[（【{*]{1,2}[^()\[\]（）【】{}]{1,160}[)\]）】}*]{1,2}[.。]?[*_]*"
    r"(?:\s*\d{1,2}:\d{2}\S*)?"
)
# Words that somebody said, though nobody can tell which.
UNHEARD = re.compile(
    r"inaudible|ininteligible|inintelligible|unintelligible|unverständlich|indistinct|"
    r"unclear|not\s+clear|неразборчиво|нерозбірливо|түсініксіз|incomprensibile|"
    r"inaudível|niesłyszalne|anlaşılmıyor|聽不清|听不清|聞き取れず|crosstalk\s+\d|\.\.\.|…",
    re.IGNORECASE,
)
SOUND = re.compile(
    r"\b(?:laugh\w*|laughter|chuckl\w*|applause|music|pause|silence|crosstalk|sighs?|"
    r"coughs?|cheers?|smiles?|nods?|lachen|lacht|gelächter|beifall|applaus|rires?|rit|"
    r"applaudissements|sourit|risas?|ríe|aplausos|música|risate|ride|applausi|risos|ri|"
    r"palmas|сме[её]тся|смех|сміється|улыбается|пауза|аплодисменты|смеются|күлді|"
    r"күліп|күледі|қол\s+шапалақ\w*|śmiech|śmieje|oklaski|güler|gülüyor|alkış\w*|"
    r"gelach|lacht|applaus|skratt\w*)\b|[笑掌聲声拍手]|ضحك|تصفيق",
    re.IGNORECASE,
)
NOTE = re.compile(
    r"[\[(]\s*(?:editor.?s?\s+note|ed\.?\s*(?:note)?|note|anm\.?(?:\s+d\.?\s+red\.?)?|"
    r"anmerkung|ndlr|note\s+de\s+la\s+rédaction|nota\s+de(?:l|\s+la)\b.{0,20}|"
    r"n\.?\s?d\.?\s?[rt]\.?|прим(?:\.|ечание)(?:\s+ред\.?)?|от\s+редакции|ред\.|"
    r"编者按|編者按|編注)\s*[:：.–—-]",
    re.IGNORECASE,
)
# Whose remark it is, before it or after it.
REMARK = re.compile(
    r"(?:(?:a\s+)?(?:comment|note|remark|addendum)\s+(?:from|by)|anmerkung\s+(?:von|der|"
    r"des)|kommentar\s+(?:von|der|des)|remarque\s+de|note\s+de|nota\s+de|comentario\s+"
    r"de|commento\s+di|komentarz|комментарий|примечание|замечание|ескертпе|түсініктеме)"
    r"\s+[^:：.?!]{2,60}[:：]\s",
    re.IGNORECASE,
)
REMARKED = re.compile(
    r"\s[—–-]\s?(?:прим(?:\.|ечание)\s*(?:ред|авт|пер|корр)\w*|ред|ed(?:itor)?|"
    r"ред\.\s*ескертпесі|anm\.?\s*d\.?\s*(?:red|verf|autor\w*)|d\.?\s?red|ndlr|n\.?\s?d\.?\s?"
    r"l\.?\s?r|n\.?\s?d\.?\s?[rt]|n\.?\s?del\s?[rtea]\.?|n\.?\s?da\s?r|przyp\.?\s*(?:red|aut|tłum)"
    r"|прим\.?\s*редакції)\.?$",
    re.IGNORECASE,
)
CREDITED = re.compile(
    r"[(\[（|]\s*(?:photo(?:graph)?s?|image|picture|illustration|foto(?:s|grafía|grafia)?|"
    r"bild(?:er|nachweis)?|grafik|фото(?:графия)?|иллюстрация|сурет|zdjęcie|fot\.?|"
    r"fotoğraf|görsel|写真|照片|圖|图)(?:\s+(?:by|von|par|de|di)\b|\s*[:：©]|\s+credit)"
    r"[^()\[\]]{2,80}[)\]）|]?\.?$",
    re.IGNORECASE,
)
MARKER = re.compile(
    r"[\[(]\s*(?:the\s+)?(?:end|beginning|start|continuation|begin)\s+(?:of\s+)?"
    r"(?:audio|tape|side|file|part|interview|recording|disc|reel|session|video)\b.*",
    re.IGNORECASE | re.DOTALL,
)
ADVERT = re.compile(
    r"[*_\[(]*(?:(?:ad|sponsor|commercial|midroll|werbe|pub|advertis\w+)?\s?-?"
    r"(?:break|pause|spot)|sponsors?|advertisement)[*_]*\s*(?:[:：]\s*[*_]*\s*)?"
    r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?)?[*_\])]*",
    re.IGNORECASE,
)
# What a host reads for who pays, when no name stands before it.
SPONSORED = re.compile(
    r"(?:(?:this|today.s|our)\s+(?:episode|show|podcast|program\w*|interview)\s+is\s+"
    r"(?:also\s+)?(?:brought\s+to\s+you|sponsored|supported|presented|made\s+possible)\s+"
    r"by|support\s+for\s+.{3,60}\s+comes\s+from|diese\s+(?:folge|episode|sendung)\s+wird\s+"
    r".{0,30}(?:präsentiert|gesponsert|unterstützt)|cet\s+épisode\s+(?:vous\s+)?est\s+"
    r"(?:présenté|sponsorisé|offert|soutenu)|este\s+(?:episodio|programa|episódio)\s+(?:es|"
    r"está|é)\s+(?:patrocinado|presentado|apresentado|oferecido)|questo\s+episodio\s+è\s+"
    r"(?:offerto|sponsorizzato)|(?:этот|сегодняшний)\s+(?:выпуск|эпизод)\s+.{0,30}"
    r"(?:спонсор\w*|при\s+поддержке)|спонсор\s+(?:этого\s+)?(?:выпуска|эпизода)|ten\s+"
    r"odcinek\s+.{0,20}sponsor\w*)(?!\w)",
    re.IGNORECASE,
)
TIMED = "[(0123456789"
STAMP = re.compile(r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?\s+(?=\S)")
# Headings under which an editor sums up, or lists, what was said.
SUMMARY = re.compile(
    r"(?:\S+\s+){0,2}(?:summary(?:\s+of\s+(?:the\s+)?\w+(?:\s+\w+)?)?|key\s+(?:points|take-?"
    r"aways)|takeaways|conclusions?(?:/\w+)?|show\s?notes|table\s+of\s+contents|contents|"
    r"zusammenfassung|fazit|kernaussagen|inhalt|résumé|points\s+clés|sommaire|resumen|"
    r"conclusion(?:es|i)|índice|riassunto|sommario|resumo|conclus(?:ão|ões)|sumário|кратко|"
    r"краткое\s+содержание|содержание|итоги|выводы|заключение|қысқаша|қорытынды|мазмұны|"
    r"підсумк?и|висновки|зміст|podsumowanie|spis\s+treści|özet|içindekiler|要点|摘要|总结|總結|"
    r"まとめ|要旨|目次|samenvatting|sammanfattning)\s*[:：.]?",
    re.IGNORECASE,
)
SPEAKS = re.compile(r"[^:：]{1,40}[:：]\s+\S")
BRACKET = re.compile(r"[*_]*[(\[（【]")
PAUSE = re.compile(r"[*_\[(]*pause\b", re.IGNORECASE)
LONGEST, LONGEST_REMARK = 170, 500
# A pull quote stands near what it repeats, and is more than a few words.
NEAR, SHORTEST_QUOTE, LONGEST_QUOTE = 6, 40, 300
QUOTING = ' \t\n“”„"«»‹›「」『』*_….'


def told(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, those that direct and are not spoken named for it."""
    named = [_told(block) for block in _summed_up(blocks)]
    for place in range(len(named)):
        if _repeats(named, place):
            named[place] = named[place]._replace(kind=BlockKind.QUOTE)
    return named


def _summed_up(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; plain ones under the heading of a summary are notes."""
    below = False
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            below = _sums_up(block.text[:80])
        below = below and not _begins_speech(block)
        if below and block.kind is BlockKind.PARAGRAPH:
            yield block._replace(kind=BlockKind.NOTE)
        else:
            yield block


@lru_cache(maxsize=1024)
def _sums_up(heading: str) -> bool:
    """Whether it heads a summary; where names are headings, few recur often."""
    return SUMMARY.fullmatch(heading) is not None


def _begins_speech(block: Block) -> bool:
    marked = block.voice or block.time or (block.bold and block.bold[0].start == 0)
    return bool(marked) or SPEAKS.match(block.text) is not None


def _told(block: Block) -> Block:
    if block.kind not in {*SPOKEN, BlockKind.QUOTE} or block.voice:
        return block
    is_timed = block.text[:1] in TIMED
    stamp = STAMP.match(block.text) if is_timed else None
    text = block.text[stamp.end() :] if stamp else block.text
    kind = _kind(text) if len(text) <= LONGEST else None
    if not kind and len(text) <= LONGEST_REMARK and SPONSORED.match(text):
        kind = BlockKind.ADVERT
    if not kind and not block.time and len(block.text) <= LONGEST_REMARK:
        kind = _remark(block.text)
    return block._replace(kind=kind) if kind else block


def _remark(text: str) -> BlockKind | None:
    if REMARK.match(text) or REMARKED.search(text[-40:]):
        return BlockKind.NOTE
    if text[-1] in ").]）|" and CREDITED.search(text):
        return BlockKind.CAPTION
    return None


def _repeats(blocks: Sequence[Block], place: int) -> bool:
    """Whether a paragraph is a sentence of a longer one near it, word for word."""
    block = blocks[place]
    if block.kind is not BlockKind.PARAGRAPH or block.voice or block.time:
        return False
    if not SHORTEST_QUOTE <= len(block.text) <= LONGEST_QUOTE:
        return False
    words = block.text.strip(QUOTING)
    if len(words) < SHORTEST_QUOTE:
        return False
    near = blocks[max(0, place - NEAR) : place + NEAR + 1]
    longer = len(block.text)
    return any(
        len(text) > longer and words in text
        for text in [each.text for each in near if each.kind in SPOKEN]
    )


def _kind(text: str) -> BlockKind | None:
    if ADVERT.fullmatch(text) and not PAUSE.match(text):
        return BlockKind.ADVERT
    if not BRACKETED.fullmatch(text) or UNHEARD.search(text):
        return None
    if NOTE.match(text) or MARKER.match(text):
        return BlockKind.NOTE
    if SOUND.search(text) or BRACKET.match(text):
        return BlockKind.DIRECTION
    return None
