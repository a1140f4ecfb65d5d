"""A page as tests read it: fetched, parsed, and asked by simple CSS selectors."""

import re

from lxml import html

PART = re.compile(
    r"^(?P<tag>[a-z0-9]+)|\.(?P<cls>[\w-]+)|#(?P<id>[\w-]+)"
    r"|\[(?P<name>[\w-]+)(?P<how>\^?=)(?P<value>[\w-]+)\]"
)


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return parse(response)


def parse(response):
    return html.fromstring(response.content.decode())


def select(page, selector):
    """Returns the elements that match, in the order of the page."""
    paths = [xpath_of(one.strip()) for one in selector.split(",")]
    return page.xpath(" | ".join(paths))


def text_of(page, selector):
    """Returns the text of the one element that matches, its blanks folded."""
    (element,) = select(page, selector)
    return fold(element)


def texts(page, selector):
    return [fold(element) for element in select(page, selector)]


def fold(element):
    return " ".join(element.text_content().split())


def xpath_of(selector):
    steps = re.sub(r"\s*>\s*", " >", selector).split()
    return "." + "".join(step_of(step) for step in steps)


def step_of(step):
    axis, tag, tests = "/" if step.startswith(">") else "//", "*", ""
    for found in PART.finditer(step.lstrip(">")):
        tag = found["tag"] or tag
        tests += condition_of(found)
    return f"{axis}{tag}{tests}"


def condition_of(found):
    if found["cls"]:
        return f"[contains(concat(' ', @class, ' '), ' {found['cls']} ')]"
    if found["id"]:
        return f"[@id='{found['id']}']"
    if found["name"] and found["how"] == "=":
        return f"[@{found['name']}='{found['value']}']"
    if found["name"]:
        return f"[starts-with(@{found['name']}, '{found['value']}')]"
    return ""
