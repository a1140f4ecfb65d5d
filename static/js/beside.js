/* A parse beside its source: the row that is pointed at is lit on both sides. */

for (const parse of document.querySelectorAll(".parse")) {
  parse.addEventListener("pointerover", (event) => light(parse, event.target.closest(".parsed")));
  parse.addEventListener("pointerleave", () => light(parse, null));
}

function light(parse, row) {
  for (const lit of parse.querySelectorAll(".is-lit")) if (lit !== row) lit.classList.remove("is-lit");
  row?.classList.add("is-lit");
}
