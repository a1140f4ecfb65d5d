"""Who asks and who answers, of turns whose marks do not say: the likeliest order."""

from collections.abc import Sequence

from archive.ingest.conventions.asking import asks, ends_asking, prompts
from archive.ingest.conventions.dashed import Dashed
from archive.transcript import Kind

# What it costs to believe that a question asks nothing, that an answer ends on a
# question, that somebody goes on behind another dash, that an answer comes first.
SILENT, ASKING, AGAIN, FIRST = 1.0, 1.0, 2.6, 1.6
PLAIN = 1.5
# That the first goes on behind a second dash.
AT_ONCE = 5.0
# That who answers says “Tell me”, and before all else.
PROMPTING, BEGINNING = 1.5, 3.0
# Formats tell questions from answers when neither is the rule.
FEW, MANY = 0.25, 0.75


def kinds(dashed: Sequence[Dashed]) -> list[Kind]:
    """Return questions and answers so that the least has to be explained away.

    Turns alternate unless several of them speak against it.
    """
    bold = sum(each.is_bold for each in dashed) / len(dashed)
    tells = FEW <= bold <= MANY
    asked, replied = 0.0, FIRST
    steps: list[tuple[bool, bool]] = []
    for place, each in enumerate(dashed):
        if place:
            again = AGAIN if place > 1 else AT_ONCE
            stays = (asked + again < replied, replied + again < asked)
            steps.append(stays)
            asked, replied = min(asked + again, replied), min(replied + again, asked)
        asked += _as_question(each) + PLAIN * (tells and not each.is_bold)
        replied += _as_answer(each, place) + PLAIN * (tells and each.is_bold)
    return _traced(steps, is_question=asked <= replied)


def _traced(steps: Sequence[tuple[bool, bool]], *, is_question: bool) -> list[Kind]:
    """The way back from the last turn, each step the cheaper one."""
    back = [is_question]
    for stays in reversed(steps):
        again = stays[0] if back[-1] else stays[1]
        back.append(back[-1] if again else not back[-1])
    return [Kind.QUESTION if each else Kind.ANSWER for each in reversed(back)]


def _as_question(each: Dashed) -> float:
    if ends_asking(each.last) or ends_asking(each.text) or prompts(each.text):
        return 0.0
    return SILENT / 3 if any(map(asks, (each.text, *each.more))) else SILENT


def _as_answer(each: Dashed, place: int) -> float:
    if prompts(each.text):
        return PROMPTING if place else BEGINNING
    return ASKING if ends_asking(each.last) else 0.0
