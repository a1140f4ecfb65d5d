/* The reader's place in each interview, kept in this browser and sent nowhere. Who comes
   back without a place of their own in the address may go on where they were. */
const KEPT = "places";
const MOST = 100;
const line = document.getElementById("going-on");
const { slug } = line.dataset;

const recall = () => {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch {
    return {}; // Storage can be switched off, or hold what we did not write.
  }
};

const keep = (places) => {
  try {
    const newest = Object.entries(places).slice(-MOST);
    if (newest.length) localStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(newest)));
    else localStorage.removeItem(KEPT);
  } catch {
    // Then no place is kept.
  }
};

const openings = [...document.querySelectorAll(".conversation .exchange > .turn:first-child")];

/* The opening that was passed last; none before the second, where nothing is lost. */
const findPlace = () => {
  const passed = openings.filter((turn) => turn.getBoundingClientRect().top < innerHeight / 3);
  return passed.length > 1 ? passed.at(-1) : null;
};

const isRead = () => openings.at(-1).parentElement.getBoundingClientRect().bottom <= innerHeight;

let hasMoved = false;

const note = () => {
  if (!hasMoved) return;
  const { [slug]: _, ...places } = recall();
  const place = isRead() ? null : findPlace();
  if (place) places[slug] = place.id;
  keep(places);
};

const offer = (anchor) => {
  const link = document.createElement("a");
  const words = anchor[0] === "q" ? line.dataset.question : line.dataset.statement;
  link.href = `#${anchor}`;
  link.textContent = words.replace("{number}", anchor.slice(1));
  link.addEventListener("click", () => { line.hidden = true; });
  line.prepend(link, " ");
  line.querySelector("button").addEventListener("click", () => {
    const { [slug]: _, ...places } = recall();
    keep(places);
    line.hidden = true;
  });
  line.hidden = false;
};

const kept = recall()[slug];
const arrivesAtTop = !location.hash && !new URLSearchParams(location.search).has("mark");
if (arrivesAtTop && /^[qs]\d+$/.test(kept) && document.getElementById(kept)) offer(kept);

/* A place is kept once the reader does something. */
export const move = () => {
  hasMoved = true;
};

addEventListener("pagehide", note);
document.addEventListener("visibilitychange", () => document.hidden && note());
