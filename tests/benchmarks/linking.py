"""Whether links keep their words: 500 selections in a browser, 200 random edits.

Every selection of the shipped interview is made into a link, followed, and compared
with what is marked on arrival; beside it a link that counts what the browser counts.
Every pinned link is asked for after all the edits; beside it the same link unpinned.
"""

import argparse
import os
import shutil
import time

import django
from django.http import QueryDict
from playwright.sync_api import sync_playwright

from tests import site
from tests.tables import Table, show

SELECTIONS, EDITS = 500, 200
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


def measure_selections(number: int) -> Table:
    from tests.browser.selecting import PARAGRAPHS, follow, random_selections

    title = f"Selections: {number} at random, each through its link in a browser"
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        return Table(title, ["not measured, nor its baseline: no Chromium"], [])
    right = whole = 0
    with site.opened() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(base_url=address)
        path = site.find_pages(address)["interview"]
        page.goto(path)
        chosen = random_selections(page.evaluate(PARAGRAPHS), number, seed=6)
        start = time.perf_counter()
        for selection in chosen:
            right += follow(page, path, selection, "pinned") == selection.words
            whole += selection.first == selection.last
        seconds = time.perf_counter() - start
        browser.close()
    faults = [f"{number - right} came back otherwise"] if right < number else []
    told = f"{right} of {number}"
    rows = [
        ["through their links", told, f"{seconds * 1000 / number:.0f}"],
        ["within one paragraph (baseline: the easy ones)", f"{whole} of {number}", "–"],
    ]
    return Table(title, ["selections", "come back", "ms each"], rows, faults)


def measure_edits(number: int) -> Table:
    from archive.models import Interview
    from archive.views.interviews import laid_out
    from archive.views.marked import place_marks
    from tests.views.editing import Editor, fold, shown
    from tests.views.test_changes import publish

    editor, links = Editor(seed=7), []
    interview = publish(*editor.said)
    for _ in range(number):
        links.append(editor.choose(interview))
        editor.edit()
        publish(*editor.said)
    turns = list(laid_out(Interview.objects.get(pk=interview.pk).turns.all()))

    def count(cut: str) -> int:
        asked = [(mark.partition(cut)[0], fold(words)) for mark, words in links]
        placed = [
            (place_marks(interview, turns, QueryDict(f"mark={mark}")), words)
            for mark, words in asked
        ]
        return sum(
            not words or words in shown(marked, turns) for marked, words in placed
        )

    pinned, plain = count("#"), count("@")
    faults = [f"{number - pinned} lost their words"] if pinned < number else []
    rows = [
        ["pinned", f"{pinned} of {number}"],
        ["the same, unpinned (baseline)", f"{plain} of {number}"],
    ]
    title = f"Links after {number} random edits, each a new edition"
    return Table(title, ["links", "show the cited words"], rows, faults)


def open_archive() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    scale = parser.parse_args().scale
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()
    open_archive()
    print(show(measure_edits(max(10, round(EDITS * scale)))))
    print(show(measure_selections(max(10, round(SELECTIONS * scale)))))
