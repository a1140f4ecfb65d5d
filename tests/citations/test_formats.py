"""What we write, read back by parsers that are not ours: every field equal."""

import json
import warnings

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    SeparateCoAuthors,
    SplitNameParts,
)
from citeproc.source.json import CiteProcJSON

from archive.citations import Citable, Issued, Locus, Name, name_of
from archive.citations.bibtex import escaped
from archive.citations.formats import FORMATS
from tests.citations.records import HOME, PASSAGE, RECORDS, WHOLE, replace

TRICKY = replace(
    WHOLE,
    title='R&D: 100 % “sure”, #1_water\n& $5 "more"',
    language="en-GB",
    outlet="Rivers & Roads",
    interviewees=(
        name_of("Ludwig van Beethoven"),
        Name("Sons and Daughters"),
        name_of("Қасым-Жомарт Тоқаев"),
    ),
)
CASES = {**RECORDS, "signs": TRICKY}
MONTHS = {0: "", 1: "jan", 5: "may", 9: "sep"}
TURNS = {"exchange": "question 7", "passage": "answer 7, paragraph 2"}
TURNS["Russian passage"] = "answer 7, paragraphs 2–3"


def known(fields):
    return {name: value for name, value in fields.items() if value}


def title_of(record):
    return " ".join(record.title.split())


def listed(names):
    return [f"{n.family}, {n.given}" if n.family else n.whole for n in names]


def parts_of(issued):
    return [part for part in (issued.year, issued.month, issued.day) if part]


@pytest.mark.parametrize("case", CASES)
def test_csl_json_says_all_and_nothing_else(case):
    record = CASES[case]

    (read,) = json.loads(FORMATS["csl"].write(record))

    assert read == known(
        {
            "id": record.key,
            "type": "interview",
            "title": record.title,
            "author": csl_names(record.interviewees),
            "interviewer": csl_names(record.interviewers),
            "container-title": record.outlet,
            "section": "Society",
            "publisher": "Steppe Wire",
            "issued": csl_date(record.issued),
            "accessed": {"date-parts": [[2026, 4, 2]]},
            "archive": "Suhbat",
            "URL": record.address,
            "language": record.language,
            "note": TURNS.get(case),
            "custom": {"rights": record.rights, "edition": record.edition},
        }
    )


def csl_names(names):
    return [
        {"family": name.family, "given": name.given}
        if name.family
        else {"literal": name.whole}
        for name in names
    ]


def csl_date(issued):
    if issued is None:
        return None
    about = {"circa": True} if issued.is_about else {}
    return {"date-parts": [parts_of(issued)], **about}


@pytest.mark.parametrize("case", CASES)
def test_a_csl_processor_reads_csl_json(case):
    record = CASES[case]

    with warnings.catch_warnings():
        # It knows CSL 1.0.1, which has no `custom`.
        warnings.filterwarnings("ignore", "The following arguments")
        read = CiteProcJSON(json.loads(FORMATS["csl"].write(record)))[record.key]

    assert read.type == "interview"
    assert "".join(map(str, read.title)) == record.title
    assert "".join(map(str, read.get("url", read.get("URL")))) == record.address
    assert people_of(read, "author") == listed(record.interviewees)
    assert people_of(read, "interviewer") == listed(record.interviewers)
    assert date_of(read) == (parts_of(record.issued) if record.issued else None)


def people_of(read, role):
    return [
        name["literal"] if "literal" in name else f"{name['family']}, {name['given']}"
        for name in map(dict, read.get(role, []))
    ]


def date_of(read):
    if "issued" not in read:
        return None
    return [
        read["issued"][part]
        for part in ("year", "month", "day")
        if part in read["issued"]
    ]


