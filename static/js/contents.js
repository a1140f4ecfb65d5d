/* The contents list follows the reader: the question being read is current. */
const list = document.querySelector(".contents");
const links = new Map(
  [...list.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]),
);
const turns = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);

/* Beside the record the list is open, whatever the style sheet can show of a closed one,
   and there is nothing to fold; above the record it begins folded. */
const beside = matchMedia("(min-width: 75rem)");
const details = list.querySelector("details");
const summary = details.querySelector("summary");

const unfold = () => {
  details.open = beside.matches;
  summary.tabIndex = beside.matches ? -1 : 0;
};

beside.addEventListener("change", unfold);
unfold();

let current = null;

const show = (link) => {
  if (link === current) return;
  current?.removeAttribute("aria-current");
  link?.setAttribute("aria-current", "true");
  current = link;
  if (link && list.scrollHeight > list.clientHeight) {
    const { top, bottom } = link.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) list.scrollTop += top - innerHeight / 2;
  }
};

/* Turns stand one below the other: of two thousand, eleven tell which one is read. */
const findCurrent = () => {
  let [low, high] = [0, turns.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (turns[middle].getBoundingClientRect().top < innerHeight / 5) low = middle + 1;
    else high = middle;
  }
  show(low ? links.get(turns[low - 1].id) : null);
};

let waiting = false;
addEventListener(
  "scroll",
  () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      findCurrent();
    });
  },
  { passive: true },
);
findCurrent();
