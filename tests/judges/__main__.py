"""Opens a fresh site and asks every outside judge: `python -m tests.judges [NAME…]`."""

import argparse
import sys

from tests import site
from tests.judges import (
    axe,
    browser,
    hostile,
    lighthouse,
    nu,
    observatory,
    pa11y,
    tools,
    weight,
)
from tests.tables import show, show_machine

# What answers something else than 200, or is not to be indexed, is theirs, too.
OF_EVERY_STATE = {"axe", "pa11y", "nu"}
# The attacker comes last: it locks a login.
JUDGES = {
    "lighthouse": lighthouse.judge,
    "axe": axe.judge,
    "pa11y": pa11y.judge,
    "nu": nu.judge,
    "observatory": observatory.judge,
    "browser": browser.judge,
    "weight": weight.judge,
    "hostile": hostile.judge,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=list(JUDGES), metavar="NAME")
    chosen = parser.parse_args().names
    tools.install()
    print(show_machine())
    faults = []
    with site.opened() as address:
        pages = site.find_pages(address)
        states = pages | site.find_states(pages)
        for name in chosen:
            table = JUDGES[name](address, states if name in OF_EVERY_STATE else pages)
            print(show(table), flush=True)
            faults += table.faults
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
