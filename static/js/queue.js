/* Queues by single keys, and boxes ticked together. Everything works without this:
   each row has its buttons. */

const rows = [...document.querySelectorAll("[data-row]")];
for (const told of document.querySelectorAll(".keys-told")) told.hidden = !rows.length;
for (const box of document.querySelectorAll("[data-ticks]")) startTicking(box);
if (rows.length) document.addEventListener("keydown", act);

/* One box for all of a name; it says so when they differ. */
function startTicking(box) {
  const others = [...document.querySelectorAll(`input[type=checkbox][name="${box.dataset.ticks}"]`)];
  box.closest("label").hidden = false;
  box.addEventListener("change", () => others.forEach((other) => (other.checked = box.checked)));
  for (const other of others) other.addEventListener("change", tell);
  tell();

  function tell() {
    const ticked = others.filter((other) => other.checked).length;
    box.checked = ticked === others.length;
    box.indeterminate = ticked > 0 && ticked < others.length;
  }
}

function act(event) {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  if (event.key === "j" || event.key === "k") {
    const next = at < 0 ? 0 : at + (event.key === "j" ? 1 : -1);
    rows[Math.min(Math.max(next, 0), rows.length - 1)].focus();
  } else if (event.key === "x" && at >= 0) {
    rows[at].querySelector("input[type=checkbox]")?.click();
  } else {
    const button = event.repeat ? null : rows[at]?.querySelector(`[data-act="${event.key}"]`);
    if (!button) return;
    button.click();
  }
  event.preventDefault();
}

function isTyping(target) {
  return target.matches("input:not([type=checkbox], [type=radio]), textarea, select");
}
