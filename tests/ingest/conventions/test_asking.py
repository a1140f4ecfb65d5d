"""Signs of asking: marks, last words, and what one says instead of asking."""

import pytest

from archive.ingest.conventions.asking import asks, ends_asking, prompts


@pytest.mark.parametrize(
    "words",
    [
        "Who dug it?",
        "井戸はいつ掘ったのですか。",
        "誰が飲んでいますか。",
        "お父さんはどんな方でしたか。",
        "いかがでしょうか。",
        "木を選ぶときに大切なことは。",
        "您见过那口井吗。",
        "那口井是谁挖的呢。",
        "为什么不去看看呢。」",
    ],
)
def test_a_mark_or_a_last_word_asks(words):
    assert asks(words)
    assert ends_asking(words)


@pytest.mark.parametrize(
    "words",
    [
        "My father dug it.",
        "水が出たじゃないですか。",
        "それは父です。",
        "皆さん、こんにちは。",
        "よくありますか",
        "他还在挖呢。",
    ],
)
def test_a_statement_asks_nothing(words):
    assert not asks(words)
    assert not ends_asking(words)


@pytest.mark.parametrize(
    "words",
    [
        "Tell us about your father.",
        "And please describe the well.",
        "Erzählen Sie uns von der Quelle.",
        "Parlez-nous de votre père.",
        "Cuéntenos cómo fue.",
        "Mi racconti del pozzo.",
        "Расскажите, как это было.",
        "Proszę opowiedzieć o studni.",
        "请您谈谈这口井。",
        "Құдық туралы айтып беріңізші.",
        "井戸について聞かせてください。",
    ],
)
def test_who_wants_to_be_told_prompts(words):
    assert prompts(words)


@pytest.mark.parametrize("words", ["My father told me.", "Takes long.", "Описание."])
def test_who_tells_does_not_prompt(words):
    assert not prompts(words)
