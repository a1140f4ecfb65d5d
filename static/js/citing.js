/* Copies a citation with its italics, and remembers the style a reader prefers: it comes
   first on every page that cites. Without this module the texts are there to be selected,
   and the links put a style first. */
const CHOICE = "citation-style";

const recall = () => {
  try {
    return localStorage.getItem(CHOICE);
  } catch {
    return null; // Storage can be switched off.
  }
};

const keep = (style) => {
  try {
    localStorage.setItem(CHOICE, style);
  } catch {
    // The choice then holds for this page alone.
  }
};

const select = (node) => {
  const range = document.createRange();
  range.selectNodeContents(node);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
};

const copy = async (node) => {
  const parts = { "text/plain": node.textContent };
  if (!node.matches("pre")) parts["text/html"] = node.innerHTML.replaceAll("\n", "<br>");
  const blobs = Object.entries(parts).map(([type, text]) => [type, new Blob([text], { type })]);
  try {
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  } catch {
    select(node); // Not over plain HTTP: the words are selected, to be copied by hand.
    return document.execCommand("copy");
  }
};

const said = document.querySelector(".copied");
for (const button of document.querySelectorAll("button.copy")) {
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const style = button.closest(".style")?.id;
    if (style) keep(style);
    if (!(await copy(document.getElementById(button.dataset.copies)))) return;
    button.textContent = button.dataset.copied;
    if (said) said.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = label;
      if (said) said.textContent = "";
    }, 2000);
  });
}

for (const link of document.querySelectorAll("[data-style]")) {
  link.addEventListener("click", () => keep(link.dataset.style));
}

const styles = document.querySelector(".styles");
const preferred = styles && !styles.dataset.chosen && document.getElementById(recall() ?? "");
if (preferred?.matches(".style")) {
  styles.prepend(preferred);
  document.querySelector(`[data-style="${preferred.id}"]`)?.setAttribute("aria-current", "true");
}
