"""Random selections of an interview's page, and what their links mark on arrival."""

import random
from dataclasses import dataclass

PARAGRAPHS = """() => [...document.querySelectorAll(".passage > p[id]")]
  .map((p) => [p.id, p.textContent])"""

# Selects from a code point of one paragraph to a code point of another, as a hand does.
SELECT = """async ([first, from, last, to, script]) => {
  const point = (id, offset) => {
    const walk = document.createTreeWalker(
      document.getElementById(id), NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const signs = [...node.data];
      if (offset <= signs.length) return [node, signs.slice(0, offset).join("").length];
      offset -= signs.length;
    }
  };
  getSelection().setBaseAndExtent(...point(first, from), ...point(last, to));
  const { wordsIn, addressesOf } = await import(script);
  const words = wordsIn(getSelection().getRangeAt(0));
  return words && addressesOf(words);
}"""
MARKED = """() => [...document.querySelectorAll(".passage > p")]
  .map((p) => [...p.querySelectorAll("mark:not(.noted), mark.found")]
    .map((mark) => mark.textContent).join(""))
  .filter((text) => text)"""
SCRIPT = "/static/js/select.js"


@dataclass(frozen=True)
class Selection:
    """From a code point of one paragraph to one of another; `words` by paragraph."""

    first: str
    start: int
    last: str
    end: int
    words: list[str]


def random_selections(paragraphs, number, seed):
    """Most of one paragraph, some of many; all of them hold words."""
    chance = random.Random(seed)
    found = []
    while len(found) < number:
        at = chance.randrange(len(paragraphs))
        more = chance.choice([0, 0, 0, 1, 2, 5, 20])
        chosen = paragraphs[at : at + more + 1]
        (first, opening), (last, ending) = chosen[0], chosen[-1]
        start = chance.randrange(len(opening))
        lowest = start + 1 if first == last else 1
        end = chance.randint(lowest, len(ending)) if lowest <= len(ending) else lowest
        texts = [text for _name, text in chosen]
        texts[-1] = texts[-1][:end]
        texts[0] = texts[0][start:]
        words = [text.strip() for text in texts if text.strip()]
        if any(sign.isalnum() for text in words for sign in text):
            found.append(Selection(first, start, last, end, words))
    return found


def follow(page, path, selection, kind="link"):
    """Select on the page at `path`, open the link made of it, return what is marked."""
    told = [selection.first, selection.start, selection.last, selection.end, SCRIPT]
    addresses = page.evaluate(SELECT, told)
    _site, _slash, rest = addresses[kind].partition(path)
    page.goto(f"{path}{rest}")
    return page.evaluate(MARKED)
