/* Choosing the words a note stands on: by mouse, finger or keyboard. The page works without
   this: the words are then given as a quotation. The browser counts UTF-16 units; whatever
   leaves this module counts code points of the turn's text. */

const PARAGRAPH_BREAK = "\n\n";
const CONTEXT = 32;
const PAUSE = 500;

const record = document.getElementById("record");
const fields = Object.fromEntries(
  ["exact", "before", "after", "place"].map((name) => [name, document.getElementById(`id_${name}`)]),
);

if (record && fields.exact) start();

function start() {
  const paragraphs = [...record.querySelectorAll("p[data-start]")];
  const text = [...paragraphs.map((paragraph) => paragraph.textContent).join(PARAGRAPH_BREAK)];
  const words = wordsOf(text.join(""));
  let first = -1;
  let last = -1;
  let isUnsaved = Boolean(document.querySelector(".errorlist, #preview"));

  const form = fields.exact.form;
  form.addEventListener("input", () => (isUnsaved = true));
  form.addEventListener("submit", () => (isUnsaved = false));
  window.addEventListener("beforeunload", (event) => isUnsaved && event.preventDefault());
  document.addEventListener("selectionchange", takeSelection);
  fields.exact.addEventListener("input", findTyped);
  record.addEventListener("keydown", moveByKey);
  for (const radio of document.querySelectorAll("[name=chosen]")) {
    radio.addEventListener("change", () => show(Number(radio.value), Number(radio.value) + count(fields.exact.value)));
  }
  seeIt(form);
  if (fields.exact.value) showGiven();
  else record.focus({ preventScroll: true });

  function takeSelection() {
    const selection = document.getSelection();
    if (selection.isCollapsed || !record.contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0);
    const [from, to] = trim(offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset));
    if (from < to) choose(from, to);
  }

  /* A point of the document as an offset in the turn, counted in code points; one that is
     outside the words is the nearest end of them. */
  function offsetOf(node, offset) {
    const point = document.createRange();
    point.setStart(node, offset);
    for (const paragraph of paragraphs) {
      const begin = Number(paragraph.dataset.start);
      const whole = document.createRange();
      whole.selectNodeContents(paragraph);
      if (point.compareBoundaryPoints(Range.START_TO_START, whole) <= 0) return begin;
      if (point.compareBoundaryPoints(Range.END_TO_END, whole) <= 0) {
        whole.setEnd(node, offset);
        return begin + count(whole.toString());
      }
    }
    return text.length;
  }

  function trim(from, to) {
    while (from < to && /\s/u.test(text[from])) from += 1;
    while (from < to && /\s/u.test(text[to - 1])) to -= 1;
    return [from, to];
  }

  function choose(from, to) {
    fields.exact.value = slice(from, to);
    fields.before.value = slice(Math.max(0, from - CONTEXT), from);
    fields.after.value = slice(to, to + CONTEXT);
    fields.place.value = String(from);
    forgetChoice();
    isUnsaved = true;
    show(from, to);
  }

  /* Words typed or pasted: marked when they stand at one place, else left to the editor. */
  function findTyped() {
    for (const name of ["before", "after", "place"]) fields[name].value = "";
    forgetChoice();
    showTyped();
  }

  /* What the page came with: words whose place is known, or a quotation to be found. */
  function showGiven() {
    const place = Number(fields.place.value);
    if (fields.place.value) tell(place, place + count(fields.exact.value));
    else showTyped();
  }

  function showTyped() {
    const typed = [...fields.exact.value.trim()];
    const found = typed.length ? placesOf(typed) : [];
    if (found.length === 1) return show(found[0], found[0] + typed.length);
    unmark();
    return say(typed.length ? (found.length ? record.dataset.many : record.dataset.none) : "", { count: found.length });
  }

  function placesOf(typed) {
    const whole = text.join("");
    const found = [];
    for (let at = whole.indexOf(typed.join("")); at >= 0; at = whole.indexOf(typed.join(""), at + 1)) {
      found.push(count(whole.slice(0, at)));
    }
    return found;
  }

  function moveByKey(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const leap = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!words.length || !(step || leap) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = last < 0 ? 0 : step ? last + step : leapFrom(last, leap);
    last = Math.min(words.length - 1, Math.max(0, next));
    if (!event.shiftKey || first < 0) first = last;
    const [begin, end] = first <= last ? [first, last] : [last, first];
    document.getSelection().removeAllRanges();
    choose(words[begin][0], words[end][1]);
    paragraphOf(words[last][0]).scrollIntoView({ block: "nearest" });
  }

  /* The first word of the paragraph before or after. */
  function leapFrom(word, leap) {
    const here = paragraphs.indexOf(paragraphOf(words[word][0]));
    const there = paragraphs[Math.min(paragraphs.length - 1, Math.max(0, here + leap))];
    return words.findIndex(([begin]) => begin >= Number(there.dataset.start));
  }

  function paragraphOf(offset) {
    return paragraphs.findLast((paragraph) => Number(paragraph.dataset.start) <= offset) ?? paragraphs[0];
  }

  function show(from, to) {
    mark(from, to);
    tell(from, to);
  }

  function tell(from, to) {
    const paragraph = paragraphOf(from);
    const begin = Number(paragraph.dataset.start);
    say(record.dataset.found, { paragraph: paragraph.dataset.number, from: from - begin, to: to - begin });
  }

  function mark(from, to) {
    unmark();
    if (!CSS.highlights) return;
    const range = document.createRange();
    range.setStart(...pointAt(from));
    range.setEnd(...pointAt(to));
    CSS.highlights.set("passage", new Highlight(range));
  }

  /* An offset in the turn as a point of the document, counted in UTF-16 units. */
  function pointAt(offset) {
    const paragraph = paragraphOf(offset);
    let left = slice(Number(paragraph.dataset.start), offset).length;
    const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    let node = texts.nextNode();
    while (node && left > node.length) {
      left -= node.length;
      node = texts.nextNode();
    }
    return node ? [node, left] : [paragraph, paragraph.childNodes.length];
  }

  function unmark() {
    CSS.highlights?.delete("passage");
    for (const old of record.querySelectorAll("mark")) {
      old.replaceWith(...old.childNodes);
    }
  }

  function slice(from, to) {
    return text.slice(from, to).join("");
  }
}

/* The note as it will stand in the margin, asked of the server whenever writing pauses. */
function seeIt(form) {
  const shown = document.getElementById("seen");
  let pause = 0;
  let asked = new AbortController();
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE);
  });

  async function ask() {
    asked.abort();
    asked = new AbortController();
    const written = new FormData(form);
    written.set("_preview", "1");
    try {
      const answer = await fetch(form.action, { method: "POST", body: written, signal: asked.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const seen = page.getElementById("preview");
      if (answer.ok && seen) shown.replaceChildren(document.importNode(seen, true));
    } catch (fault) {
      if (fault.name !== "AbortError") shown.replaceChildren();
    }
  }
}

/* Every word as [from, to] in code points; by the rules of its language where known. */
function wordsOf(text) {
  const segmenter = new Intl.Segmenter(document.documentElement.lang, { granularity: "word" });
  const words = [];
  let at = 0;
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    const length = count(segment);
    if (isWordLike || /\p{Extended_Pictographic}/u.test(segment)) words.push([at, at + length]);
    at += length;
  }
  return words;
}

function count(text) {
  return [...text].length;
}

function forgetChoice() {
  for (const radio of document.querySelectorAll("[name=chosen]")) radio.checked = false;
}

function say(pattern, values) {
  const line = document.getElementById("found");
  line.textContent = pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
