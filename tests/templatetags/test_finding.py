"""The rows of a page of results."""

from django.utils.translation import override

from archive.search.results import FacetValue
from archive.templatetags.finding import choices, lights
from archive.views.sketches import Lit


def test_a_value_is_a_link_with_its_number():
    value = FacetValue("a", "Ann & Co", 1234, False, "q=x&speaker=a")

    assert choices([value]) == (
        '<li><a href="?q=x&amp;speaker=a"><span>Ann &amp; Co</span>'
        '<span class="num">1234</span></a></li>'
    )


def test_a_chosen_value_says_that_it_is_in_force():
    value = FacetValue("a", "Ann", 2, True, "q=x")

    assert choices([value]) == (
        '<li><a href="?q=x" aria-current="true"><span>Ann</span>'
        '<span class="num">2</span></a></li>'
    )


def test_another_value_can_be_added_in_the_language_of_the_page():
    value = FacetValue("b", "<b>", 2, False, "q=x&speaker=b", "q=x&speaker=a&speaker=b")

    with override("ru"):
        told = choices([value])

    assert told.endswith(
        '<a class="also" href="?q=x&amp;speaker=a&amp;speaker=b">'
        'также<span class="vh"> &lt;b&gt;</span></a></li>'
    )


def test_a_lit_exchange_is_a_link_with_a_name():
    lit = Lit(10, 20, "/interviews/x/?q=a&hit=q1#q1", 'Question "1"')

    assert lights([lit]) == (
        '<a class="lit" href="/interviews/x/?q=a&amp;hit=q1#q1" tabindex="-1"'
        ' aria-label="Question &quot;1&quot;">'
        '<rect class="whole" x="10" y="0" width="20" height="24"></rect></a>'
    )
