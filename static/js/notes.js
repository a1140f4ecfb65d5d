/* Editors' notes shown or not: the switch works by the style sheet alone; this keeps what
   was chosen in this browser. */
const KEPT = "notes";
const shown = document.getElementById("notes-shown");

try {
  shown.checked = localStorage.getItem(KEPT) !== "off";
} catch {
  // Storage can be switched off: notes are shown.
}

shown.addEventListener("change", () => {
  try {
    if (shown.checked) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, "off");
  } catch {
    // The choice then holds for this page alone.
  }
});

/* Who follows a link to a note wants to see it. */
const reveal = () => {
  const note = document.getElementById(location.hash.slice(1));
  if (!note?.matches(".note") || shown.checked) return;
  shown.checked = true;
  note.scrollIntoView();
};

addEventListener("hashchange", reveal);
reveal();
