"""Where a conversation ends: what is printed after the last answer is none of it.

    – Thank you.
    Interview: Ann Lee
    Ben Hale is a reporter of the Wells Gazette. #wells #water

Looked for from the last question on, told by plain signs. Pure.
"""

import dataclasses
import re
from collections.abc import Sequence

from archive.ingest.blocks import SPOKEN, Block
from archive.ingest.casting.names import is_full, looks_like_a_name
from archive.ingest.conventions.conversation import Recognition
from archive.ingest.surroundings import dates
from archive.ingest.surroundings.bylines import credited
from archive.transcript import Kind

LINE = re.compile(
    r"(?:"
    r"(?:#\s?[\w·-]{2,}[\s,]*)+|©.*|\(c\)\s.*|[*_\[({<]*\s*(?:the\s+)?end(?:e)?(?:\s+of\s+"
    r"(?:the\s+)?(?:interview|transcript|recording|tape))?\s*[*_\])}>.]*|"
    r"end\s+(?:at\s+)?\d{1,2}[:.]\d\d.{0,20}|"
    r"(?:\[\d{1,2}\]|\^|\d{1,2}\s?↑).*|(?:-{3,}|_{3,}|\*{3,}|\+{3,}|(?:\*\s){2,}\*)|"
    r"fin(?:\s+de\s+la\s+(?:entrevista|conversación))?\.?|конец(?:\s+интервью)?\.?|"
    r"соңы\.?|koniec\.?|son\.?|完|(?:sources?|references|footnotes|notes|quellen|"
    r"fußnoten|notas|источники|примечания|links|resources)\s*[:：]?|"
    r"\S+@\S+\.\w{2,}|https?://\S+|leave\s+a\s+(?:reply|comment).*|post\s+navigation|"
    r"schreibe\s+einen\s+kommentar.*|(?:submitted|posted|filed|published)\s+"
    r"(?:by|in|on|under)\b.*|(?:tags?|themen|schlagw\w+|теги|тэги|etiquetas|mots-clés|"
    r"topics|categories)\s*[:：].*|(?:about\s+the\s+author|über\s+(?:den\s+autor|die\s+"
    r"autorin)|об\s+авторе|sobre\s+el\s+autor|l.auteur|автор)\s*[:：]?.*|"
    r"(?:source|quelle|fuente|fonte|источник|джерело|дереккөз\w*|kaynak|źródło|bron|källa|"
    r"出典|来源|來源)\s*[:：].{2,100}|"
    r"(?:more|other|weitere|andere|autres|más|otras|altre|mais|outras|другие|ещ[её]|інші|"
    r"więcej|inne|басқа)\s+(?:interviews|conversations|stories|articles|gespräche|artikel|"
    r"entretiens|entrevistas|artículos|noticias|interviste|articoli|notícias|интервью|"
    r"материалы|статьи|інтерв.ю|wywiad\w+|rozm\w+|сұхбаттар)\b.{0,80}|"
    r"(?:autor(?:in)?|author|text|redaktion|redaction|from\s+the\s+.{3,30})\s*[:：].{2,60}"
    r")",
    re.IGNORECASE,
)
# What a page leads on to, which may ask.
ONWARD = re.compile(
    r"(?:read\s+(?:also|more|next)|see\s+also|читайте\s+(?:также|ещ[её])|"
    r"читайте\s+також|оқи\s+отырыңыз|тағы\s+оқыңыз|lesen\s+sie\s+auch|lees\s+ook|"
    r"läs\s+(?:också|även)|(?:à\s+)?lire\s+(?:aussi|également)|lea\s+también|"
    r"leggi\s+anche|leia\s+(?:também|mais)|czytaj\s+(?:także|też|również)|"
    r"ayrıca\s+okuyun|версия\s+для\s+печати|abonnez-vous|suscríbete|abbonati|"
    r"関連記事|相关阅读)(?!\w).{0,160}",
    re.IGNORECASE | re.DOTALL,
)
# How pages call what closes an article.
CLOSING = re.compile(
    r"(?:article|post|entry|story|content|page|text)[-_]{1,2}(?:footer|foot|tags|share|"
    r"author|bio)|footer|footnotes?|author-?(?:bio|box|info|card)|newsletter(?:-\w+)?|"
    r"related(?:-\w+)?|paywall(?:-\w+)?|signature|read-?(?:more|also)",
    re.IGNORECASE,
)
SAYING = re.compile(
    r"\b(?:(?:this|the)\s+(?:interview|conversation|transcript|q&a)\s+(?:has\s+been|was)"
    r"\s+(?:lightly\s+|slightly\s+)?(?:edited|condensed|conducted|recorded|first|"
    r"originally|translated)|das\s+(?:interview|gespräch)\s+(?:wurde|führte|ist\s+zuerst)|"
    r"die\s+fragen\s+stellte|propos\s+recueillis|интервью\s+(?:было\s+)?(?:подготов|"
    r"записа|опублик)|беседовал|esta\s+entrevista\s+(?:ha\s+sido|fue)|"
    r"sign\s+up\s+(?:for|to)|want\s+to\s+(?:know|learn)\s+more|find\s+out\s+more|"
    r"follow\s+(?:us|me|him|her|them|@\w+)\b.{0,60}\b(?:twitter|facebook|instagram|"
    r"github|linkedin)|(?:folgt|besucht)\s+uns|newsletter|check\s+back\s+(?:soon|later)|"
    r"подпи(?:сывайтесь|шитесь)|telegram-канал|unterstütz(?:e|en|t)\s+(?:uns|"
    r"unsere)|jetzt\s+(?:spenden|abonnieren)|spenden\s+könnt|support\s+our\s+work|"
    r"(?:is|are)\s+on\s+(?:twitter|github|facebook|instagram|mastodon|linkedin)|"
    r"this\s+(?:article|story|piece)\s+(?:appears|appeared)|extended\s+version\s+of|"
    r"wir\s+danken\s+(?:dem|der|den)\s+autor|verwandte\s+themen|"
    r"first\s+published\s+(?:in|on|at)|originally\s+(?:appeared|published)|zuerst\s+"
    r"erschienen|your\s+email\s+address\s+will\s+not|braucht\s+.{0,20}(?:hilfe|"
    r"unterstützung)|material\s+is\s+licensed|creative\s+commons)\b",
    re.IGNORECASE,
)
BIO = re.compile(
    r"(?!(?:\w\.[\s-]?)+[—–])[^\W\d_a-z][\w'’.-]+(?:\s+[^\W\d_a-z][\w'’.-]+){1,3},?(?:\s*\([^)]{2,60}\))?,?"
    r"(?:\s+\d{2},)?\s+(?:is|was|works|writes|ist|war|arbeitet|schreibt|est|était|es|è|"
    r"é|jest|—|–|является|born|geboren)\s+(?:an?\b|the\b|ein\w*\b|der\b|die\b|als\b|"
    r"un\w?\b|le\b|la\b|el\b|uma?\b|[^\W\d_])",
)
# What a publication says when it closes; guests thank for being asked instead.
THANKS = re.compile(
    r"(?:(?:many\s+|our\s+)?thank(?:s|\s+you)|(?:vielen\s+|herzlichen\s+|besten\s+)?dank|"
    r"danke|wir\s+danken|ich\s+danke|(?:nous\s+)?(?:vous\s+)?remerci\w+|merci|(?:muchas\s+)?"
    r"gracias|(?:muito\s+)?obrigad[oa]|grazie|(?:большое\s+)?спасибо|благодар\w+|дякуємо?|"
    r"рахмет|dziękuj\w+|teşekkür\w*|tack|bedankt|dank\s+u)\b.{0,60}?"
    r"\b(?:interview\w*|conversation|talk|gespräch\w*|entretien|échange|entrevista|"
    r"conversación|conversa|intervista|chiacchierata|интервью|бесед\w+|разговор\w*|"
    r"розмов\w+|інтерв.ю|сұхбат\w*|әңгіме\w*|wywiad|rozmow\w+|röportaj\w*|söyleşi\w*|"
    r"intervju\w*|samtal\w*|gesprek)\b|"
    r"(?:\w+\s+){0,3}(?:сұхбат|әңгіме|суҳбат|suhbat)\w*\s+(?:үшін\s+|uchun\s+|учун\s+)?"
    r"(?:рахмет|рақмет|алғыс|раҳмат|rahmat)|(?:\w+\s+){0,3}(?:röportaj|söyleşi|sohbet)\w*"
    r"\s+için\s+.{0,20}teşekkür",
    re.IGNORECASE,
)
FOOTNOTE = re.compile(r"(?P<number>\d{1,3})[.)]\s+\S")
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
# Notes are looked for in so many blocks at the end.
FAR = 400
LONGEST_LINE, LONGEST_SAYING, LONGEST_BIO = 200, 500, 900
LAST = 3
LONGEST_SIGNATURE = 80


