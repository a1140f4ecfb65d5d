/* Whoever keeps places in this browser can see that, and forget them all. */
const KEPT = "places";
const dialog = document.getElementById("keys");
const kept = dialog.querySelector(".kept");

const has = () => {
  try {
    return localStorage.getItem(KEPT) !== null;
  } catch {
    return false;
  }
};

dialog.addEventListener("beforetoggle", () => { kept.hidden = !has(); });
kept.querySelector(".forget").addEventListener("click", () => {
  localStorage.removeItem(KEPT);
  kept.hidden = true;
  document.querySelector(".going-on")?.setAttribute("hidden", "");
  dialog.querySelector("[type=submit]").focus();
});
