"""What a link marks on arrival, whatever became of the words it was made on."""

import pytest
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.timezone import make_aware

from archive.models import Change, Interview, Turn, wording_of
from archive.views.interviews import laid_out
from archive.views.marked import place_marks
from archive.views.marks import Mark, count_unread, read_marks
from tests.factories import make_exchange, make_interview
from tests.ingest.storing.test_editions import TALK
from tests.views.editing import Editor, fold, shown
from tests.views.pages import read, select, text_of, texts
from tests.views.test_changes import publish

ABOUT = "/interviews/about-wells/"
WELL = "My father dug it in the dry summer of 1961, with a spade and his two brothers."


def pinned(segment, exact):
    """A link to some words of a paragraph, pinned to what its turn says now."""
    turn = Turn.objects.get(anchor=segment.partition("p")[0])
    part = turn.segments.get(anchor=segment)
    start = part.text.index(exact)
    span = f"{start}-{start + len(exact)}"
    return f"{segment}.{span}@{wording_of(turn.text)[:8]}"


def changed(number, said):
    """The talk with another word for one of its turns."""
    now = [*TALK]
    now[number] = said
    return publish(*now)


@pytest.mark.parametrize(
    ("written", "marks"),
    [
        ("a7p2.10-45", [Mark("a7p2", (10, 45))]),
        ("a7p2.10-45@d1dc113e", [Mark("a7p2", (10, 45), "d1dc113e")]),
        ("a7p2", [Mark("a7p2")]),
        ("a7", [Mark("a7")]),
        ("a7.3-210@d1dc113e", [Mark("a7", (3, 210), "d1dc113e")]),
        ("q1,a1p1.0-4", [Mark("q1"), Mark("a1p1", (0, 4))]),
    ],
)
def test_marks_are_read_and_written_alike(written, marks):
    query = QueryDict(f"mark={written}")

    assert read_marks(query) == marks
    assert ",".join(map(str, marks)) == written
    assert count_unread(query) == 0


@pytest.mark.parametrize(
    ("query", "unread"),
    [
        ("", 0),
        ("mark=", 0),
        ("mark=,,", 0),
        ("mark=x", 1),
        ("mark=a7p2.10", 1),
        ("mark=a7p2.-1-4", 1),
        ("mark=a7p2@d1dc", 1),
        ("mark=a7p2.1-2@D1DC113E", 1),
        ("mark=a1&mark=<b>,q1p1.1-2", 1),
        ("mark=" + "q1," * 300, 100),
    ],
)
def test_what_is_no_mark_is_counted(query, unread):
    assert count_unread(QueryDict(query)) == unread


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["1" * 10, "٧", "999999999"])
def test_no_mark_breaks_a_page(client, number):
    make_exchange(make_interview())

    for mark in (f"a{number}", f"a1p{number}", f"a1.0-{number}", f"a1p1.{number}-9"):
        for path in ("", "q1/"):
            page = read(client, f"/interviews/steppe-2024/{path}?mark={mark}")
            assert len(select(page, ".notice p")) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mark", "told"),
    [
        ("x,y", "2 marks of the link you followed cannot be read."),
        ("a9p9", "Nothing in this interview is named a9p9."),
        ("a1p1.4-99", "The link marks a place outside of the words of a1p1."),
        ("a1p1.3-3", "The link marks a place outside of the words of a1p1."),
        ("a1.9-999", "The link marks a place outside of the words of a1."),
    ],
)
def test_a_mark_that_marks_nothing_is_said(client, mark, told):
    make_exchange(make_interview())

    page = read(client, f"/interviews/steppe-2024/?mark={mark}")

    assert texts(page, ".notice p") == [told]


@pytest.mark.django_db
def test_a_mark_of_another_exchange_leads_into_the_interview(client):
    interview = make_interview()
    make_exchange(interview)
    make_exchange(interview)

    page = read(client, "/interviews/steppe-2024/q1/?mark=a2p1.0-4")

    told = "a2p1 stands in another exchange. Read it in the interview"
    assert texts(page, ".notice p") == [told]
    (link,) = select(page, ".notice a")
    assert link.get("href") == "/interviews/steppe-2024/?mark=a2p1.0-4#a2p1"


