"""Who examines, as a court's transcript says in a line of its own."""

from archive.ingest.pipeline import parse
from archive.transcript import InterludeKind

EXAMINED = """\
BY MR. BAKER:
Q. How deep is the well?
A. Twelve metres.
MR. STONE: Objection.
THE COURT: Overruled.
Q. Who dug it?
A. My uncle.
CROSS-EXAMINATION
BY MS. STONE:
Q. When was that?
A. In March.
"""


def turns(text, tmp_path):
    path = tmp_path / "court.txt"
    path.write_text(text)
    return parse(path)


def test_bare_questions_are_asked_by_whom_the_line_before_names(tmp_path):
    told = turns(EXAMINED, tmp_path)

    names = {speaker.key: speaker.name for speaker in told.speakers}
    asked = [names.get(t.speaker, "") for t in told.turns if t.label == "Q"]
    assert asked == ["BAKER", "BAKER", "STONE"]
    assert "“by MR. BAKER” before it says who asks" in told.turns[0].rule


def test_the_lines_themselves_are_no_speech(tmp_path):
    told = turns(EXAMINED, tmp_path)

    assert [(each.kind, each.text) for each in told.interludes] == [
        (InterludeKind.DIRECTION, "CROSS-EXAMINATION"),
        (InterludeKind.DIRECTION, "BY MS. STONE:"),
    ]


def test_the_bench_asks_no_question_that_names_nobody(tmp_path):
    told = turns(EXAMINED.replace("BY MR. BAKER:\n", ""), tmp_path)

    names = {speaker.key: speaker.name for speaker in told.speakers}
    asked = [names.get(t.speaker, "") for t in told.turns if t.label == "Q"]
    assert asked == ["", "", "STONE"]
