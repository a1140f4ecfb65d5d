/* Who copies the record copies the words of the record alone: no numeral, no letter, no
   topic and no note, whatever of these lies between the first word and the last. A
   selection that begins in a note is a reader's own and is left as it is. */
const WORDS = ".passage > p, .interlude, .credit";

const words = (node, range) => {
  const within = document.createRange();
  within.selectNodeContents(node);
  if (range.compareBoundaryPoints(Range.START_TO_START, within) > 0) {
    within.setStart(range.startContainer, range.startOffset);
  }
  if (range.compareBoundaryPoints(Range.END_TO_END, within) < 0) {
    within.setEnd(range.endContainer, range.endOffset);
  }
  return within.toString();
};

const escape = (text) => {
  const holder = document.createElement("p");
  holder.textContent = text;
  return holder.outerHTML.replaceAll("\n", "<br>");
};

const begin = ({ startContainer: node, startOffset }) => {
  const at = node.nodeType === Node.TEXT_NODE ? node : (node.childNodes[startOffset] ?? node);
  return at.nodeType === Node.ELEMENT_NODE ? at : at.parentElement;
};

addEventListener("copy", (event) => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  if (document.activeElement?.matches("input, textarea")) return;
  const range = selection.getRangeAt(0);
  const first = begin(range);
  if (first.closest(".apparatus") || !first.closest(".turn, .exchange, .conversation")) return;
  const copied = [...document.querySelectorAll(WORDS)]
    .filter((node) => range.intersectsNode(node))
    .map((node) => words(node, range))
    .filter((text) => text.trim());
  if (!copied.length) return;
  event.clipboardData.setData("text/plain", copied.join("\n\n"));
  event.clipboardData.setData("text/html", copied.map(escape).join(""));
  event.preventDefault();
});
