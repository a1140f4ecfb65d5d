"""Who a text says a quotation is by: said NAME, NAME said, NAME: “…”. Pure.

English, Russian, Kazakh, and the plain forms of Chinese. A pronoun names nobody, and
nobody is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.quoting.tokens import SIGNS

REACH = 200


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ENGLISH = (
    "said says say saying told tells added adds noted notes explained explains "
    "stressed stresses emphasised emphasized argued argues wrote writes replied "
    "answered recalled recalls claimed claims stated states insisted insists warned "
    "admitted remarked observed continued concluded declared announced confirmed "
    "denied suggested responded asked asks agreed agrees joked quipped commented "
    "comments reiterated reiterates reaffirmed acknowledged acknowledges conceded "
    "pledged promised vowed urged urges complained lamented cautioned asserted "
    "affirmed tweeted wondered pointed"
)
_RUSSIAN = (
    "сказал сказала сказали говорит говорил говорила заявил заявила заявляет отметил "
    "отметила отмечает подчеркнул подчеркнула подчеркивает подчёркивает добавил "
    "добавила добавляет пояснил пояснила поясняет объяснил объяснила рассказал "
    "рассказала рассказывает сообщил сообщила сообщает ответил ответила отвечает "
    "спросил спросила напомнил напомнила считает уверен уверена утверждает признал "
    "признала признался призналась заметил заметила написал написала пишет продолжил "
    "продолжила заключил заключила резюмировал констатировал указал указала "
    "предупредил предупредила согласился согласилась пообещал пообещала призвал "
    "призвала пошутил пошутила прокомментировал прокомментировала возразил возразила "
    "уточнил уточнила подтвердил подтвердила высказался высказалась"
)
_KAZAKH = (
    "деді дейді дегенді айтты айтады мәлімдеді хабарлады түсіндірді қосты сұрады жазды "
    "ескертті баяндады жеткізді санайды өтті берді көрсетті"
)
SAYING = frozenset(f"{_ENGLISH} {_RUSSIAN} {_KAZAKH}".split())
# What they say of what somebody said comes before the name, or behind it.
BEFORE_NAME = re.compile(
    r"\b(?:according\s+to|in\s+the\s+words\s+of|по\s+словам|со\s+слов|по\s+мнению|"
    r"как\s+считает)\s+",
    re.IGNORECASE,
)
BEHIND_NAME = _set("айтуынша пікірінше сөзінше ойынша айтуы")
PRONOUNS = _set(
    "i he she they we it you who он она они мы вы я кто ол олар біз мен сіз"
)
OBJECTS = _set("told tells asked asks")
HONORIFICS = _set(
    "mr mrs ms miss dr prof professor sir president minister prime senator governor "
    "ambassador chairman secretary the but and in on at as then президент министр "
    "премьер господин госпожа депутат аким глава мырза ханым но а и в на министрі "
    "президенті қр рк"
)
PARTICLES = _set("de da di del la le van von der den bin ibn al el ұлы қызы")
# To, of, about, by somebody: no subject. "Соколову", "Соколове", "Соколовым".
OBLIQUE = re.compile(r"[а-яё](?:[ую]|е|ой|ою|ым|ыми|ом|ему|ому)$")
TOKEN = re.compile(r"[^\W\d_](?:[’'ʼ`]?[^\W\d_])*")
JOINT = re.compile(r"\.?\s+|\.|[-‐‑]|\.\s*-\s*")
END = re.compile(r"(?<!\b[^\W\d_])(?<!\b(?:Mr|Ms|Dr|St))(?<!\bMrs)[.!?…](?=\s|$)|\n")
LABEL = re.compile(r"\s*([^\n:：]{2,80}?)\s*[:：]\s*")
# Tokayev, who met Tang last year, said: what stands between commas says nothing.
APPOSITION = re.compile(
    rf"(?<=\w),\s[^,:“”«»]{{1,120}},\s+(?=(?:{'|'.join(sorted(SAYING))})\b)",
    re.IGNORECASE,
)
PUT_IT = re.compile(r"\bputs? it\b", re.IGNORECASE)
# “…” — NAME, an office; “…” (NAME): nothing but a name, to the end of the line.
SIGNATURE = re.compile(
    r"[\s>.,”»\"]*(?:[–—―]|--?(?=\s))\s*([^\n,:;()–—―]{2,60}?)\s*(?:,[^\n.!?]{2,80})?(?:\n|$)"
    r"|[\s.,”»\"]*\(([^\n(),:;]{2,60})(?:,[^\n()]{2,80})?\)"
)
SAYS_SO = re.compile(r"\s*(?:деп|деген|дегенді)(?!\w)")
RESUMED = re.compile(r"[.,!?]?\s*[–—―]\s*$")
_VERBS = (
    "(?:則|也|又|曾|還)?(?:說|说|表示|指出|稱|称|認為|认为|強調|强调|回答|寫道|写道)"
)
SIGNED_BEFORE = re.compile(rf"([{SIGNS}·・]{{2,8}}?)(?:{_VERBS}道?)?[:：,，]\s*$")
SIGNED_BEHIND = re.compile(rf"^[，,]?\s*([{SIGNS}·・]{{2,8}}?){_VERBS}")

Token = tuple[str, int, int]


def who_says(before: str, after: str) -> str:
    """Return the name that a quotation between these words is given to, or ""."""
    before, after = RESUMED.sub("", before[-REACH:]), after[:REACH]
    leading = _last_clause(before)
    return (
        label_of(leading)
        or _named_last(leading)
        or _signed(before, after)
        or signature_of(after)
        or _named_first(_first_clause(after))
        or _named_around(leading, after)
    )


def signature_of(after: str) -> str:
    """The name that signs a quotation, on its line or on the next, or ""."""
    found = SIGNATURE.match(after)
    return _plain_name((found[1] or found[2]).strip()) if found else ""


def is_saying(words: str) -> bool:
    """Whether these words, between two dashes, tell who speaks."""
    tokens = [each[0].casefold() for each in TOKEN.finditer(words)][:5]
    return words[:1].islower() and any(token in SAYING for token in tokens)


def name_in(words: str) -> str:
    """The name without the titles before it."""
    tokens = words.split()
    while tokens and tokens[0].casefold().strip(".,") in HONORIFICS:
        tokens = tokens[1:]
    return " ".join(tokens)


def _last_clause(before: str) -> str:
    return before[max((each.end() for each in END.finditer(before)), default=0) :]


def _first_clause(after: str) -> str:
    lead = after.lstrip(" ,.;–—―-\t")
    found = END.search(lead)
    return lead[: found.start()] if found else lead


def label_of(clause: str) -> str:
    """NAME before a colon, with nothing else in the sentence."""
    found = LABEL.fullmatch(clause)
    if not found:
        return ""
    return _plain_name(re.sub(r"\([^)]*\)", "", found[1]).strip())


def _plain_name(label: str) -> str:
    """The name that these words are, and nothing else; or ""."""
    tokens = [each[0] for each in TOKEN.finditer(label)]
    names = [each for each in tokens if each.casefold() not in PARTICLES]
    if any(each.casefold() in SAYING | PRONOUNS for each in tokens):
        return ""
    is_name = 0 < len(names) <= 5 and all(each[:1].isupper() for each in names)
    return name_in(label) if is_name else ""


def _signed(before: str, after: str) -> str:
    found = SIGNED_BEFORE.search(before) or SIGNED_BEHIND.search(after)
    return found[1] if found else ""


def _named_around(leading: str, after: str) -> str:
    """NAME «…» деп мәлімдеді: the name before, the verb behind."""
    tokens = _tokens(_first_clause(after))[:5]
    is_said = any(each[0].casefold() in SAYING for each in tokens[1:])
    if not (is_said and SAYS_SO.match(after)):
        return ""
    return _run_to(_tokens(leading)[-3:], leading)


def _named_last(clause: str) -> str:
    """The name nearest to a quotation behind the clause: of what is told, the inner."""
    return max(_named_in(clause), default=(0, ""))[1]


def _named_first(clause: str) -> str:
    """The name nearest to a quotation before the clause."""
    return min(_named_in(clause), default=(0, ""))[1]


def _named_in(clause: str) -> Iterator[tuple[int, str]]:
    """What the clause tells of who speaks, and where; "" where it is unsure."""
    clause = PUT_IT.sub("said", APPOSITION.sub(" ", clause))
    for source in BEFORE_NAME.finditer(clause):
        behind = clause[source.end() :]
        yield source.start(), _run_from(_tokens(behind), behind)
    tokens = _tokens(clause)
    for at, (word, start, _) in enumerate(tokens):
        told = word.casefold()
        if told in BEHIND_NAME:
            yield start, _run_to(tokens[:at], clause)
        elif told in SAYING:
            yield start, _named_by(tokens, at, clause)


def _named_by(tokens: list[Token], at: int, clause: str) -> str:
    """The name beside a verb of saying: right before it, else behind it."""
    beside = {
        each[0].casefold() for each in (*tokens[at - 1 : at], *tokens[at + 1 :][:1])
    }
    if beside & PRONOUNS:
        return ""
    if at and (name := _run_to(tokens[:at], clause)):
        return _subject_of(name)
    if tokens[at][0].casefold() in OBJECTS:
        return ""
    name = _run_from(tokens[at + 1 :], clause)
    words = name.split()
    oblique = [at for at, word in enumerate(words) if OBLIQUE.search(word)]
    return " ".join(words[: oblique[0]]) if oblique else name


def _subject_of(name: str) -> str:
    """«Соколову Петрова» are two people, told by their cases; the nearer one speaks."""
    words = name.split()
    oblique = [at for at, word in enumerate(words) if OBLIQUE.search(word)]
    if not oblique:
        return name
    return " ".join(words[oblique[-1] + 1 :])


def _tokens(clause: str) -> list[Token]:
    return [(each[0], each.start(), each.end()) for each in TOKEN.finditer(clause)]


def _run_from(tokens: list[Token], clause: str) -> str:
    """The first run of capitalised words, if it comes soon."""
    for at, token in enumerate(tokens[:8]):
        if token[0][:1].isupper():
            run = [token]
            for following in tokens[at + 1 : at + 6]:
                if not _joins(run[-1], following, clause):
                    break
                run.append(following)
            return _name_of(run, clause)
    return ""


def _run_to(tokens: list[Token], clause: str) -> str:
    """The last run of capitalised words, if it ends near the end."""
    for back, token in enumerate(reversed(tokens[-6:])):
        if token[0][:1].isupper():
            at = len(tokens) - 1 - back
            run = [token]
            while at and len(run) < 6 and _joins(tokens[at - 1], run[0], clause):
                at -= 1
                run.insert(0, tokens[at])
            return _name_of(run, clause)
    return ""


def _joins(left: Token, right: Token, clause: str) -> bool:
    is_near = JOINT.fullmatch(clause[left[2] : right[1]]) is not None
    return is_near and all(
        each[0][:1].isupper() or each[0] in PARTICLES for each in (left, right)
    )


def _name_of(run: list[Token], clause: str) -> str:
    while run and not run[-1][0][:1].isupper():
        run = run[:-1]
    return name_in(clause[run[0][1] : run[-1][2]]) if run else ""
