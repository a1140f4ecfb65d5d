/* Selected words and what to do with them: a quotation with its citation, links, a page that
   cites them, their place in the source. By mouse, finger and keyboard; nothing is fetched
   before it is asked for. The browser counts UTF-16 units; whatever leaves this module
   counts code points of a paragraph or of a turn. */

const PARAGRAPH_BREAK = 2;
const MOST_MARKS = 150;
const PAUSE = 200;
const GAP = 10;
const OWN = ".passage > p[id]";

const menu = document.getElementById("selecting");
if (menu && HTMLElement.prototype.hasOwnProperty("popover")) start();

function start() {
  const status = menu.querySelector("[role=status]");
  let chosen = null;
  let waiting = 0;
  let isPressed = false;

  document.addEventListener("pointerdown", (event) => {
    isPressed = !menu.contains(event.target);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => {
      isPressed = false;
      look();
    });
  }
  document.addEventListener("selectionchange", look);
  document.addEventListener("keydown", takeKey);
  for (const moved of ["scroll", "resize"]) {
    addEventListener(moved, () => chosen && place(), { passive: true });
  }
  menu.addEventListener("click", act);
  menu.querySelector("[data-act=share]").hidden = !navigator.share;
  for (const link of document.querySelectorAll(".turn a.loc, .turn a.no, a.siglum")) {
    link.setAttribute("aria-keyshortcuts", "m");
  }
  look();

  function look() {
    clearTimeout(waiting);
    waiting = setTimeout(offer, PAUSE);
  }

  function offer() {
    if (isPressed || menu.contains(document.activeElement)) return;
    const selection = getSelection();
    const words = selection.rangeCount && !selection.isCollapsed ? wordsIn(widened(selection.getRangeAt(0))) : null;
    if (words) show(words);
    else hide();
  }

  function show(words) {
    chosen = words;
    status.textContent = "";
    const { cite, source, report } = addressesOf(words);
    menu.querySelector("[data-act=cite]").href = cite;
    menu.querySelector("[data-act=source]").href = source;
    menu.querySelector("[data-act=report]").href = report;
    if (!menu.matches(":popover-open")) menu.showPopover();
    place();
  }

  function hide() {
    chosen = null;
    if (menu.matches(":popover-open")) menu.hidePopover();
  }

  /* Above the words; below them where there is no room, and where a finger's own menu is. */
  function place() {
    const boxes = [...chosen.range.getClientRects()].filter((box) => box.width);
    if (!boxes.length) return;
    const first = boxes[0];
    const last = boxes.at(-1);
    const { offsetWidth: width, offsetHeight: height } = menu;
    const isTouch = matchMedia("(pointer: coarse)").matches;
    const above = first.top - height - GAP;
    const isAbove = above > 0 && !isTouch;
    const top = Math.min(isAbove ? above : last.bottom + GAP, innerHeight - height - GAP);
    const middle = (isAbove ? first : last).left - GAP;
    menu.style.top = `${Math.max(GAP, top)}px`;
    menu.style.left = `${Math.max(GAP, Math.min(middle, document.documentElement.clientWidth - width - GAP))}px`;
  }

  function takeKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.key === "m" && !event.shiftKey) return selectOwn(event);
    if (!chosen) return;
    const isInside = menu.contains(document.activeElement);
    if (event.key === "Escape") {
      event.preventDefault();
      leave();
    } else if (event.key === "Tab" && !isInside && !event.shiftKey) {
      event.preventDefault();
      tools()[0].focus();
    } else if (isInside && event.key in STEPS) {
      event.preventDefault();
      const all = tools();
      const next = STEPS[event.key](all.indexOf(document.activeElement), all.length);
      all[(next + all.length) % all.length].focus();
    }
  }

  /* From the link that names a paragraph or a turn: select its words and open the menu. */
  function selectOwn(event) {
    const link = document.activeElement?.closest(".turn a.loc, .turn a.no, .turn a.siglum");
    if (!link) return;
    const inPassage = link.closest(".passage")?.querySelector(OWN);
    const own = inPassage ? [inPassage] : [...link.closest(".turn").querySelectorAll(OWN)];
    if (!own.length) return;
    event.preventDefault();
    const range = document.createRange();
    range.setStart(own[0], 0);
    range.setEnd(own.at(-1), own.at(-1).childNodes.length);
    const words = wordsIn(range);
    if (!words) return;
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    clearTimeout(waiting);
    words.opener = link;
    show(words);
    tools()[0].focus();
  }

  function leave() {
    const { opener } = chosen;
    hide();
    getSelection().removeAllRanges();
    opener?.focus();
  }

  function tools() {
    return [...menu.querySelectorAll("a, button")].filter((tool) => !tool.hidden);
  }

  async function act(event) {
    const tool = event.target.closest("[data-act]");
    if (!tool || !chosen || tool.href) return;
    const addresses = addressesOf(chosen);
    try {
      if (tool.dataset.act === "share") {
        await navigator.share({ title: document.title, text: chosen.text, url: addresses.pinned });
        return;
      }
      await copy(tool.dataset.act === "quote" ? quotationOf(chosen, addresses.cite) : addresses[tool.dataset.act]);
      status.textContent = menu.dataset.copied;
    } catch (error) {
      if (error.name !== "AbortError") status.textContent = menu.dataset.failed;
    }
  }
}

const STEPS = {
  ArrowRight: (at) => at + 1,
  ArrowDown: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (at, length) => length - 1,
};

/* A hand is less exact than its words: the range with those whole that it begins or ends in.
   Where a script sets no blanks between words every character can be a bound. */
