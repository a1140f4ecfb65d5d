"""A real Chromium: what is asked of whom, what overflows, what works without script."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.judges import tools
from tests.tables import Table

COLUMNS = [
    "page",
    "requests",
    "KB",
    "off site",
    "cookies",
    "complaints",
    "focus unseen",
    "small targets",
    "wider than 320 px",
    "words without script",
]
MUST_BE_ZERO = COLUMNS[3:9]
FOCUS = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const style = getComputedStyle(here);
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return outlined || style.boxShadow !== "none";
}"""
SMALL = """() => [...document.querySelectorAll("button, input, select, nav a")]
  .map(target => target.getBoundingClientRect())
  .filter(box => box.width && box.left >= 0 && (box.width < 24 || box.height < 24))
  .length"""
WIDTH = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@contextmanager
def started() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=tools.find_chromium(), args=tools.FLAGS
        )
        yield browser
        browser.close()


def judge(address: str, pages: dict[str, str]) -> Table:
    with started() as browser:
        rows = [
            [name, *watch(browser, address, path), *resize(browser, address + path)]
            for name, path in pages.items()
        ]
    faults = [
        f"{row[0]}: {column} {count}"
        for row in rows
        for column, count in zip(COLUMNS, row, strict=True)
        if column in MUST_BE_ZERO and count
    ]
    return Table("Chromium", COLUMNS, rows, faults)


def watch(browser: Browser, address: str, path: str) -> list[int]:
    """Returns the first six figures, as a new reader on a desk meets the page."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        asked, said = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda line: line.type == "error" and said.append(line.text))
        weights = []
        page.on("requestfinished", lambda request: weights.append(weigh(request)))
        page.goto(address + path, wait_until="networkidle")
        away = [url for url in asked if not url.startswith((address, "data:"))]
        return [
            len(asked),
            round(sum(weights) / 1024),
            len(away),
            len(context.cookies()),
            len(said),
            count_unseen_focus(page),
        ]


def weigh(request) -> int:
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


def count_unseen_focus(page) -> int:
    """Walks the page by Tab; counts the stops that show no focus."""
    unseen = 0
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate(FOCUS)
        if seen is None:
            break
        unseen += not seen
    return unseen


def resize(browser: Browser, url: str) -> list[int]:
    """Returns the last three figures: phone, narrowest screen, no script."""
    phone = {"viewport": {"width": 390, "height": 844}, "is_mobile": True}
    narrow = {"viewport": {"width": 320, "height": 640}}
    return [
        look(browser, url, phone, lambda page: page.evaluate(SMALL)),
        look(browser, url, narrow, lambda page: int(page.evaluate(WIDTH))),
        look(browser, url, {"java_script_enabled": False}, count_words),
    ]


def count_words(page) -> int:
    return len(page.locator("main").inner_text().split())


def look(browser: Browser, url: str, options: dict, measure) -> int:
    with browser.new_context(**options) as context:
        page = context.new_page()
        page.goto(url)
        return measure(page)
