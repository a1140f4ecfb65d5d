"""Lines that a site adds to every page, where no format says so: tickers, appeals.

Told by general signs, and only where they are plain: a line in doubt stays. Pure.
"""

import re
from collections.abc import Iterator, Sequence

from archive.ingest.blocks import SPOKEN, Block
from archive.transcript import Skipped, SkippedKind

# A rate: three capitals, and a figure. All other signs are of small letters: to look
# for both in every paragraph takes three times as long.
TICKER = re.compile(r"[•·▪*]?\s*[A-Z]{3}(?:/[A-Z]{3})?\s*[:=]?\s*[\d., +%↑↓▲▼-]+")
COUNTER = re.compile(
    r"[\d\s.,]+\s*(?:рет(?:\s+көрсетілді)?|қаралды|просмотр\w*|комментари\w*|views?|"
    r"comments?|shares?|likes?|reads?|vues?|commentaires?|partages|aufrufe|kommentare|"
    r"visitas|comentarios|lecturas|visualizza\w*|commenti|visualizações|wyświetle\w*|"
    r"görüntülenme|yorum|次閱讀|阅读|浏览|переглядів|min(?:utes?)?\s+read|min\.?)\.?"
    r"|көрсетілді|просмотров|(?:views|просмотров|перегляд\w*|visitas|aufrufe|vues|"
    r"просмотры|қаралым|views count)\s*:?\s*\d+",
)
LINK = re.compile(r"(?:[^\n?]{1,250}[:：]\s*)?https?://\S+")
RULE = re.compile(r"[-–—_*=+~#\s]{3,}|[“”„\"«»‹›‘’]{1,3}")
PAGE = re.compile(
    r"(?:page|seite|página|страница|стр\.|pág\.|sayfa|strona|бет)\s*\d{1,4}"
    r"(?:\s*(?:of|von|de|из|/)\s*\d{1,4})?\.?|[-–—]\s?\d{1,4}\s?[-–—]",
)
# What a reader is asked to do, as whole lines of a few words.
ASKED_FOR = re.compile(
    r"(?:"
    # English
    r"share(?:\s+(?:this|on|via)\b.*)?|tweet|print(?:\s+this.*)?|subscribe\b.*|"
    r"sign\s+(?:up|in)\b.*|log\s+in|search(?:\s+form)?|skip\s+to\b.*|menu|"
    r"advertisement|read\s+(?:also|more|next)\b.*|see\s+also\b.*|related\b.*|"
    r"follow\s+us\b.*|click\s+here\b.*|back\s+to\s+top|newsletter|comments?|"
    r"video\s*:\s.*|watch\s*:\s.*|listen\s*:\s.*|more\s+(?:from|on)\b.*|tags?\s*:.*|"
    # Russian, Ukrainian, Kazakh
    r"поделиться\b.*|подпи(?:сывайтесь|шитесь|саться)\b.*|читайте\s+(?:также|ещ[её])\b.*|"
    r"реклама|поиск|войти|наверх|распечатать|версия\s+для\s+печати|теги\s*:.*|"
    r"поділитися\b.*|читайте\s+також\b.*|підпи(?:шіться|суйтесь)\b.*|"
    r"бөлісу\b.*|оқи\s+отырыңыз\b.*|жазылу\b.*|іздеу|"
    r"тағы\s+оқыңыз\b.*|жарнама|тегтер\s*:.*|"
    # German, Dutch, Swedish
    r"teilen(?:\s+(?:auf|via|mit)\b.*)?|drucken|anzeige|werbung|abonnieren\b.*|"
    r"lesen\s+sie\s+auch\b.*|mehr\s+zum\s+thema\b.*|das\s+könnte\s+.{3,20}interessieren.?|"
    r"zum\s+(?:haupt)?inhalt\b.*|direkt\s+zum\s+inhalt|suche|anmelden|newsletter\b.*|"
    r"lees\s+ook\b.*|delen|advertentie|läs\s+(?:också|även)\b.*|dela|annons|"
    # French, Spanish, Italian, Portuguese
    r"partager(?:\s+(?:sur|cet)\b.*)?|imprimer|s.abonner|abonnez-vous\b.*|publicité|"
    r"lire\s+aussi\b.*|à\s+lire\s+(?:aussi|également)\b.*|recherche\w*|"
    r"compartir(?:\s+\w+)?|imprimir|suscr[ií]bete\b.*|publicidad|lea\s+también\b.*|"
    r"te\s+puede\s+interesar\b.*|leer\s+más|buscar|condividi\b.*|stampa|abbonati\b.*|"
    r"leggi\s+anche\b.*|pubblicità|compartilh(?:ar|e)\b.*|leia\s+(?:também|mais)\b.*|"
    r"publicidade|assine\b.*|"
    # To keep or print it
    r"(?:download|herunterladen|télécharger|descargar|scarica|baixar|скачать|завантажити|"
    r"жүктеу|pobierz|indir|ダウンロード|下载|下載)\b(?:\s+\S+){0,5}\s+\(?(?:pdf|docx?|mp3|"
    r"transcript|audio)\)?|\S.{0,40}\b(?:als\s+pdf|en\s+pdf|in\s+pdf|em\s+pdf|as\s+(?:a\s+)?"
    r"pdf|в\s+(?:формате\s+)?pdf|w\s+pdf)(?:\s+\w+)?|"
    # The way home, and past the menus, in all of them
    r"(?:go|back|return)\s+to\s+(?:the\s+)?(?:home|main|front|start)\b.*|home\s?page|"
    r"(?:перейти\s+|вернуться\s+)?на\s+главную\b.*|перейти\s+к\s+содержанию|"
    r"(?:перейти\s+)?до\s+головної\b.*|басты\s+\w+\s+(?:өту|оралу)|"
    r"zur\s+startseite|startseite|(?:retour\s+à\s+l.)?accueil|aller\s+au\s+contenu\b.*|"
    r"(?:ir|volver)\s+(?:al?\s+)?(?:la\s+)?(?:inicio|portada|contenido)\b.*|"
    r"torna\s+alla\s+home\b.*|vai\s+al\s+contenuto\b.*|(?:ir|pular)\s+para\s+o\s+"
    r"conteúdo\b.*|strona\s+główna|przejdź\s+do\s+treści|ana\s?sayfa\w*|içeriğe\s+geç|"
    r"ここから.{0,20}(?:メニュー|本文|ナビゲーション|フッター)です|"
    r"本文(?:へ|に)(?:移動|ジャンプ|スキップ)\w*|跳到主要內容\w*|跳转到正文|返回首页|回首頁|"
    # Polish, Turkish, Chinese, Japanese, Arabic
    r"udostępnij\b.*|drukuj|czytaj\s+(?:także|też|również)\b.*|reklama|paylaş\w*|yazd[ıi]r|"
    r"ayr[ıi]ca\s+okuyun\b.*|reklam|分享|列印|打印|廣告|广告|シェア(?:する)?|関連記事|印刷|"
    r"مشاركة|طباعة|اقرأ\s+أيضا\b.*|بحث|استمارة\s+البحث"
    r")\s*[:：!.→»…]*",
)
# Notices, in sentences: what is locked, kept on a machine, no longer kept up.
NOTICE = re.compile(
    r"\b(?:réservée?s?\s+(?:à\s+nos|aux)\s+abonnés|en\s+vous\s+abonnant|"
    r"(?:only|available)\s+(?:for|to)\s+subscribers|subscribe\s+to\s+(?:read|continue)|"
    r"uses?\s+cookies|verwende[nt]\s+cookies|utilis(?:e|ons)\s+des\s+cookies|"
    r"utiliza(?:mos)?\s+cookies|использу\w+\s+(?:файлы\s+)?cookies?|"
    r"nur\s+für\s+abonnenten|exclusiv[oa]\s+para\s+suscriptores|"
    r"только\s+(?:для\s+)?подписчик\w+|no\s+longer\s+updated|"
    r"(?:views|opinions)\s+expressed\s.{0,80}(?:are\s+(?:those|solely)|do\s+not)|"
    r"(?:äußerungen|meinungen)\s.{0,60}geben\s.{0,40}wieder|macht\s+sich\s.{0,60}"
    r"nicht\s+zu\s+eigen|(?:propos|opinions)\s.{0,60}n.engagent\s+que|(?:las|as)\s+"
    r"opini(?:ones|ões)\s+(?:expresadas|vertidas|expressas)|le\s+opinioni\s+espresse|"
    r"мнени[ея]\s.{0,40}(?:может|могут)\s+не\s+совпадать|редакция\s+не\s+нес[её]т|"
    r"redakcja\s+nie\s+(?:ponosi|odpowiada)|redakcja\s.{0,30}nie\s+utożsamia|"
    r"пікірі?\s.{0,60}сәйкес\s+келмеуі|"
    r"all\s+rights\s+reserved|alle\s+rechte\s+vorbehalten|tous\s+droits\s+réservés|"
    r"todos\s+los\s+derechos\s+reservados|все\s+права\s+защищены|"
    r"барлық\s+құқықтар\s+қорғалған|enable\s+javascript)\b|무단\s?(?:전재|복제|배포)",
)
# Each notice holds one of these, which is looked for sooner than all of its words.
STEMS = (
    "abonn", "subscri", "cookie", "suscriptores", "подписчик", "updated", "expressed",
    "wieder", "eigen", "engagent", "opini", "мнени", "редакция", "redakcja", "пікір",
    "reserved", "vorbehalten", "réservés", "reservados", "защищены", "қорғалған",
    "javascript", "무단",
)  # fmt: skip
PHOTO = re.compile(
    r"(?:(?:photo(?:graph)?s?|image|picture|foto(?:s|grafie|credit)?|bild(?:er)?|"
    r"фото(?:графия)?|сурет(?:ті\s+түсірген)?|zdjęcie|fotoğraf|照片|圖|写真|credit)"
    r"\s*(?:[:：|©–-]|by|credit|courtesy|von|par|de)\s*.{2,80}|©\s?.{2,100}|"
    r"фото\s+[\w.]{3,30})",
)
SIGNS = {
    RULE: "a row of marks",
    PAGE: "a page number",
    COUNTER: "a counter",
    PHOTO: "a credit for a picture",
}
# A bar of links is furniture where all of them are.
APART = re.compile(r"[|\n•·]")
LONGEST_LINE, LONGEST_NOTICE = 100, 400
# A line with one of these begins nobody's speech.
SPEAKS = re.compile(r"[-‐‑‒–—―−]\s?\S|[^:：]{1,40}[:：]\s+\S+\s\S+\s\S")


