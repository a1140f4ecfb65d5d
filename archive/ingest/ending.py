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
from archive.ingest.bylines import credited
from archive.ingest.conventions.conversation import Recognition
from archive.transcript import Kind

LINE = re.compile(
    r"(?:"
    r"(?:#\s?[\w·-]{2,}[\s,]*)+|©.*|\(c\)\s.*|[*_\[({<]*\s*(?:the\s+)?end(?:e)?(?:\s+of\s+"
    r"(?:the\s+)?(?:interview|transcript|recording|tape))?\s*[*_\])}>.]*|"
    r"(?:\[\d{1,2}\]|\^|\d{1,2}\s?↑).*|(?:-{3,}|_{3,}|\*{3,}|\+{3,}|(?:\*\s){2,}\*)|"
    r"fin(?:\s+de\s+la\s+(?:entrevista|conversación))?\.?|конец(?:\s+интервью)?\.?|"
    r"соңы\.?|koniec\.?|son\.?|完|(?:sources?|references|footnotes|notes|quellen|"
    r"fußnoten|notas|источники|примечания|links|resources)\s*[:：]?|"
    r"\S+@\S+\.\w{2,}|https?://\S+|leave\s+a\s+(?:reply|comment).*|post\s+navigation|"
    r"schreibe\s+einen\s+kommentar.*|(?:submitted|posted|filed|published)\s+"
    r"(?:by|in|on|under)\b.*|(?:tags?|themen|schlagw\w+|теги|тэги|etiquetas|mots-clés|"
    r"topics|categories)\s*[:：].*|(?:about\s+the\s+author|über\s+(?:den\s+autor|die\s+"
    r"autorin)|об\s+авторе|sobre\s+el\s+autor|l.auteur|автор)\s*[:：]?.*|"
    r"(?:autor(?:in)?|author|text|redaktion|redaction|from\s+the\s+.{3,30})\s*[:：].{2,60}"
    r")",
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
    r"[^\W\d_a-z][\w'’.-]+(?:\s+[^\W\d_a-z][\w'’.-]+){1,3},?(?:\s*\([^)]{2,60}\))?,?"
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
    questions = [each for each in seen.openings if each.kind is Kind.QUESTION]
    if len(seen.openings) < 3 or not questions:
        return limit
    first = min(questions[-1].block, seen.openings[-2].block)
    opens = {each.block: each for each in seen.openings}
    slanted = _slanted(blocks, first, limit)
    for place in range(first + 1, limit):
        if place >= slanted and place not in opens:
            return place
        if place >= limit - LAST and place not in opens and _thanks(blocks[place]):
            return place
        if _is_after(blocks[place], opens.get(place) is None):
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


def _thanks(block: Block) -> bool:
    return block.kind in SPOKEN and THANKS.match(block.text) is not None


def _is_after(block: Block, plain: object) -> bool:
    """Whether the block is a sign of the end; a bio never stands behind a mark."""
    text = block.text
    if block.kind not in SPOKEN or block.voice or block.time:
        return False
    if len(text) <= LONGEST_LINE and (LINE.fullmatch(text) or credited(text)):
        return True
    if len(text) <= LONGEST_SAYING and SAYING.search(text) and text[-1] != "?":
        return True
    return bool(plain and len(text) <= LONGEST_BIO and BIO.match(text))
