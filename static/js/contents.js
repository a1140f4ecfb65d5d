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

const findCurrent = () => {
  const passed = turns.filter((turn) => turn.getBoundingClientRect().top < innerHeight / 5);
  show(passed.length ? links.get(passed.at(-1).id) : null);
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
