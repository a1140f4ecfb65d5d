"""What a later edition is planned to be: pure, without a database."""

import dataclasses

from archive.ingest.revision.revising import Act, Changed, plan
from archive.transcript import (
    Interlude,
    InterludeKind,
    Kind,
    Segment,
    Span,
    Speaker,
    Topic,
    Turn,
)
from tests.ingest.talks import talk

KEPT = talk("Who dug it?", "My father did.", "Where is it now?", "Behind the house.")
BO = Speaker("p1", "Bo Ek", ("B. Ek",))


def says(told, *anchors, speaker="p1", **fields):
    """The Transcript with these turns said by somebody, or otherwise."""
    turns = [
        dataclasses.replace(turn, speaker=speaker, **fields)
        if turn.anchor in anchors
        else turn
        for turn in told.turns
    ]
    return dataclasses.replace(told, turns=tuple(turns))


def anchors(planned):
    return [turn.anchor for turn in planned.told.turns]


def test_nothing_told_otherwise_is_no_change():
    planned = plan(KEPT, KEPT, {})

    assert (planned.told, planned.changes, planned.retired) == (KEPT, (), ())


def test_numbers_given_once_are_not_given_again():
    told = talk("Who dug it?", "My father did.", "And why there?", "For the shade.")

    planned = plan(KEPT, told, {"q7": "", "a3": "a1", "a1p4": "", "note": ""})

    assert anchors(planned) == ["q1", "a1", "q8", "a8"]


def test_an_inserted_answer_takes_its_questions_number_where_it_is_free():
    kept = talk("Who dug it?", "My father did.", "Where is it now?")
    told = talk("Who dug it?", "My father did.", "Where is it now?", "I do not know.")

    assert anchors(plan(kept, told, {})) == ["q1", "a1", "q2", "a2"]


def test_what_stands_between_turns_follows_their_names():
    told = talk("And you are?", "Nobody.", "Who dug it?", "My father did.")
    aside = Interlude("a2", InterludeKind.DIRECTION, "(Laughs)", Span(0, 1))
    first = dataclasses.replace(aside, after="")
    told = dataclasses.replace(told, interludes=(first, aside))

    named = plan(KEPT, told, {}).told

    assert [each.after for each in named.interludes] == ["", "a1"]


def test_topics_name_the_questions_of_the_archive():
    told = talk("And you are?", "Nobody.", "Where is it now?", "Behind the house.")
    topics = (
        Topic("lost", "Lost", questions=("q1",)),
        Topic("new", "New", "over", questions=("q10",)),
        Topic("old", "Old", questions=("q9",)),
        Topic("over", "Over"),
        Topic("place", "Place", questions=("q2", "a2")),
    )

    named = plan(KEPT, dataclasses.replace(told, topics=topics), {"q9": "q2"}).told

    assert {topic.slug: topic.questions for topic in named.topics} == {
        "new": ("q10",),
        "old": ("q2",),
        "over": (),
        "place": ("q2",),
    }


def test_a_topic_of_a_number_the_archive_never_gave_is_of_the_turn_so_named():
    kept = talk("Who dug it?", "My father did.")
    topic = Topic("place", "Place", questions=("q2",))
    told = dataclasses.replace(KEPT, topics=(topic,))

    assert plan(kept, told, {}).told.topics == (topic,)


def test_somebody_else_and_another_question_are_changes():
    kept = dataclasses.replace(says(KEPT, "a1"), speakers=(BO,))
    other = dataclasses.replace(BO, name="Cy Oz", aliases=())
    told = says(dataclasses.replace(KEPT, speakers=(other,)), "a1")
    told = says(told, "a2", speaker="", question="q1")

    changes = plan(kept, told, {}).changes

    said, answered = "said by Cy Oz, Bo Ek before", "answers q1, q2 before"
    assert changes == (
        Changed(Act.RECAST, "a1", "My father did.", said, ("a1p1",)),
        Changed(Act.RECAST, "a2", "Behind the house.", answered, ("a2p1",)),
    )


def test_the_same_person_under_an_alias_is_no_change():
    kept = dataclasses.replace(says(KEPT, "a1"), speakers=(BO,))
    printed = dataclasses.replace(BO, name="B. Ek", aliases=())

    told = says(dataclasses.replace(KEPT, speakers=(printed,)), "a1")

    assert plan(kept, told, {}).changes == ()


def test_paragraphs_divided_otherwise_are_a_change_of_no_word():
    kept = talk("Who dug it?", "My father did.\nAlone.")
    told = talk("Who dug it?", "My father did. Alone.")

    (change,) = plan(kept, told, {}).changes

    assert (change.act, change.evidence) == (
        Act.RECAST,
        "paragraphs divided otherwise",
    )


def stated(told, **fields):
    """What an edition was told of its turns, some of it otherwise."""
    turns = {
        turn.anchor: [turn.kind, turn.question, turn.language, turn.doubt]
        for turn in told.turns
    }
    said_by = dict.fromkeys(turns, "")
    return {"people": {"said_by": {**said_by, **fields}}, "turns": turns}


def test_what_an_editor_set_by_hand_stays():
    kept = dataclasses.replace(says(KEPT, "a1"), speakers=(BO,))
    kept = says(kept, "a1", kind=Kind.STATEMENT, question="", language="kk", doubt="?")

    planned = plan(kept, KEPT, {}, stated(KEPT))

    turn = planned.told.turns[1]
    assert (turn.kind, turn.question, turn.language, turn.doubt) == (
        Kind.STATEMENT,
        "",
        "kk",
        "?",
    )
    assert planned.told.speaker(turn.speaker).name == "Bo Ek"
    assert planned.changes == ()


def test_a_person_named_by_hand_is_the_one_told_of_under_an_alias():
    kept = dataclasses.replace(says(KEPT, "a1"), speakers=(BO,))
    printed = Speaker("x", "B. Ek")
    told = dataclasses.replace(KEPT, speakers=(Speaker("y", "Cy Oz"), printed))

    planned = plan(kept, told, {}, stated(KEPT))

    assert planned.told.turns[1].speaker == "x"


def test_a_name_taken_away_by_hand_stays_away():
    told = dataclasses.replace(says(KEPT, "a1"), speakers=(BO,))

    planned = plan(KEPT, told, {}, stated(KEPT, a1="Bo Ek"))

    assert planned.told.turns[1].speaker == ""


def test_nothing_answers_a_question_that_is_none_any_more():
    kept = says(KEPT, "q1", speaker="", kind=Kind.STATEMENT)

    planned = plan(kept, KEPT, {}, stated(KEPT))

    assert [turn.question for turn in planned.told.turns] == ["", "", "", "q2"]


def test_paragraphs_of_a_turn_that_is_split_lead_to_where_they_went():
    kept = talk("Who dug it?", "My father did.\nHe had a spade with him.")
    first, second = kept.turns[1].segments
    moved = Turn("", Kind.STATEMENT, (Segment("", second.text, second.source),))
    answer = dataclasses.replace(kept.turns[1], segments=(first,))
    told = dataclasses.replace(kept, turns=(kept.turns[0], answer, moved))

    (gone,) = plan(kept, told, {}).retired

    assert (gone.anchor, gone.after, gone.successor) == ("a1p2", "a1", "s1p1")
