"""Languages told by their letters; silence and doubt where those do not tell."""

import subprocess
import sys

import pytest

from archive.ingest.pipeline import parse_bytes
from archive.ingest.sidecar import Sidecar
from archive.ingest.surroundings.tongues import guessed

SAID = {
    "en": "What do you think of the well that was dug for the sheep, and who was it?",
    "de": "Ich habe das nicht gesehen, aber sie haben die Tiere mit dem Wasser und so.",
    "fr": "Je suis avec vous dans cette maison, mais les enfants ne sont pas là.",
    "es": "¿Quién cavó este pozo? Mi padre lo cavó en la primavera, con sus hermanos.",
    "pt": "Quem cavou este poço? Foi o meu pai, na primavera, com os irmãos dele.",
    "it": "Chi ha scavato questo pozzo? Mio padre, in primavera, con i suoi fratelli.",
    "ru": "Мы вырыли здесь колодец. Мой отец тогда был учителем в ауле.",
    "uk": "Ми викопали тут криницю. Мій батько тоді був учителем у селі.",
    "be": "Мы выкапалі тут калодзеж. Мой бацька тады быў настаўнікам у вёсцы.",
    "kk": "Біз бұл жерде құдық қаздық. Менің әкем ауылда мұғалім болды.",
    "ky": "Биз бул жерде кудук казганбыз. Менин атам айылда мугалим болгон.",
    "tt": "Без монда кое казыдык. Минем әтием авылда укытучы булды, балалар укый.",
    "ba": "Беҙ бында ҡоҙоҡ ҡаҙҙыҡ. Минең атайым ауылда уҡытыусы булды.",
    "uz": "Biz bu yerda quduq qazdik. Otam o'sha paytda qishloqda o'qituvchi edi.",
    "tr": "Burada bir kuyu kazdık. Babam o zamanlar köyde öğretmendi.",
    "mn": "Бид энд худаг ухсан. Миний аав тэр үед сумын багш байсан.",
    "zh": "我们在那里挖了一口井，为了羊群，也为了我们自己，后来大家都来打水。",
    "ja": "わたしたちはそこで井戸を掘りました。羊のためです。",
    "ko": "우리는 거기에서 우물을 팠습니다. 양을 위해서입니다.",
    "ar": "حفرنا بئرا هنا من أجل الأغنام، وكان أبي معلما في القرية.",
}


@pytest.mark.parametrize(("language", "text"), SAID.items())
def test_a_language_is_told_by_its_letters(language, text):
    guess = guessed([text])

    assert guess
    assert (guess.language, guess.is_sure) == (language, True)


@pytest.mark.parametrize("text", ["", "Yes.", "1950 – 1960, 1970", "ш р с"])
def test_few_letters_tell_no_language(text):
    assert guessed([text]) is None


def test_letters_of_no_language_tell_none():
    assert guessed(["xyz xyz xyz xyz xyz xyz xyz"]) is None


def test_a_sentence_that_is_norwegian_and_danish_is_doubted():
    guess = guessed(["Vi gravde en brønn her da jeg var ung, og det var ikke lett."])

    assert guess
    assert not guess.is_sure


def test_a_doubted_language_is_reported_and_not_kept():
    text = "– Gravde du en brønn da du var ung?\n– Ja, og det var ikke lett.\n"

    told = parse_bytes(text.encode(), "wells.txt", Sidecar())

    (doubt,) = [claim.value for claim in told.claims if claim.field == "doubt"]
    assert told.language == "und"
    assert doubt.startswith("the language is perhaps “no”, told by its letters")


def test_a_language_written_as_another_is_named_by_that_one():
    guess = guessed(["阿拉个辰光屋里向侪是用井水个，现在勿用了，侬晓得伐？"])

    assert guess
    assert guess.language == "zh"


def test_one_turn_in_another_language_does_not_decide():
    guess = guessed([SAID["de"] * 300, SAID["en"] * 2, SAID["en"] * 2, SAID["en"] * 2])

    assert guess
    assert guess.language == "en"


def test_the_model_is_loaded_only_when_a_language_must_be_guessed():
    room = "archive.ingest.surroundings"
    told = f"import sys, {room}.tongues; print('numpy' in sys.modules)"

    ran = subprocess.run(  # a process of its own has loaded nothing yet
        [sys.executable, "-c", told], capture_output=True, text=True, check=True
    )

    assert ran.stdout.strip() == "False"
