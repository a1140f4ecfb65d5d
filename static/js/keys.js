/* What single keys do: / searches, j and k go to the next question and the one before, ?
   tells. Without this module the link leads to the help page. */
import "./forget.js";

const KEPT = "keys";
const dialog = document.getElementById("keys");
const toggle = dialog.querySelector(".keys-on");

const keep = (on) => {
  try {
    if (on) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, "off");
  } catch {
    // The choice then holds for this page alone.
  }
};

const show = () => dialog.open || dialog.showModal();

const search = () => {
  const field = document.querySelector("#q, #find");
  field?.focus();
  field?.select();
};

/* Where one can go: the questions of a conversation, the hits of a search. */
const places = () => [
  ...document.querySelectorAll(".conversation .exchange, article.hit, li.hit"),
];

/* A place is reached when it stands where a link to it would put it, give or take. */
const NEAR = 4;
const scrollMargin = () =>
  Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingBlockStart) || 0;

const step = (way) => {
  const turning = document.querySelector(`.turning a[rel=${way > 0 ? "next" : "prev"}]`);
  if (turning) return turning.click();
  const topOf = (place) => place.getBoundingClientRect().top - scrollMargin();
  const found = way > 0
    ? places().find((place) => topOf(place) > NEAR)
    : places().findLast((place) => topOf(place) < -NEAR);
  if (found) go(found);
};

const go = (place) => {
  place.scrollIntoView({ block: "start" });
  place.querySelector(".turn-name a, a")?.focus({ preventScroll: true });
};

export const ACTS = { "/": search, j: () => step(1), k: () => step(-1), "?": show };

toggle.addEventListener("change", () => keep(toggle.checked));
