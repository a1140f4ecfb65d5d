"""Pages in the memory of one process."""

from datetime import UTC, datetime

from archive.stored.pages import Page
from archive.stored.shelf import MOST_ADDRESSES, Shelf
from archive.stored.standing import Standing

NOW = Standing(1, datetime(2026, 1, 1, tzinfo=UTC))
LATER = Standing(2, datetime(2026, 1, 1, tzinfo=UTC))


def make_page(words="water", size=0):
    headers = [("Content-Type", "text/html"), ("ETag", f'"{words}"')]
    return Page(headers, words.encode().ljust(size))


def test_a_page_is_found_until_something_changes():
    shelf = Shelf(10_000)
    page = shelf.keep(NOW, "/", make_page())

    assert shelf.find(NOW, "/") is page
    assert shelf.find(LATER, "/") is None
    assert shelf.find(NOW, "/about/") is None


def test_after_a_change_no_address_is_known():
    shelf = Shelf(100_000)
    shelf.keep(NOW, "/", make_page())

    shelf.keep(LATER, "/about/", make_page("about"))

    assert not shelf.has("/")
    assert shelf.find(NOW, "/") is None


def test_a_page_that_did_not_change_is_the_same_one_again():
    shelf = Shelf(100_000)
    first = shelf.keep(NOW, "/", make_page())

    again = shelf.keep(LATER, "/", make_page())

    assert again is first


def test_the_page_asked_for_longest_ago_goes_first():
    shelf = Shelf(20_000)
    for name in "abcd":
        shelf.keep(NOW, name, make_page(name, 1000))
    shelf.find(NOW, "a")

    shelf.keep(NOW, "e", make_page("e", 1000))

    assert [name for name in "abcde" if shelf.find(NOW, name)] == ["a", "c", "d", "e"]


def test_a_page_too_large_for_the_shelf_pushes_out_no_other():
    shelf = Shelf(20_000)
    shelf.keep(NOW, "a", make_page("a", 1000))

    shelf.keep(NOW, "large", make_page("large", 5000))

    assert shelf.find(NOW, "a")
    assert shelf.find(NOW, "large") is None


def test_addresses_are_bounded_too():
    shelf, page = Shelf(100_000), make_page()

    for number in range(MOST_ADDRESSES + 1):
        shelf.keep(NOW, number, page)

    assert shelf.find(NOW, MOST_ADDRESSES) is page
    assert shelf.find(NOW, 0) is None