def cut(blocks: Sequence[Block], seen: Recognition) -> Recognition:
    """Return what was recognised, its end where the conversation ends."""
    limit = len(blocks) if seen.end is None else seen.end
    noted = _before_notes(blocks, limit)
    openings = tuple(each for each in seen.openings if each.block < noted)
    if noted < limit and len(openings) > 1:
        limit = noted
        seen = dataclasses.replace(seen, openings=openings, end=noted)
    end = _end(blocks, seen, limit)
    if end == limit:
        return seen
    openings = tuple(each for each in seen.openings if each.block < end)
    return dataclasses.replace(seen, openings=openings, end=end)


def _before_notes(blocks: Sequence[Block], limit: int) -> int:
    """Where a list of numbered sources begins that reaches to the end, or the end."""
    numbers = [FOOTNOTE.match(block.text) for block in blocks[-FAR:]]
    offset = len(blocks) - len(numbers)
    for place in range(len(numbers) - 2, -1, -1):
        match = numbers[place]
        if match is None or int(match["number"]) != 1:
            continue
        after = numbers[place:]
        listed = sum(each is not None for each in after)
        dated = sum(
            YEAR.search(block.text) is not None for block in blocks[offset + place :]
        )
        if listed > 1 and listed * 3 >= len(after) * 2 and dated * 2 >= len(after):
            return min(limit, offset + place)
    return limit