@pytest.mark.django_db
def test_a_pinned_link_to_unchanged_words_marks_them(client):
    publish(*TALK)
    mark = pinned("a1p1", "with a spade")

    page = read(client, f"{ABOUT}?mark={mark}")

    assert texts(page, "mark") == ["with a spade"]
    assert select(page, ".notice, .former") == []


@pytest.mark.django_db
def test_a_pinned_link_to_changed_words_shows_both_word_by_word(client):
    publish(*TALK)
    mark = pinned("a1p1", "summer of 1961")
    changed(1, WELL.replace("1961", "1962"))

    for path in (ABOUT, f"{ABOUT}q1/"):
        page = read(client, f"{path}?mark={mark}")

        assert texts(page, ".former blockquote") == [WELL]
        assert texts(page, ".former mark") == ["summer of 1961"]
        assert texts(page, ".former del") == ["Taken out: 1961,"]
        assert texts(page, ".former ins") == ["Put in: 1962,"]
        assert select(page, ".turn .former")
        assert "were changed on" in texts(page, ".notice p")[0]
        assert texts(page, ".passage > p > mark") == []


@pytest.mark.django_db
def test_words_that_stayed_in_a_changed_paragraph_are_marked_where_they_stand(client):
    publish(*TALK)
    mark = pinned("a1p1", "a spade and his two brothers")
    changed(1, "In truth, my father dug it in 1962, with a spade and his two brothers.")

    page = read(client, f"{ABOUT}?mark={mark}")

    assert texts(page, "#a1p1 mark") == ["a spade and his two brothers"]
    assert texts(page, ".former mark") == ["a spade and his two brothers"]


@pytest.mark.django_db
def test_the_dates_are_those_between_which_the_words_stood(client):
    publish(*TALK)
    changed(1, WELL.replace("1961", "1962"))
    mark = pinned("a1p1", "1962")
    interview = changed(1, WELL.replace("1961", "1963"))
    for number, day in enumerate((3, 14, 25), 1):
        kept = interview.editions.filter(number=number)
        kept.update(created_at=f"2024-05-{day:02}T10:00:00Z")

    page = read(client, f"{ABOUT}?mark={mark}")

    told = "that stood here in a1p1 from 14 May 2024 until 25 May 2024"
    assert told in texts(page, ".former .kind")[0]


@pytest.mark.django_db
def test_words_of_a_removed_turn_are_shown_and_said_to_be_gone(client):
    publish(*TALK)
    mark = pinned("a2p1", "We walked to the river")
    publish(*TALK[:2], *TALK[4:])

    page = read(client, f"{ABOUT}?mark={mark}")

    assert texts(page, ".former mark") == ["We walked to the river"]
    assert "No paragraph has taken their place." in texts(page, ".former .kind")[1]


@pytest.mark.django_db
def test_an_unpinned_mark_of_a_removed_turn_says_until_when_it_stood(client):
    publish(*TALK)
    interview = publish(*TALK[:2], *TALK[4:])
    interview.editions.filter(number=2).update(created_at="2024-05-14T10:00:00Z")

    page = read(client, f"{ABOUT}?mark=a2p1.0-4")

    told = "a2p1 stood in this interview until 14 May 2024. See what was changed"
    assert texts(page, ".notice p") == [told]


@pytest.mark.django_db
def test_a_wording_the_archive_never_had_is_said(client):
    publish(*TALK)

    page = read(client, f"{ABOUT}?mark=a1p1.0-4@00000000")

    assert "a wording of a1p1 that the archive has never had" in texts(page, "p")[
        4
    ] or (any("never had" in told for told in texts(page, ".notice p")))
    assert select(page, "mark") == []


@pytest.mark.django_db
def test_a_paragraph_is_found_by_its_name_in_a_wording_of_another_order(client):
    said = [TALK[0], f"{WELL}\n{TALK[3]}"]
    publish(*said)
    publish(TALK[0], f"{WELL}\n{TALK[5]}\n{TALK[3]}")
    mark = pinned("a1p2", "walked to the river")
    publish(TALK[0], f"{WELL}\n{TALK[5]}\nIt was deep. We rode to the river once.")

    page = read(client, f"{ABOUT}?mark={mark}")

    assert texts(page, ".former mark") == ["walked to the river"]