export function widened(range) {
  const wide = range.cloneRange();
  const { startContainer: first, endContainer: last } = range;
  let { startOffset: start, endOffset: end } = range;
  if (first.nodeType === Node.TEXT_NODE) {
    while (isInWord(first.data, start)) start -= 1;
    wide.setStart(first, start);
  }
  if (last.nodeType === Node.TEXT_NODE) {
    while (isInWord(last.data, end)) end += 1;
    wide.setEnd(last, end);
  }
  return wide;
}

const LETTER = /[\p{L}\p{N}\p{M}]/u;
const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;

function isInWord(text, at) {
  return [text[at - 1], text[at]].every((sign) => sign && LETTER.test(sign) && !UNSPACED.test(sign));
}

/* What a range holds of the record, by turns; null when that is no words. */
export function wordsIn(range) {
  const begin = elementAt(range.startContainer, range.startOffset);
  if (begin?.closest(".apparatus, .former")) return null;
  const parts = [...document.querySelectorAll(OWN)]
    .filter((paragraph) => range.intersectsNode(paragraph))
    .map((paragraph) => partOf(paragraph, range))
    .filter((part) => part.start < part.end);
  const text = parts.map((part) => part.text).join("\n\n");
  if (!/[\p{L}\p{N}\p{So}]/u.test(text)) return null;
  const turns = byTurn(parts);
  if (turns.size > MOST_MARKS) return null;
  const marks = [...turns].map(([turn, own]) => ({ turn, mark: markOf(turn, own) }));
  return { range, text, marks, first: parts[0].paragraph.id, turns: turns.size };
}

function byTurn(parts) {
  const turns = new Map();
  for (const part of parts) turns.set(part.turn, [...(turns.get(part.turn) ?? []), part]);
  return turns;
}

function elementAt(node, offset) {
  const at = node.nodeType === Node.TEXT_NODE ? node : (node.childNodes[offset] ?? node);
  return at.nodeType === Node.ELEMENT_NODE ? at : at.parentElement;
}

/* The part of a paragraph that is in the range, without the blanks at its ends. */
function partOf(paragraph, range) {
  const whole = paragraph.textContent;
  let start = offsetIn(paragraph, range.startContainer, range.startOffset, 0);
  let end = offsetIn(paragraph, range.endContainer, range.endOffset, whole.length);
  if (isLow(whole, start)) start -= 1;
  if (isLow(whole, end)) end += 1;
  while (start < end && /\s/u.test(whole[start])) start += 1;
  while (start < end && /\s/u.test(whole[end - 1])) end -= 1;
  return {
    paragraph,
    turn: paragraph.closest(".turn"),
    text: whole.slice(start, end),
    start: count(whole.slice(0, start)),
    end: count(whole.slice(0, end)),
    length: count(whole),
  };
}

/* A point of the document as UTF-16 units of the paragraph; `outside` when it is not in it. */
function offsetIn(paragraph, node, offset, outside) {
  if (!paragraph.contains(node)) return outside;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}

function isLow(text, at) {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function count(text) {
  return [...text].length;
}

/* A mark as an address has it: of a paragraph, or where there are more of their turn. */
function markOf(turn, parts) {
  if (parts.length === 1) {
    const [{ paragraph, start, end, length }] = parts;
    return start === 0 && end === length ? paragraph.id : `${paragraph.id}.${start}-${end}`;
  }
  const all = [...turn.querySelectorAll(OWN)];
  const before = (paragraph) =>
    all.slice(0, all.indexOf(paragraph)).reduce((sum, each) => sum + count(each.textContent) + PARAGRAPH_BREAK, 0);
  const last = parts.at(-1);
  const start = before(parts[0].paragraph) + parts[0].start;
  const end = before(last.paragraph) + last.end;
  const length = before(all.at(-1)) + count(all.at(-1).textContent);
  return start === 0 && end === length ? turn.id : `${turn.id}.${start}-${end}`;
}

export function addressesOf({ marks, first }) {
  const { site, context, source } = menu.dataset;
  const plain = marks.map(({ mark }) => mark).join(",");
  const pinned = marks.map(({ turn, mark }) => `${mark}@${turn.dataset.pin}`).join(",");
  const alone = plain === first ? "" : `?mark=${plain}`;
  return {
    link: `${site}${context}?mark=${plain}#${first}`,
    pinned: `${site}${context}?mark=${pinned}#${first}`,
    alone: `${site}${context}${first}/${alone}`,
    cite: `${context}${marks[0].turn.id}/cite/?mark=${pinned}`,
    source: `${source}?at=${first}#at`,
    report: `${context}${first}/report/?mark=${marks[0].mark}`,
  };
}

/* The archive's own words for it, from the page that cites. */
async function quotationOf({ text, turns }, address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const quotation = page.getElementById("quotation");
  if (!quotation) throw new Error("no quotation");
  if (turns === 1) return quotation.textContent.trim();
  return `${text}\n\n${page.getElementById("listed-plain").textContent.trim()}`;
}

async function copy(words) {
  const promised = Promise.resolve(words);
  if (navigator.clipboard && window.ClipboardItem) {
    const plain = promised.then((text) => new Blob([text], { type: "text/plain" }));
    return navigator.clipboard.write([new ClipboardItem({ "text/plain": plain })]);
  }
  return copyOldWay(await promised);
}

/* Where a site has no TLS a browser gives no clipboard but to what is selected. */
function copyOldWay(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "vh";
  menu.append(field);
  field.select();
  const isDone = document.execCommand("copy");
  field.remove();
  if (!isDone) throw new Error("not copied");
}
