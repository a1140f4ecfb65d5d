"""axe-core: no violation and nothing undecided, light on a desk, dark on a phone."""

from tests.judges import tools
from tests.judges.browser import started
from tests.tables import Table

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MODES = {
    "light, 1280 px": {
        "viewport": {"width": 1280, "height": 900},
        "color_scheme": "light",
    },
    "dark, 390 px": {
        "viewport": {"width": 390, "height": 844},
        "color_scheme": "dark",
        "is_mobile": True,
    },
}
ASK = """tags => axe.run(document, {
  runOnly: {type: "tag", values: tags}, resultTypes: ["violations", "incomplete"],
})"""


def judge(address: str, pages: dict[str, str]) -> Table:
    rows, faults = [], []
    with started() as browser:
        for name, path in pages.items():
            for mode, options in MODES.items():
                found = ask(browser, address + path, options)
                wrong, undecided = found["violations"], found["incomplete"]
                rows.append([name, mode, count(wrong), count(undecided)])
                faults += [
                    f"{name}, {mode}: {rule['id']} at {rule['nodes'][0]['target'][0]}"
                    for rule in wrong + undecided
                ]
    columns = ["page", "mode", "violations", "undecided"]
    return Table("axe-core (WCAG 2.2 AA, best practice)", columns, rows, faults)


def ask(browser, url: str, options: dict):
    # The page's own policy forbids the script that axe is.
    with browser.new_context(
        bypass_csp=True, reduced_motion="reduce", **options
    ) as context:
        page = context.new_page()
        page.goto(url)
        page.evaluate(tools.find_module("axe-core/axe.min.js").read_text())
        return page.evaluate(ASK, TAGS)


def count(rules: list) -> int:
    return sum(len(rule["nodes"]) for rule in rules)
