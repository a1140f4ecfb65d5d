"""What a keeper states beside a source."""

import pytest

from archive.errors import MalformedSidecar
from archive.ingest import sidecar
from archive.ingest.sidecar import Sidecar, StatedPerson
from archive.transcript import Basis, Dating, Precision, Role, State, Topic


@pytest.fixture
def write(tmp_path):
    def written(text):
        path = tmp_path / "wells.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_all_that_can_be_stated(write):
    stated = sidecar.read(
        write(
            """
            slug = "wells"
            language = "kk"
            obtained = 2024-02-01
            state = "in_review"

            [date]
            start = 2024-01-03
            precision = "day"
            evidence = "printed in the paper"

            [[person]]
            name = "Aigul Saparova"
            role = "moderator"
            aliases = ["A. Saparova"]
            evidence = "she says so"

            [[topic]]
            slug = "water"
            name = "Water"

            [[topic]]
            slug = "wells"
            name = "Wells"
            parent = "water"
            scope = "Dug, not drilled."
            labels = { kk = ["Құдықтар"], ru = ["Колодцы", "Скважины"] }
            questions = ["q1"]
            """
        )
    )

    assert stated == Sidecar(
        name="wells.toml",
        words={"slug": "wells", "language": "kk", "obtained": "2024-02-01"},
        state=State.IN_REVIEW,
        dating=Dating(
            "2024-01-03", Precision.DAY, Basis.SIDECAR, "printed in the paper"
        ),
        people=(
            StatedPerson(
                "Aigul Saparova", Role.MODERATOR, ("A. Saparova",), "she says so"
            ),
        ),
        topics=(
            Topic("water", "Water"),
            Topic(
                "wells",
                "Wells",
                "water",
                "Dug, not drilled.",
                (("kk", "Құдықтар"), ("ru", "Колодцы"), ("ru", "Скважины")),
                ("q1",),
            ),
        ),
    )


def test_no_sidecar_states_nothing(tmp_path):
    assert sidecar.read(tmp_path / "none.toml") == Sidecar()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('rights = ""', "rights must be words in quotation marks"),
        ("rights = 5", "rights must be words in quotation marks"),
        ("[date]\nprecision = 'day'", "start is missing"),
        ("[date]\nstart = 'soon'", "start is 'soon'; write it as 2024-01-31"),
        ("[date]\nstart = '2024-01-01'\nprecision = 'hour'", "one of day, month, year"),
        ("state = 'secret'", "one of draft, in_review, published, withdrawn"),
        (
            "[[topic]]\nslug = 'a'\nname = 'A'\nlabels = []",
            r"labels must be written as \{ ru",
        ),
        ("topic = 'wells'", r"topic must be written as \[\[topic\]\]"),
        ("date = 2024-01-01", r"date must be written as \[date\]"),
        (
            "[[topic]]\nslug = 'a'\nname = 'A'\nquestions = 'q1'",
            "questions must be a list",
        ),
    ],
)
def test_what_cannot_be_is_refused_by_the_sidecars_name(write, text, complaint):
    with pytest.raises(MalformedSidecar, match=complaint) as refusal:
        sidecar.read(write(text))

    assert str(refusal.value).startswith("wells.toml: ")
