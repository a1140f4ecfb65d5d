"""What the templates keep of a page once it is made."""

import gc
import weakref

from django.template import engines


class Record:
    """Something of a page that can be watched."""


def test_a_page_lets_go_of_what_it_was_made_from():
    record = Record()
    watched = weakref.ref(record)
    gc.disable()
    try:
        page = engines["templates"].from_string("{{ record }} and more")
        page.render({"record": record})
        del record

        assert watched() is None
    finally:
        gc.enable()
