/* Editors' notes shown or not: the switch works by the style sheet alone; this keeps what
   was chosen in this browser. */
const KEPT = "notes";
const shown = document.getElementById("notes-shown");

const isOff = () => {
  try {
    return localStorage.getItem(KEPT) === "off";
  } catch {
    return false; // Storage can be switched off: notes are shown.
  }
};

export const keep = () => {
  try {
    if (shown.checked) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, "off");
  } catch {
    // The choice then holds for this page alone.
  }
};

/* Who follows a link to a note wants to see it. */
const reveal = () => {
  const note = document.getElementById(location.hash.slice(1));
  if (!note?.matches(".note") || shown.checked) return;
  shown.checked = true;
  note.scrollIntoView();
};

if (isOff()) shown.checked = false;
addEventListener("hashchange", reveal);
reveal();