def without(blocks: Sequence[Block]) -> tuple[list[Block], list[Skipped]]:
    """Return the blocks that are no furniture, and what was left out."""
    kept: list[Block] = []
    left: list[Skipped] = []
    for block in blocks:
        note = _note(block)
        if note:
            left.append(Skipped(SkippedKind.CHROME, block.source, note))
        else:
            kept.append(block)
    # A page of nothing else is read as it is: then the signs are wrong.
    return (kept, left) if kept else (list(blocks), [])


def _note(block: Block) -> str:
    """What furniture the block is; empty when it is none, or in doubt."""
    text = block.text
    if block.kind not in SPOKEN or block.voice or block.time:
        return ""
    if len(text) > LONGEST_NOTICE:
        return ""
    if APART.search(text) and all(
        next(_short(piece.strip()), "") for piece in APART.split(text)
    ):
        return "what the site asks its readers to do"
    if "://" in text and LINK.fullmatch(text):
        return "a bare link"
    if len(text) <= LONGEST_LINE:
        return next(_short(text), "")
    return "a notice of the site" if _is_notice(_small(text)) else ""


def _short(text: str) -> Iterator[str]:
    if TICKER.fullmatch(text):
        yield "a rate or a ticker"
    small = _small(text)
    for sign, note in SIGNS.items():
        if sign.fullmatch(small):
            yield note
    if _is_call(small):
        yield "what the site asks its readers to do"
    if _is_notice(small):
        yield "a notice of the site"


def _small(text: str) -> str:
    """In small letters; İ is made of two of them, an i and a dot."""
    return text.lower().replace("i\u0307", "i")


def _is_call(small: str) -> bool:
    asked = "?" not in small and ASKED_FOR.fullmatch(small) is not None
    return asked and len(small.split()) <= 12


def _is_notice(small: str) -> bool:
    if not any(map(small.__contains__, STEMS)):
        return False
    return NOTICE.search(small) is not None and not SPEAKS.match(small)
