"""Signs that words ask somebody something, in many languages. Knows no marks."""

import re

ASKS = re.compile(r"[?？؟՞]")
ENDS_ASKING = re.compile(r"[?？؟][!！?？]*(?:\.{2,}|…)?[\"'”»’“)\]*\s]*$")
# Japanese and Chinese ask with a last word, and a full stop after it. A Japanese
# “is it not” states; a Chinese 呢 asks only after a word that asks.
LAST_WORD = (
    r"(?:(?<!ない)です|(?<!あり)ます|ました|でした|でしょう|ません|のでしょう)か|[吗嗎]|"
    r"(?:什[么麼]|甚麼|怎|[哪谁誰何几幾]|多少)[^。！？]{0,30}呢|"
    # “And the sea?”, left unfinished; good day and good evening end so, too.
    r"(?<!にち)(?<!ばん)(?<=[\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff])は"
)
ASKS_SO = re.compile(rf"(?:{LAST_WORD})[。．.]")
ENDS_SO = re.compile(rf"(?:{LAST_WORD})[。．.][\"'”»’“)\]」』）\s]*$")
# What all of these end on: where it is not, none need be tried at every letter.
LAST_LETTER = re.compile(r"[か吗嗎呢は][。．.]")
# What one who asks may say instead: English, German, Dutch, Swedish, French, Spanish,
# Italian, Portuguese, Russian, Ukrainian, Polish, Kazakh, Turkish, Chinese, Japanese.
PROMPTS = re.compile(
    r"(?:(?:and|so|but|now|please|ok(?:ay)?|und|et|y|e|а|и|ну|bitte)[,\s]+)*"
    r"(?:(?:tell|remind|walk|take|give)\s+(?:me|us)|describe|explain|"
    r"(?:erzähl\w*|beschreib\w*|erklär\w*|schilder\w*|nenn\w*)\s+(?:sie|uns|mir|mal)|"
    r"vertel\w*|berätta|parle[zs]?[- ]?(?:nous|moi)|raconte[zs]?|décrive[zs]|expliquez|"
    r"cuént[ea]\w*|háblen?\w*|descr[ií]b[ae]\w*|explí[qc]\w+|"
    r"(?:ci|mi)\s+(?:parli|racconti|spieghi)|racconta\w*|"
    r"(?:conte|fale)(?:-nos|-me)|descreva|explique|"
    r"(?:расскажи|опиши|объясни|поясни|поделись|розкажі|опиші|розкажи)\w*|"
    r"(?:proszę\s+)?(?:opowie\w*|opisa\w*|opisz)|(?:айтып|әңгімелеп|түсіндіріп)\s+бер\w*|"
    r"anlat\w*|(?:请|請)\S{0,6}(?:谈|談|说|說|讲|講|介绍|介紹)\w*)(?!\w)",
    re.IGNORECASE,
)
PROMPTS_LAST = re.compile(
    r"(?:айтып|әңгімелеп|түсіндіріп)\s+бер\w*|(?:anlat|açıkla)\w*\s*(?:mısınız)?|"
    r"(?:聞かせ|教え|話し|お話し?)\S{0,4}(?:ください|下さい)"
)
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
    return ASKS.search(words) is not None or _has(ASKS_SO, words)


def ends_asking(words: str) -> bool:
    """Whether they end on a question, quoted or in brackets too."""
    end = words[-40:]
    return ENDS_ASKING.search(end) is not None or _has(ENDS_SO, end)


def _has(last_word: re.Pattern[str], words: str) -> bool:
    return bool(LAST_LETTER.search(words)) and last_word.search(words) is not None


def prompts(words: str) -> bool:
    """Whether they ask to be told, without a question: “Tell us of the well.”"""
    told = PROMPTS.match(words.lstrip('«“„"¿¡ ')[:80])
    return told is not None or PROMPTS_LAST.search(words[-24:]) is not None


def ends_sentence(words: str) -> bool:
    """Whether they end as a sentence does, not as a heading."""
    return ENDS_SENTENCE.search(words[-40:]) is not None


def addresses(words: str) -> bool:
    """Whether they speak to somebody."""
    return ADDRESS.search(words[:2000]) is not None
