/* What a page does beyond reading is fetched when its reader first does something that
   calls for it, so that a first view is light. Nothing done meanwhile is lost: a key acts,
   and selected words are offered, as soon as the module is here. */
const find = (selector) => document.querySelector(selector);
const FIRST = { capture: true, once: true, passive: true };

const recall = (name) => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // Storage can be switched off.
  }
};

/* Single keys. Never in a field, never with a modifier; whoever dictates switches them
   off (WCAG 2.1.4), and this browser remembers. */
const toggle = find(".keys-on");
let acts;
const press = async (key) => {
  if (!acts) acts = (await import("./keys.js")).ACTS;
  acts[key]();
};

const isWriting = (target) =>
  target.isContentEditable || target.closest("input:not([type=checkbox]), textarea, select, dialog, [role=toolbar]");

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.defaultPrevented || !toggle.checked || isWriting(event.target)) return;
  if (!["/", "j", "k", "?"].includes(event.key)) return;
  event.preventDefault();
  press(event.key);
});

toggle.checked = recall("keys") !== "off";

for (const link of document.querySelectorAll("a.keys-link")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    press("?").catch(() => location.assign(link.href));
  });
}

/* A search box suggests. Its module comes before the first letter, and asks for those
   that came before it. */
const ASKING = "form.ask input[type=search]";
const suggest = () => find(ASKING) && import("./suggest.js");

addEventListener("focusin", ({ target }) => target.matches(ASKING) && suggest());
addEventListener("keydown", suggest, FIRST);
if (document.activeElement?.matches(ASKING)) suggest();

/* Words of the record: selected, and copied. */
if (find(".passage")) {
  let isHere = false;
  const bring = async () => {
    if (find("#selecting")) await import("./select.js");
    await import("./copy.js");
    isHere = true;
  };

  addEventListener("pointerdown", bring, FIRST);
  document.addEventListener("selectionchange", () => isHere || getSelection().isCollapsed || bring());
  addEventListener("keydown", async (event) => {
    if (isHere) return;
    await bring();
    if (event.key === "m") event.target.dispatchEvent(new KeyboardEvent("keydown", event));
  }, { capture: true });
}

/* The place in an interview: offered to who comes back, kept once something is done, for
   a link that scrolls is not reading. */
const line = find("#going-on");
if (line) {
  const place = () => import("./place.js");
  if (recall("places")?.includes(`"${line.dataset.slug}"`)) place();
  for (const act of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(act, () => place().then(({ move }) => move()), FIRST);
  }
}

/* Notes shown or not. */
const shown = find("#notes-shown");
if (shown) {
  const notes = () => import("./notes.js");
  if (recall("notes") === "off") notes();
  shown.addEventListener("change", () => notes().then(({ keep }) => keep()));
}

/* Who prints is told on paper on which day: what a page said then, it may not say now. */
const paper = find(".printed-on");
if (paper) {
  addEventListener("beforeprint", () => {
    const { lang } = document.documentElement;
    const day = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "long" });
    paper.textContent = paper.dataset.words.replace("{date}", day.format(new Date()));
  });
}
