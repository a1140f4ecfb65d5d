"""Signs that words ask somebody something, in many languages. Knows no marks."""

import re

ASKS = re.compile(r"[?？؟՞]")
ENDS_ASKING = re.compile(r"[?？؟][!！?？]*(?:\.{2,}|…)?[\"'”»’“)\]*\s]*$")
ENDS_SENTENCE = re.compile(r"[.!?…:。！？؟：][\"'”»’“)\]*\s]*$")
# How one who asks speaks to one who answers: English, Russian, Ukrainian, Kazakh,
# French, German, Spanish, Italian, Portuguese, Polish, Turkish, Dutch, Swedish,
# Chinese and Japanese. “Sie” is “you” in German only with its capital.
ADDRESS = re.compile(
    r"\b(?:(?i:you|your|yours|yourself|tell\s+us|вы|вас|вам|вами|ваш\w{0,3}|ты|тебя|"
    r"тебе|тво\w{1,3}|ви|вашо\w*|сіз\w*|сен|сені\w*|өзіңіз\w*|\w+(?:ңыз|ңіз|сыз|сіз)|"
    r"vous|votre|vos|tu|ton|toi|du|dich|dir|dein\w*|euch|euer\w*|usted|ustedes|tú|ti|"
    r"contigo|lei|voi|vostr[oaie]|você|vocês|pan|pani|pana|państw\w+|siz\w*|uw|jij|je|"
    r"jouw|jullie|dig|din|ditt|dina|deg|dere|deres)|Sie|Ihnen|Ihr\w{0,2}|u)\b|[你您妳]|あなた|さん"
)


def asks(words: str) -> bool:
    """Whether they ask anywhere."""
    return ASKS.search(words) is not None


def ends_asking(words: str) -> bool:
    """Whether they end on a question, quoted or in brackets too."""
    return ENDS_ASKING.search(words[-40:]) is not None


def ends_sentence(words: str) -> bool:
    """Whether they end as a sentence does, not as a heading."""
    return ENDS_SENTENCE.search(words[-40:]) is not None


def addresses(words: str) -> bool:
    """Whether they speak to somebody."""
    return ADDRESS.search(words[:2000]) is not None