@pytest.mark.django_db
def test_where_the_names_of_former_paragraphs_were_not_kept_none_is_guessed(client):
    publish(TALK[0], f"{WELL}\n{TALK[3]}")
    publish(TALK[0], f"{WELL}\n{TALK[5]}\n{TALK[3]}")
    mark = pinned("a1p2", "walked to the river")
    publish(TALK[0], f"{WELL}\n{TALK[5]}\nIt was deep. We rode to the river once.")
    Change.objects.update(parts=[])

    page = read(client, f"{ABOUT}?mark={mark}")

    assert select(page, ".former, mark") == []
    assert "or to a place outside of it" in texts(page, ".notice p")[0]


@pytest.mark.django_db
def test_a_note_of_a_mark_says_nothing_of_what_was_written(client):
    make_exchange(make_interview())

    page = read(client, "/interviews/steppe-2024/?mark=<script>alert(1)</script>")

    assert "alert" not in text_of(page, "main")


@pytest.mark.django_db
def test_pinned_links_show_the_cited_words_after_random_edits():
    editor = Editor(seed=6)
    interview = publish(*editor.said)
    links = []
    for _ in range(30):
        links.append(editor.choose(interview))
        editor.edit()
        publish(*editor.said)

    turns = list(laid_out(Interview.objects.get().turns.all()))
    lost = []
    for mark, cited in links:
        marked = place_marks(interview, turns, QueryDict(f"mark={mark}"))
        if fold(cited) and fold(cited) not in shown(marked, turns):
            lost.append((mark, cited, marked))

    assert interview.editions.count() > 20
    assert lost == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mark", "places"),
    [
        ("a1p1.4-9999", ["a1p1"]),
        ("a1p1.4-9@00000000", ["a1p1"]),
        ("a1.9-9999", ["a1p1"]),
        ("a1p1.3-9", []),
    ],
)
def test_what_cannot_be_marked_is_said_at_its_place_too(client, mark, places):
    publish(*TALK)

    page = read(client, f"{ABOUT}?mark={mark}")

    notices = select(page, ".passage > .notice")
    assert [each.getparent().find("p").get("id") for each in notices] == places
    told = "The link you followed marks words here that this text does not have."
    assert {fold(each.text_content()) for each in notices} <= {told}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("later", "since", "until"),
    [
        ("2024-05-01 16:05", "1 May 2024, 09:30", "1 May 2024, 16:05"),
        ("2024-05-02 16:05", "1 May 2024", "2 May 2024"),
    ],
)
def test_of_two_editions_on_one_day_the_times_are_told(client, later, since, until):
    publish(*TALK)
    mark = pinned("a1p1", "summer of 1961")
    interview = changed(1, WELL.replace("1961", "1962"))
    for number, at in ((1, "2024-05-01 09:30"), (2, later)):
        editions = interview.editions.filter(number=number)
        editions.update(created_at=make_aware(parse_datetime(at)))

    page = read(client, f"{ABOUT}?mark={mark}")

    told = texts(page, ".former .kind")[0]
    assert told.endswith(f"in a1p1 from {since} until {until}:")
    assert f"were changed on {until}." in texts(page, ".notice p")[0]


MOVED = "We were all very thirsty that year."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("later", "told"),
    [
        (f"{WELL}\nIt was cold. {MOVED}", [f"{MOVED} stands in a1p2 now."]),
        (f"{WELL}\nIt was cold.", []),
    ],
)
def test_words_that_went_to_another_paragraph_are_said_to_stand_there(
    client, later, told
):
    publish(TALK[0], f"{WELL} {MOVED}\nIt was cold.", *TALK[2:])
    mark = pinned("a1p1", MOVED)
    publish(TALK[0], later, *TALK[2:])

    page = read(client, f"{ABOUT}?mark={mark}")

    kinds = texts(page, ".former .kind")
    assert [each for each in kinds if "stands in" in each] == told
    assert any(MOVED in each for each in texts(page, ".former del"))


@pytest.mark.django_db
def test_words_that_stand_in_two_other_paragraphs_are_not_said_to_be_moved(client):
    publish(TALK[0], f"{WELL} {MOVED}\nIt was cold.", *TALK[2:])
    mark = pinned("a1p1", MOVED)
    publish(TALK[0], f"{WELL}\nCold. {MOVED}\n{MOVED} Yes.", *TALK[2:])

    page = read(client, f"{ABOUT}?mark={mark}")

    assert not any("stands in" in each for each in texts(page, ".former .kind"))