@pytest.mark.parametrize("case", CASES)
def test_bibtex_is_read_back(case):
    record = CASES[case]

    library = bibtexparser.parse_string(
        FORMATS["bibtex"].write(record),
        append_middleware=[
            SeparateCoAuthors(),
            SplitNameParts(),
            LatexDecodingMiddleware(),
        ],
    )

    assert library.failed_blocks == []
    (entry,) = library.entries
    assert (entry.entry_type, entry.key) == ("misc", record.key)
    # To TeX the sign of an uncertain date is a space.
    fields = {field.key: field.value for field in entry.fields}
    fields["date"] = fields.get("date", "").replace("\N{NO-BREAK SPACE}", "~")
    assert [said(name) for name in fields.pop("author", [])] == listed(
        record.interviewees
    )
    issued = record.issued
    assert known(fields) == known(
        {
            "title": title_of(record),
            "howpublished": record.outlet,
            "organization": "Suhbat",
            "date": bibtex_date(issued),
            "year": f"{issued.year}" if issued else "",
            "month": MONTHS[issued.month] if issued else "",
            "editora": " and ".join(listed(record.interviewers)),
            "editoratype": "interviewer" if record.interviewers else "",
            "entrysubtype": "interview",
            "note": TURNS.get(case),
            "language": record.language,
            "version": record.edition,
            "url": record.address,
            "urldate": "2026-04-02",
        }
    )


def said(name):
    family, given = " ".join((*name.von, *name.last)), " ".join(name.first)
    told = f"{family}, {given}" if given else family
    # The braces of a name that stays whole.
    return told.removeprefix("{").removesuffix("}")


def bibtex_date(issued):
    if issued is None:
        return ""
    year, *rest = parts_of(issued)
    told = "-".join((f"{year}", *(f"{part:02}" for part in rest)))
    return f"{told}~" if issued.is_about else told


def test_signs_that_tex_knows_are_escaped():
    assert escaped("{a} 5% & #2 \\ ~ ^ $_") == (
        r"\textbraceleft{}a\textbraceright{} 5\% \& \#2 \textbackslash{} "
        r"\textasciitilde{} \textasciicircum{} \$\_"
    )


@pytest.mark.parametrize("case", CASES)
def test_ris_is_read_back(case):
    record = CASES[case]

    (read,) = rispy.loads(FORMATS["ris"].write(record))

    issued = record.issued
    assert read == known(
        {
            "type_of_reference": "NEWS" if record.outlet else "ELEC",
            "id": record.key,
            "authors": listed(record.interviewees),
            "secondary_authors": listed(record.interviewers),
            "title": title_of(record),
            "secondary_title": record.outlet or "Suhbat",
            "section": "Society",
            "type_of_work": "Interview",
            "year": f"{issued.year}" if issued else "",
            "date": ris_date(issued),
            "language": record.language,
            "name_of_database": "Suhbat",
            "publisher": "Steppe Wire",
            "urls": [record.address],
            "access_date": "2026/04/02/",
            "edition": record.edition,
            "notes": [TURNS[case]] if case in TURNS else [],
        }
    )


def ris_date(issued):
    if issued is None:
        return ""
    month = f"{issued.month:02}" if issued.month else ""
    day = f"{issued.day:02}" if issued.day else ""
    return f"{issued.year}/{month}/{day}/{'about' if issued.is_about else ''}"


def test_a_ris_line_cannot_be_ended_from_within():
    record = replace(WHOLE, title="Water\r\nER  - \r\nTY  - BOOK")

    (read,) = rispy.loads(FORMATS["ris"].write(record))

    assert read["title"] == "Water ER - TY - BOOK"


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_not_known_is_not_told(name):
    bare = Citable(
        key="bare",
        title="Bare",
        language="en",
        address=HOME,
        interview_address=HOME,
        accessed=WHOLE.accessed,
    )

    told = FORMATS[name].write(bare)

    for word in ("author", "AU  -", "A2  -", "interviewer", "issued", "DA  -", '""'):
        assert word not in told


def test_an_organisation_is_kept_whole():
    record = replace(WHOLE, interviewees=(Name("Rivers and Roads, Inc."),))

    assert "author = {{Rivers and Roads, Inc.}}" in FORMATS["bibtex"].write(record)


def test_a_day_of_one_figure_is_told_in_two():
    record = replace(WHOLE, issued=Issued(987, 1, 2), locus=Locus("answer", 1))

    assert "DA  - 0987/01/02/\r\n" in FORMATS["ris"].write(record)


def test_the_address_of_a_passage_is_not_escaped():
    assert f"url = {{{PASSAGE}}}" in FORMATS["bibtex"].write(RECORDS["passage"])
