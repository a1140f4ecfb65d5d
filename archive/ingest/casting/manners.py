"""How each voice speaks in a conversation: the signs that tell who asks. Pure.

How often it ends on a question and replies to one, how long it speaks, whether it
opens, whether it greets as a host or thanks as a guest, and what is stated of it.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.ingest.casting.identities import Identity
from archive.ingest.casting.names import fits
from archive.ingest.casting.persons import Person
from archive.ingest.conventions.asking import asks
from archive.ingest.conventions.conversation import Conversation, Utterance
from archive.transcript import Basis, Role

# How far a statement of each basis weighs against how somebody speaks.
WEIGHT = {Basis.SIDECAR: 20.0, Basis.EDITOR: 20.0, Basis.TEXT: 3.0, Basis.INFERRED: 1.0}
TAIL, HEAD, FIRST = 240, 600, 2
# What a host says to listeners and to the guest: English, Russian, Ukrainian, Kazakh,
# German, French, Spanish, Italian, Portuguese, Polish, Turkish, Dutch, Swedish,
# Chinese, Japanese, Korean.
HOSTING = re.compile(
    r"\b(?:welcome\s+(?:back\s+)?(?:to|everyone)|your\s+hosts?|(?:my|our)\s+guests?|"
    r"(?:joining|joined\s+by|with)\s+(?:me|us)\s+(?:today|now|is|are)|"
    r"thank(?:s|\s+you)\s+(?:so\s+much\s+|very\s+much\s+)?for\s+"
    r"(?:joining|coming|being|talking|taking|your\s+time)|"
    r"добро\s+пожаловать|(?:мой|наш|наша|моя|наши)\s+гост\w+|у\s+нас\s+в\s+гостях|"
    r"в\s+эфире|спасибо,?\s+что\s+(?:пришли|согласились|нашли)|(?:мій|наш)\s+гість|"
    r"вітаємо|қош\s+келдіңіз|қонағымыз|(?:herzlich\s+)?willkommen\s+(?:zu|zur|zum|bei|"
    r"in|im)|(?:mein|unser)e?\s+g[aä]ste?|zu\s+gast|bienvenue\s+(?:dans|sur|à|au)|"
    r"(?:mon|notre|nos)\s+invitée?s?|merci\s+d['’](?:être|avoir\s+accepté)|"
    r"bienvenid[oa]s?\s+(?:a|al)|nuestr[oa]\s+invitad[oa]|gracias\s+por\s+(?:estar|"
    r"acompañar\w*|venir|atender\w*)|benvenut[oaie]\s+(?:a|al|alla|in)|"
    r"nostr[oa]\s+ospite|bem-vind[oa]s?\s+(?:ao|à|a)|noss[oa]\s+convidad[oa]|"
    r"(?:moim|naszym)\s+gościem|hoş\s+geldiniz|konuğumuz|welkom\s+bij|(?:mijn|onze)\s+"
    r"gast|te\s+gast|välkommen\s+till|velkommen\s+til)\b|"
    r"欢迎(?:收听|收看|来到)|歡迎(?:收聽|收看|來到)|我们的嘉宾|ようこそ|ゲストは|환영합니다",
    re.IGNORECASE,
)
# What a guest says who was asked to come.
INVITED = re.compile(
    r"\b(?:for\s+(?:having|inviting)\s+(?:me|us)|(?:good|great|glad|happy|pleasure|"
    r"pleased|honou?red|excited|delighted)\s+to\s+be\s+(?:here|on|with\s+you)|"
    r"спасибо\s+(?:вам\s+|большое\s+)?(?:за\s+приглашение|что\s+пригласили)|"
    r"дякую\s+за\s+запрошення|шақырғаны\w+|(?:für|vielen\s+dank\s+für)\s+die\s+"
    r"einladung|de\s+m['’]avoir\s+invitée?|(?:pour|de)\s+(?:l['’]|votre\s+)invitation|"
    r"por\s+(?:invitarme|la\s+invitación)|(?:per|dell)\s*(?:l['’]|['’])invito|"
    r"pelo\s+convite|za\s+zaproszenie|hoş\s+bulduk|davetiniz\s+için|"
    r"voor\s+de\s+uitnodiging|för\s+inbjudan)\b|"
    r"(?:谢谢|感谢)(?:你|您|你们)?的?邀请|お招き(?:いただき|くださ)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Manner:
    """How one voice speaks in the whole conversation.

    `hosts` is above zero for one who greets as a host, below for a guest.
    """

    turns: int = 0
    letters: int = 0
    ends_asking: int = 0
    replies: int = 0
    hosts: int = 0
    opens: bool = False
    stated: float = 0.0

    @property
    def asks(self) -> float:
        return self.ends_asking / self.turns

    @property
    def answers(self) -> float:
        return self.replies / self.turns

    @property
    def length(self) -> float:
        return self.letters / self.turns


def manners(
    whole: Conversation, voices: Mapping[str, Identity], people: Sequence[Person]
) -> dict[str, Manner]:
    """Return how each voice speaks; turns in a row of one voice count once."""
    told = {who: Manner(stated=_stated_of(who, people)) for who in voices}
    asked_by = previous = ""
    for who, run in groupby(whole.turns, key=lambda turn: turn.who):
        said = list(run)
        ends = asks(said[-1].blocks[-1].text[-TAIL:])
        if manner := told.get(who):
            manner.turns += 1
            manner.ends_asking += ends
            manner.opens = manner.opens or not previous
            manner.replies += bool(asked_by)
            manner.letters += sum(
                len(part.text) for turn in said for part in turn.blocks
            )
            if manner.turns <= FIRST:
                manner.hosts += _hosts(said)
        asked_by = who if ends else ""
        previous = who
    return told


def score(manner: Manner, typical: float) -> float:
    """Above zero for one who asks: the signs weighed together."""
    length = math.log2((typical + 20) / (manner.length + 20))
    few = min(1.0, manner.turns / 3)
    return (
        manner.stated
        + few * 3.0 * (manner.asks - 0.35)
        + few * 1.5 * (0.35 - manner.answers)
        + 0.5 * max(-2.0, min(2.0, length))
        + 0.3 * manner.opens
        + 2.0 * max(-1, min(1, manner.hosts))
    )


def _hosts(said: Sequence[Utterance]) -> int:
    """One for words of a host, minus one for words of a guest."""
    parts = [part.text for turn in said for part in turn.blocks[:12]]
    text = "\n".join(parts)[:HEAD]
    return (HOSTING.search(text) is not None) - (INVITED.search(text) is not None)


def _stated_of(who: str, people: Iterable[Person]) -> float:
    """What is stated of somebody: above zero for one who asks."""
    weight = 0.0
    for person in people:
        if person.name == who or fits(who, person.name) or fits(person.name, who):
            asking = person.role in {Role.INTERVIEWER, Role.MODERATOR}
            replying = person.role is Role.INTERVIEWEE
            weight += WEIGHT[person.basis] * (asking - replying)
    return weight
