"""What every engine does, whatever it is built on. A subclass gives the `engine`."""

import time

import pytest

from archive.errors import SearchTooLong
from archive.search.engine import Hidden, Request
from archive.search.languages import number
from archive.search.terms import (
    All,
    Any,
    Best,
    Filter,
    Near,
    Not,
    Noted,
    Period,
    Prefix,
    Sequence,
    Term,
)
from tests.search.documents import ask, make_document, put, read


def rows(engine, text, **request):
    return list(ask(engine, text, **request).turns)


def term(*forms):
    return Term(frozenset(forms))


def found_by(engine, *parts):
    return list(engine.find(Request(All(parts), stop=100)).turns)


class EngineContract:
    @pytest.fixture
    def engine(self):
        """An engine whose index is empty."""
        raise NotImplementedError

    # Words

    def test_an_empty_index_finds_nothing(self, engine):
        found = ask(engine, "water")

        assert (found.total, found.unfiltered, found.turns) == (0, 0, ())

    def test_every_word_must_stand_in_the_turn(self, engine):
        put(engine, make_document(1, "Water and steppe"), make_document(2, "Water"))

        assert rows(engine, "water steppe") == [1]

    def test_a_word_is_found_in_all_its_forms(self, engine):
        put(engine, make_document(1, "Reforming"), make_document(2, "Informal"))

        assert rows(engine, "reforms") == [1]

    def test_accents_and_case_do_not_matter(self, engine):
        put(engine, make_document(1, "Le café d’Élise", language="fr"))

        assert rows(engine, "CAFE elise") == [1]

    def test_a_word_is_found_in_every_language_of_the_archive(self, engine):
        put(
            engine,
            make_document(1, "Reforms", language="en"),
            make_document(2, "Nouvelles réformes", language="fr"),
            make_document(3, "Границы", language="ru"),
            make_document(4, "Республикасының", language="kk"),
        )

        assert engine.languages() == {"en", "fr", "ru", "kk"}
        assert set(rows(engine, "réforme")) == {1, 2}
        assert rows(engine, "граница") == [3]
        assert rows(engine, "республикасының") == [4]

    def test_a_phrase_is_its_words_in_order(self, engine):
        put(
            engine,
            make_document(1, "nuclear power plants"),
            make_document(2, "power, nuclear"),
            make_document(3, "nuclear and power"),
            make_document(4, "We are nuclear.\n\nPower is ours."),
        )

        assert rows(engine, '"nuclear power"') == [1]

    def test_a_phrase_begins_anywhere_and_counts_each_time(self, engine):
        put(
            engine,
            make_document(1, "a b a b c a b", interview=2),
            make_document(2, "a b x y z q w", interview=1),
        )

        assert rows(engine, '"a b"') == [1, 2]
        assert rows(engine, '"a b c"') == [1]

    def test_turns_with_an_excluded_word_are_left_out(self, engine):
        put(engine, make_document(1, "water steppe"), make_document(2, "water"))

        assert rows(engine, "water -steppe") == [2]
        assert rows(engine, "-steppe") == [2]
        assert rows(engine, '-"water steppe" water') == [2]

    def test_with_and_without_a_word_make_up_the_whole(self, engine):
        put(
            engine,
            make_document(1, "water", question="steppe"),
            make_document(2, "water", notes="steppe"),
            make_document(3, "water steppe"),
            make_document(4, "water"),
        )

        whole = ask(engine, "water").total
        parts = ask(engine, "water steppe").total, ask(engine, "water -steppe").total

        assert (whole, parts) == (4, (3, 1))

    def test_chinese_is_found_by_words_and_by_single_signs(self, engine):
        put(
            engine,
            make_document(1, "立法院是國會", language="zh"),
            make_document(2, "國際會議", language="zh"),
            make_document(3, "臺灣大學", language="zh"),
        )

        assert rows(engine, "國會") == [1]
        assert set(rows(engine, "國")) == {1, 2}
        assert set(rows(engine, "會")) == {1, 2}
        assert rows(engine, "台灣") == [3]
        assert rows(engine, "國會 台灣") == []

    def test_words_beside_chinese_are_found(self, engine):
        put(engine, make_document(1, "我用c++寫了16.8億行", language="zh"))

        assert rows(engine, "c++") == [1]
        assert rows(engine, "16.8") == [1]
        assert rows(engine, "用c++寫") == [1]

    # Nodes of the tree

    def test_any_part_will_do(self, engine):
        put(
            engine,
            make_document(1, "water"),
            make_document(2, "steppe"),
            make_document(3, "sky"),
        )

        assert set(found_by(engine, Any((term("water"), term("sky"))))) == {1, 3}
        assert found_by(engine, Any(())) == []

    def test_one_of_two_words_beside_a_third(self, engine):
        put(
            engine,
            make_document(1, "water steppe"),
            make_document(2, "sky steppe"),
            make_document(3, "water sky"),
        )
        either = Any((term("water"), term("sky")))

        assert found_by(engine, either, term("stepp")) == [1, 2]
        assert found_by(engine, Not(either)) == []
        assert found_by(engine, either, Not(term("stepp"))) == [3]

    def test_parts_in_brackets(self, engine):
        put(
            engine,
            make_document(1, "water steppe"),
            make_document(2, "water"),
            make_document(3, "sky"),
        )
        both = All((term("water"), term("stepp")))

        assert set(found_by(engine, Any((both, term("sky"))))) == {1, 3}
        assert set(found_by(engine, Not(both))) == {2, 3}
        assert found_by(engine, Any((Not(term("water")), both))) == [1, 3]

    def test_the_twin_of_a_word_is_found_as_spelled(self, engine):
        put(engine, make_document(1, "voting"), make_document(2, "votes"))

        assert found_by(engine, term("=votes")) == [2]
        assert set(found_by(engine, term("vote"))) == {1, 2}

    def test_a_beginning_finds_every_word_that_begins_so(self, engine):
        put(
            engine,
            make_document(1, "interview", question="Nothing"),
            make_document(2, "interned"),
            make_document(3, "printer", question="Internal?"),
            make_document(4, "printer"),
        )

        assert set(found_by(engine, Prefix("=inter"))) == {1, 2, 3}
        assert found_by(engine, Prefix("=zebra")) == []

    def test_a_phrase_ends_in_a_beginning(self, engine):
        put(engine, make_document(1, "power plants"), make_document(2, "plant power"))

        steps = Sequence(((0, term("power")), (1, Prefix("=pla"))))

        assert found_by(engine, steps) == [1]

    def test_words_near_each_other_stand_in_any_order(self, engine):
        put(
            engine,
            make_document(1, "water of the steppe"),
            make_document(2, "steppe water"),
            make_document(3, "water and so on and on: steppe"),
            make_document(4, "Water.\n\nSteppe."),
            make_document(5, "Water.", question="Steppe?"),
        )

        def near(distance):
            return Near((term("water"), term("stepp")), distance)

        assert set(found_by(engine, near(1))) == {2}
        assert set(found_by(engine, near(2))) == {2}
        assert set(found_by(engine, near(3))) == {1, 2}
        assert set(found_by(engine, near(50))) == {1, 2, 3}

    def test_three_words_near_each_other_are_all_within_the_distance(self, engine):
        put(engine, make_document(1, "a x b x c"), make_document(2, "c b a x x a"))
        parts = (term("a"), term("b"), term("c"))

        assert found_by(engine, Near(parts, 2)) == [2]
        assert set(found_by(engine, Near(parts, 4))) == {1, 2}
        assert found_by(engine, Near((term("c"), Prefix("=a")), 2)) == [2]

    def test_words_in_notes_alone(self, engine):
        put(
            engine,
            make_document(1, "water", notes="A sea of steppe"),
            make_document(2, "steppe", notes="water"),
            make_document(3, "sky", question="water"),
        )
        phrase = Sequence(((0, term("sea")), (1, term("of"))))

        assert found_by(engine, Noted(term("water"))) == [2]
        assert found_by(engine, Noted(Prefix("=step"))) == [1]
        assert found_by(engine, Noted(phrase)) == [1]
        assert found_by(engine, Noted(Near((term("stepp"), term("sea")), 2))) == [1]

    def test_a_condition_in_the_tree_is_in_every_count(self, engine):
        put(
            engine,
            make_document(1, "water", speaker=5),
            make_document(2, "water", speaker=6),
            make_document(3, "sky", speaker=5, topics=(2, 3)),
        )
        is_five = Filter("speaker", frozenset({5}))

        found = engine.find(Request(All((term("water"), is_five))))

        assert (found.turns, found.total, found.unfiltered) == ((1,), 1, 1)
        assert (found.whole, found.leaves) == (1, (2,))
        assert dict(found.facets["speaker"]) == {5: 1}
        assert found_by(engine, is_five) == [1, 3]
        assert found_by(engine, Not(is_five)) == [2]
        assert found_by(engine, Filter("topic", frozenset({3, 9}))) == [3]
        assert found_by(engine, Filter("topic", frozenset())) == []

    def test_a_condition_holds_for_turns_with_some_of_the_words(self, engine):
        put(
            engine,
            make_document(1, "water", speaker=5),
            make_document(2, "sky", speaker=5),
            make_document(3, "water sky", speaker=6),
        )
        is_five = Filter("speaker", frozenset({5}))
        either = Any((is_five, term("zebra")))

        some = engine.find(Request(Best((term("water"), is_five, term("sky")))))
        none = engine.find(Request(Best((is_five,))))
        mixed = engine.find(Request(Best((either, term("sky")))))

        assert (set(some.turns), some.whole, some.leaves) == ({1, 2}, 0, (2, 2))
        assert (set(none.turns), none.whole, none.leaves) == ({1, 2}, 2, ())
        assert (set(mixed.turns), mixed.whole, mixed.leaves) == ({1, 2, 3}, 1, (2, 2))

    def test_a_period_takes_in_what_may_fall_into_it(self, engine):
        put(
            engine,
            make_document(1, date=100, until=100),
            make_document(2, date=90, until=120),
            make_document(3),
        )

        assert found_by(engine, Period(100, 100)) == [1, 2]
        assert found_by(engine, Period(101, 200)) == [2]
        assert found_by(engine, Period(0, 90)) == [2]
        assert found_by(engine, Period(0, 89)) == []
        assert found_by(engine, Period(121, 9999)) == []
        assert found_by(engine, Not(Period(100, 100))) == [3]

    def test_the_words_of_the_index_are_told_as_spelled(self, engine):
        put(
            engine,
            make_document(1, "Voting votes", question="Vowels?"),
            make_document(2, "Élection"),
        )

        assert (
            {"voting", "votes"}
            <= set(engine.words("vo"))
            <= {
                "voting",
                "votes",
                "vowels",
            }
        )
        assert set(engine.words("elec")) == {"election"}
        assert set(engine.words("zebra")) == set()

    # Ranking

    def test_a_word_said_more_often_in_fewer_words_ranks_higher(self, engine):
        put(
            engine,
            make_document(1, "water and much else besides of other things"),
            make_document(2, "water water"),
            make_document(3, "water, and water again"),
        )

        assert rows(engine, "water") == [2, 3, 1]

    def test_a_rare_word_weighs_more_than_a_common_one(self, engine):
        put(
            engine,
            *(make_document(turn, "water flows") for turn in range(10, 20)),
            make_document(1, "water stays here"),
            make_document(2, "flows saiga here"),
        )
        tree = Best(read("water saiga", engine).parts)

        assert engine.find(Request(tree)).turns[0] == 2

    def test_words_of_the_question_count_but_rank_below_own_words(self, engine):
        long = " ".join(f"word{number}" for number in range(500))
        put(
            engine,
            make_document(1, "From the hills.", question="Water water water water?"),
            make_document(2, f"Water, and {long}"),
            make_document(3, "Nothing of it."),
        )

        assert rows(engine, "water") == [2, 1]

    def test_a_word_in_the_question_and_one_in_the_answer_are_both_found(self, engine):
        put(engine, make_document(1, "From the hills", question="Water?"))

        assert rows(engine, "water hills") == [1]
        assert rows(engine, '"water hills"') == []

    def test_words_of_notes_lead_to_the_turn(self, engine):
        put(
            engine,
            make_document(1, "As he said.", notes="Shakarim, the poet"),
            make_document(2, "Shakarim said so."),
        )

        assert rows(engine, "shakarim") == [2, 1]

    def test_best_finds_turns_with_some_words_those_with_all_first(self, engine):
        put(
            engine,
            make_document(1, "water water water water"),
            make_document(2, f"water steppe {'and more ' * 40}"),
            make_document(3, "steppe"),
            make_document(4, "sky"),
        )
        tree = Best(read("water steppe", engine).parts)

        found = engine.find(Request(tree))

        assert found.turns[0] == 2
        assert set(found.turns) == {1, 2, 3}
        assert found.total == 3

    def test_two_of_three_words_come_before_one_however_rare(self, engine):
        put(
            engine,
            *(make_document(turn, "gas price") for turn in range(10, 30)),
            make_document(1, "raise raise raise"),
            make_document(2, f"prices {'and more ' * 90} gas"),
            make_document(3, f"raised {'and more ' * 90} prices of gas"),
        )
        tree = Best(read("gas price raised", engine).parts)

        turns = engine.find(Request(tree, stop=100)).turns

        assert turns[0] == 3
        assert turns[-2:] == (2, 1)

    def test_of_a_sentence_a_rare_word_outweighs_two_common_ones(self, engine):
        put(
            engine,
            *(make_document(turn, "gas price") for turn in range(10, 30)),
            make_document(1, "saiga saiga saiga"),
        )
        tree = Best(read("gas price saiga glacier herder steppe", engine).parts)

        assert engine.find(Request(tree)).turns[0] == 1

    def test_how_many_hold_all_the_words_and_how_many_each(self, engine):
        put(
            engine,
            make_document(1, "water steppe", kind=1),
            make_document(2, "water", question="steppe"),
            make_document(3, "water", kind=1),
            make_document(4, "sky"),
            make_document(5, "water steppe", kind=1),
        )
        all_words = read("water steppe -sky", engine)
        some_words = Best((*all_words.parts, *read("zebra", engine).parts))
        hidden = Hidden(turns=frozenset({5}))
        filters = {"kind": frozenset({1})}

        strict = engine.find(Request(all_words, filters, hidden=hidden))
        loose = engine.find(Request(Best(all_words.parts), filters, hidden=hidden))
        lacking = engine.find(Request(some_words, hidden=hidden))

        assert (strict.whole, strict.total, strict.leaves) == (1, 1, (3, 2))
        assert (loose.whole, loose.total, loose.leaves) == (1, 2, (3, 2))
        assert (lacking.whole, lacking.total, lacking.leaves) == (0, 3, (3, 2, 0))

    def test_without_words_every_turn_is_whole(self, engine):
        put(engine, make_document(1, "water"), make_document(2, "sky"))

        found = ask(engine, "-sky")

        assert (found.whole, found.total, found.leaves) == (1, 1, ())

    def test_equal_turns_stand_as_spoken_whenever_they_were_written(self, engine):
        for turn, sequence in ((7, 3), (8, 1), (9, 2)):
            put(engine, make_document(turn, "water", sequence=sequence))

        assert rows(engine, "water") == [8, 9, 7]

    def test_date_order_is_newest_first_and_undated_last(self, engine):
        put(
            engine,
            make_document(1, "water", date=0, interview=1),
            make_document(2, "water", date=100, interview=2),
            make_document(3, "water", date=200, interview=3, sequence=2),
            make_document(4, "water", date=200, interview=3, sequence=1),
        )

        assert rows(engine, "water", order="date") == [4, 3, 2, 1]
        assert rows(engine, "water", order="sequence") == [2, 4, 3, 1]

    # Rows

    def test_any_slice_is_that_part_of_the_whole(self, engine):
        put(engine, *(make_document(turn, "water") for turn in range(1, 31)))

        whole = rows(engine, "water", stop=100)

        assert rows(engine, "water", start=5, stop=8) == whole[5:8]
        assert rows(engine, "water", start=20, stop=40) == whole[20:]
        assert rows(engine, "water", start=40, stop=60) == []
        assert ask(engine, "water", start=40, stop=60).total == 30

    # Facets and filters

    def test_facets_count_all_hits_by_exact_values(self, engine):
        put(
            engine,
            make_document(
                1, "water", speaker=5, interview=1, topics=(1, 2), outlet=7, year=2024
            ),
            make_document(
                2,
                "water",
                speaker=6,
                kind=1,
                interview=1,
                topics=(2,),
                outlet=7,
                year=2024,
            ),
            make_document(3, "water", speaker=5, kind=1, interview=2, year=2024),
            make_document(4, "steppe", speaker=5, kind=1, interview=2, topics=(3,)),
        )

        facets = ask(engine, "water", stop=1).facets

        assert {name: dict(counts) for name, counts in facets.items()} == {
            "topic": {1: 1, 2: 2},
            "speaker": {5: 2, 6: 1},
            "kind": {0: 1, 1: 2},
            "interview": {1: 2, 2: 1},
            "outlet": {0: 1, 7: 2},
            "year": {2024: 3},
            "language": {number("en"): 3},
        }

    def test_a_count_is_the_total_that_choosing_it_gives(self, engine):
        put(engine, *(_mixed(turn) for turn in range(1, 60)))
        filters = {"topic": frozenset({1}), "kind": frozenset({1})}

        found = ask(engine, "water", filters=filters)

        for facet, counts in found.facets.items():
            for value, count in counts.items():
                chosen = {**filters, facet: frozenset({value})}
                assert ask(engine, "water", filters=chosen).total == count
        assert found.unfiltered == ask(engine, "water").total
        assert found.total < found.unfiltered

    def test_values_of_one_facet_widen_and_facets_narrow(self, engine):
        put(
            engine,
            make_document(1, "water", speaker=5, kind=0),
            make_document(2, "water", speaker=6, kind=0),
            make_document(3, "water", speaker=7, kind=0),
            make_document(4, "water", speaker=6, kind=1),
        )
        filters = {"speaker": frozenset({5, 6}), "kind": frozenset({0})}

        assert rows(engine, "water", filters=filters) == [1, 2]

    def test_a_filter_without_values_leaves_nothing(self, engine):
        put(engine, make_document(1, "water"))

        found = ask(engine, "water", filters={"topic": frozenset()})

        assert (found.total, found.unfiltered) == (0, 1)

    def test_what_is_hidden_is_in_no_total_and_no_facet(self, engine):
        put(
            engine,
            make_document(1, "water", interview=1),
            make_document(2, "water", interview=2),
            make_document(3, "water", interview=3),
        )
        hidden = Hidden(turns=frozenset({1}), interviews=frozenset({2}))

        found = ask(engine, "water", hidden=hidden)

        assert found.turns == (3,)
        assert (found.total, found.unfiltered) == (1, 1)
        assert dict(found.facets["interview"]) == {3: 1}

    # Writing

    def test_a_changed_turn_is_found_by_its_new_words_alone(self, engine):
        put(engine, make_document(1, "water"))

        put(engine, make_document(1, "steppe"))

        assert rows(engine, "water") == []
        assert rows(engine, "steppe") == [1]
        assert engine.turns() == {1}

    def test_a_removed_turn_is_found_no_more(self, engine):
        put(engine, make_document(1, "water"), make_document(2, "water"))

        engine.replace({1}, (), tuple)

        assert rows(engine, "water") == [2]
        assert ask(engine, "-steppe").total == 1

    def test_an_interview_is_replaced_with_all_its_turns(self, engine):
        put(
            engine,
            make_document(1, "water", interview=1),
            make_document(2, "water", interview=1),
            make_document(3, "water", interview=2),
        )

        engine.replace((), {1}, lambda: [make_document(4, "water", interview=1)])

        assert set(rows(engine, "water")) == {3, 4}

    def test_many_small_changes_lose_nothing(self, engine):
        for turn in range(1, 26):
            put(engine, make_document(turn, f"water saiga{turn}", speaker=turn % 3))
            put(engine, make_document(turn // 2 + 1, "water steppe", speaker=1))
            engine.replace({turn // 5}, (), tuple)

        kept = engine.turns()

        assert ask(engine, "water", stop=100).total == len(kept)
        assert set(rows(engine, "water", stop=100)) == kept

    def test_a_rebuild_replaces_everything(self, engine):
        put(engine, make_document(1, "water"))

        count = engine.rebuild([make_document(2, "water")], lambda *_: [])

        assert count == 1
        assert rows(engine, "water") == [2]

    def test_a_rebuild_takes_in_what_is_replaced_meanwhile(self, engine):
        put(engine, make_document(1, "water"), make_document(9, "old", interview=7))
        asked = []

        def documents():
            yield make_document(1, "water")
            put(engine, make_document(1, "steppe"))
            engine.replace((), {7}, tuple)
            yield make_document(9, "old", interview=7)

        def again(turns, interviews):
            asked.append((set(turns), set(interviews)))
            return [make_document(1, "steppe")]

        engine.rebuild(documents(), again)

        assert asked == [({1}, {7})]
        assert rows(engine, "steppe") == [1]
        assert engine.turns() == {1}

    def test_a_rebuild_that_fails_leaves_the_index_as_it_was(self, engine):
        put(engine, make_document(1, "water"))

        def documents():
            yield make_document(2, "water")
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            engine.rebuild(documents(), lambda *_: [])

        assert rows(engine, "water") == [1]
        put(engine, make_document(3, "water"))
        assert engine.rebuild([make_document(4, "water")], lambda *_: []) == 1

    # Bounds

    def test_a_search_past_its_deadline_is_stopped_and_hurts_no_other(self, engine):
        put(engine, make_document(1, "water"))
        tree = read("water", engine)

        with pytest.raises(SearchTooLong, match="narrow it"):
            engine.find(Request(tree, deadline=time.monotonic()))

        assert engine.find(Request(tree, deadline=time.monotonic() + 60)).total == 1
        assert engine.find(Request(tree)).total == 1

    def test_a_sound_index_is_found_sound(self, engine):
        put(engine, make_document(1, "water", notes="A sea", topics=(2,)))

        engine.verify()

        assert rows(engine, "water") == [1]

    # Hostile input

    @pytest.mark.parametrize(
        "text",
        [
            "\x00",
            "wa\x00ter",
            "\ud800",
            "😀 👩\u200d👩\u200d👧",
            "x" * 100_000,
            "x " * 20_000,
            "(((((",
            "* *:* field:x ~99 ^5 [a TO z]",
            "' OR 1=1 --",
            "\\ / & | ! { }",
            "\u202e\u200f\u0301",
            "國" * 5_000,
            '"' * 999,
            "-" * 999,
        ],
    )
    def test_no_input_is_an_error(self, engine, text):
        put(engine, make_document(1, text), make_document(2, "water"))

        found = ask(engine, text)

        assert found.total in {0, 1, 2}


def _mixed(turn):
    return make_document(
        turn,
        "water" if turn % 3 else "steppe",
        speaker=turn % 4,
        kind=turn % 2,
        interview=turn % 5,
        topics=tuple(sorted({turn % 3, turn % 7})),
    )
