/* Day or night: the reader's choice, kept in this browser. A classic script in the head,
   not a module, because a page must have its colours before it is first painted. */
"use strict";

(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const preferred = () => (dark.matches ? "night" : "day");
  const current = () => root.dataset.theme ?? preferred();

  const recall = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // Storage can be switched off.
    }
  };

  const keep = (theme) => {
    try {
      if (theme) localStorage.setItem("theme", theme);
      else localStorage.removeItem("theme");
    } catch {
      // The choice then holds for this page alone.
    }
  };

  const apply = (theme) => {
    if (theme === "day" || theme === "night") root.dataset.theme = theme;
    else delete root.dataset.theme;
  };

  const label = (button) => {
    const { toDay, toNight } = button.dataset;
    button.textContent = current() === "night" ? toDay : toNight;
  };

  apply(recall());

  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("button.theme");
    if (!button) return;
    label(button);
    button.hidden = false;
    dark.addEventListener("change", () => label(button));
    button.addEventListener("click", () => {
      const other = current() === "night" ? "day" : "night";
      // Whoever returns to what the system prefers follows the system again.
      const choice = other === preferred() ? null : other;
      apply(choice);
      keep(choice);
      label(button);
    });
  });
})();