def _end(blocks: Sequence[Block], seen: Recognition, limit: int) -> int:
    untold = all(each.kind is None for each in seen.openings)
    questions = [each for each in seen.openings if each.kind is Kind.QUESTION]
    if len(seen.openings) < 3 or not (questions or untold):
        return limit
    first = seen.openings[-2].block
    if questions:
        first = min(questions[-1].block, first)
    opens = {each.block: each for each in seen.openings}
    slanted = _slanted(blocks, first, limit)
    for place in range(first + 1, limit):
        if place >= slanted and place not in opens:
            return place
        if place >= limit - LAST and place not in opens and _thanks(blocks[place]):
            return place
        plain = place not in opens
        if plain and place >= limit - LAST and _signs(blocks, place, limit):
            return place
        if _is_after(blocks[place], plain=plain):
            asked = opens.get(place - 1)
            unanswered = asked is not None and asked.kind is Kind.QUESTION
            return place - 1 if unanswered and place - 1 == first else place
    return limit


def _slanted(blocks: Sequence[Block], first: int, limit: int) -> int:
    """Where the last words begin, set in italics as nothing else after `first` is."""
    spoken = [at for at in range(first + 1, limit) if blocks[at].kind in SPOKEN]
    place = len(spoken)
    while place and blocks[spoken[place - 1]].is_italic():
        place -= 1
    if place in {0, len(spoken)} or any(
        blocks[at].is_italic() for at in spoken[:place]
    ):
        return limit
    return spoken[place]


def _signs(blocks: Sequence[Block], place: int, limit: int) -> bool:
    """Whether a name signs the talk here with a date, or a date stands alone last."""
    spoken = [block for block in blocks[place:limit] if block.kind in SPOKEN]
    lines = [line for block in spoken for line in block.text.split("\n")]
    head = lines[: len(blocks[place].text.split("\n"))]
    if not spoken or any(each.voice or each.time for each in spoken):
        return False
    if any(len(line) > LONGEST_SIGNATURE for line in head):
        return False
    dated = [_is_date(line) for line in lines]
    if dated[0]:
        return len(spoken) == 1 and all(dated[: len(head)])
    named = is_full(lines[0].strip(" .")) and looks_like_a_name(lines[0].strip(" ."))
    return named and len(dated) > 1 and dated[1]


def _is_date(line: str) -> bool:
    found = dates.printed(line)
    return bool(found) and not dates.rest(line, found)


def _thanks(block: Block) -> bool:
    return block.kind in SPOKEN and THANKS.match(block.text) is not None


def _is_after(block: Block, *, plain: bool) -> bool:
    """Whether the block is a sign of the end; a bio never stands behind a mark."""
    text = block.text
    if block.kind not in SPOKEN or block.voice or block.time:
        return False
    if plain and (ONWARD.fullmatch(text) or any(map(CLOSING.fullmatch, block.classes))):
        return True
    if len(text) <= LONGEST_LINE and (LINE.fullmatch(text) or credited(text)):
        return True
    if len(text) <= LONGEST_SAYING and SAYING.search(text) and text[-1] != "?":
        return True
    return plain and len(text) <= LONGEST_BIO and BIO.match(text) is not None
