/* While a check is sent its button waits and a bar moves; a report can be printed. All
   else is the server's: the page shows how far a long check is without this module. */
const form = document.querySelector(".check-form");
form?.addEventListener("submit", (event) => {
  if (event.submitter?.name) return; // A download leaves this page as it is.
  event.submitter?.after(document.createElement("progress"));
  event.submitter?.setAttribute("aria-busy", "true");
});

addEventListener("pageshow", () => {
  for (const bar of document.querySelectorAll(".check-form progress")) bar.remove();
  document.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
});

for (const button of document.querySelectorAll(".check-print")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
