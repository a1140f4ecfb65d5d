/* The ingest desk by single keys and by pointing at words. Everything works without this:
   buttons are pressed, and the words a turn is divided at are typed. */

const PARAGRAPH_BREAK = "\n\n";
const SHOWN = 60;
const STORE = "suhbat-desk-keys";

startKeys();
showWords();
const record = document.getElementById("record");
const begins = document.getElementById("id_begins");
if (record && begins) startDividing();

/* Letters alone do what the buttons say; who dictates to a machine turns that off. */
function startKeys() {
  const box = document.getElementById("keys");
  const keyed = new Map([...document.querySelectorAll("[data-key]")].map((part) => [part.dataset.key, part]));
  let isOn = recall() !== "off";
  if (box) {
    box.closest("label").hidden = false;
    box.checked = isOn;
    box.addEventListener("change", () => {
      isOn = box.checked;
      keep(isOn ? "on" : "off");
      tell();
    });
  }
  tell();
  document.addEventListener("keydown", (event) => {
    if (!isOn || event.defaultPrevented || event.repeat || isTyping(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "n" && focus("id_name")) return event.preventDefault();
    if (event.key === "w" && focus("id_words")) return event.preventDefault();
    if (event.key === "x" && focus("record")) return event.preventDefault();
    const part = keyed.get(event.key);
    if (!part) return;
    event.preventDefault();
    part.click();
  });

  function tell() {
    document.body.classList.toggle("no-keys", !isOn);
    for (const [key, part] of keyed) {
      if (isOn) part.setAttribute("aria-keyshortcuts", key);
      else part.removeAttribute("aria-keyshortcuts");
    }
  }
}

/* The source is long: its box begins with the words of the turn. */
function showWords() {
  const box = document.querySelector(".source .lines");
  const words = box?.querySelector(".words");
  if (words) box.scrollTop = words.closest(".line").offsetTop - box.offsetTop - box.clientHeight / 4;
}

function isTyping(target) {
  return target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
}

function focus(id) {
  const part = document.getElementById(id);
  part?.focus();
  return Boolean(part);
}

function recall() {
  try {
    return localStorage.getItem(STORE);
  } catch {
    return null;
  }
}

function keep(choice) {
  try {
    localStorage.setItem(STORE, choice);
  } catch {
    /* A browser that keeps nothing forgets this, too. */
  }
}

/* The word at which the second part begins; offsets count code points of the turn. */
function startDividing() {
  const place = document.getElementById("id_place");
  const paragraphs = [...record.querySelectorAll("p[data-start]")];
  const text = [...paragraphs.map((paragraph) => paragraph.textContent).join(PARAGRAPH_BREAK)];
  const words = wordsOf(text.join(""));
  let chosen = -1;
  document.getElementById("how").hidden = false;
  record.setAttribute("aria-describedby", "how");
  record.classList.add("dividing");
  record.addEventListener("click", (event) => pointAt(event));
  record.addEventListener("keydown", moveByKey);
  begins.addEventListener("input", () => {
    place.value = "";
    unmark();
  });

  function pointAt(event) {
    if (!document.getSelection().isCollapsed) return;
    const caret = caretAt(event);
    const paragraph = caret && paragraphs.find((each) => each.contains(caret.node));
    if (!paragraph) return;
    const range = document.createRange();
    range.setStart(paragraph, 0);
    range.setEnd(caret.node, caret.offset);
    const at = Number(paragraph.dataset.start) + count(range.toString());
    choose(words.findLastIndex(([start]) => start <= at));
  }

  function moveByKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const leap = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key === "Enter" && chosen > 0) {
      event.preventDefault();
      document.querySelector("#division button[value=split]").click();
    } else if (event.key === "Escape") {
      chosen = -1;
      begins.value = place.value = "";
      unmark();
    } else if (step || leap) {
      event.preventDefault();
      const next = step ? Math.max(0, chosen) + step : leapFrom(Math.max(0, chosen), leap);
      choose(Math.min(words.length - 1, Math.max(1, next)));
    }
  }

  /* The first word of the paragraph before or after. */
  function leapFrom(word, leap) {
    const here = paragraphs.indexOf(paragraphOf(words[word][0]));
    const there = paragraphs[Math.min(paragraphs.length - 1, Math.max(0, here + leap))];
    return words.findIndex(([start]) => start >= Number(there.dataset.start));
  }

  function choose(word) {
    if (word < 1) return;
    chosen = word;
    const [start, end] = words[word];
    begins.value = shown(start);
    place.value = String(start);
    mark(start, end);
    document.getElementById("found").textContent = record.dataset.found.replace("{words}", begins.value);
    paragraphOf(start).scrollIntoView({ block: "nearest" });
  }

  /* The words from there on, within their paragraph. */
  function shown(start) {
    const rest = text.slice(start, start + SHOWN).join("");
    return rest.split(PARAGRAPH_BREAK)[0].trim();
  }

  function paragraphOf(offset) {
    return paragraphs.findLast((paragraph) => Number(paragraph.dataset.start) <= offset) ?? paragraphs[0];
  }

  function mark(start, end) {
    unmark();
    if (!CSS.highlights) return;
    const paragraph = paragraphOf(start);
    const first = Number(paragraph.dataset.start);
    const node = paragraph.firstChild;
    const range = document.createRange();
    range.setStart(node, text.slice(first, start).join("").length);
    range.setEnd(node, text.slice(first, end).join("").length);
    CSS.highlights.set("passage", new Highlight(range));
  }

  function unmark() {
    CSS.highlights?.delete("passage");
    document.getElementById("found").textContent = "";
  }
}

function caretAt(event) {
  if (document.caretPositionFromPoint) {
    const caret = document.caretPositionFromPoint(event.clientX, event.clientY);
    return caret && { node: caret.offsetNode, offset: caret.offset };
  }
  const range = document.caretRangeFromPoint?.(event.clientX, event.clientY);
  return range && { node: range.startContainer, offset: range.startOffset };
}

/* Every word as [from, to] in code points; by the rules of its language where known. */
function wordsOf(text) {
  const segmenter = new Intl.Segmenter(document.documentElement.lang, { granularity: "word" });
  const words = [];
  let at = 0;
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    const length = count(segment);
    if (isWordLike) words.push([at, at + length]);
    at += length;
  }
  return words;
}

function count(text) {
  return [...text].length;
}
