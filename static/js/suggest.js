/* Suggestions while typing: the combobox of the ARIA Authoring Practices, its listbox of
   links in groups. The box is a plain search box until the first answer is there. */
const WAIT = 160;
const LEAST = 2;
let number = 0;

const make = (name, attributes, text = "") => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
};

const suggest = (input) => {
  const id = `suggestions-${++number}`;
  const list = make("div", { class: "suggestions", role: "listbox", id, hidden: "" });
  const status = make("p", { class: "vh", role: "status" });
  const known = new Map();
  let waiting, asking, active, quiet = 0;

  const options = () => [...list.querySelectorAll("[role=option]")];

  const choose = (option) => {
    active?.setAttribute("aria-selected", "false");
    active = option;
    active?.setAttribute("aria-selected", "true");
    active?.scrollIntoView({ block: "nearest" });
    if (active) input.setAttribute("aria-activedescendant", active.id);
    else input.removeAttribute("aria-activedescendant");
  };

  const close = () => {
    clearTimeout(waiting);
    asking?.abort();
    choose(null);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  };

  const show = ({ name, said, groups }) => {
    choose(null);
    list.replaceChildren(
      ...groups.map((group) => {
        const box = make("div", { role: "group", "aria-label": group.name });
        box.append(make("span", { class: "kind", "aria-hidden": "true" }, group.name));
        for (const { label, address } of group.suggestions) {
          const told = { role: "option", href: address, tabindex: -1, "aria-selected": false };
          box.append(make("a", { ...told, class: `is-${group.kind}` }, label));
        }
        return box;
      }),
    );
    options().forEach((option, place) => (option.id = `${id}-${place}`));
    list.setAttribute("aria-label", name);
    list.hidden = !groups.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = said;
  };

  const address = () => {
    const asked = new URL("suggestions.json", input.form.action);
    asked.search = new URLSearchParams(new FormData(input.form));
    return asked.href;
  };

  const ask = async () => {
    const asked = address();
    if (!known.has(asked)) {
      asking = new AbortController();
      const response = await fetch(asked, { signal: asking.signal });
      quiet = Date.now() + 1000 * (response.headers.get("Retry-After") ?? 0);
      if (!response.ok) return;
      known.set(asked, await response.json());
    }
    if (asked === address() && document.activeElement === input) show(known.get(asked));
  };

  const typed = () => {
    clearTimeout(waiting);
    asking?.abort();
    if (input.value.trim().length < LEAST && /^[\x00-\x7f]*$/.test(input.value)) return close();
    if (Date.now() < quiet) return;
    /* Offline, or a newer question: nothing is suggested, and nothing is lost. */
    waiting = setTimeout(() => ask().catch(() => {}), WAIT);
  };

  const move = (step) => {
    const all = options();
    const place = all.indexOf(active) + step;
    if (active === all.at(step > 0 ? -1 : 0)) return choose(null);
    choose(all.at(active || step > 0 ? place : -1));
  };

  const press = (event) => {
    if (event.isComposing) return;
    const isOpen = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (isOpen) move(event.key === "ArrowDown" ? 1 : -1);
      else typed();
    } else if (event.key === "Enter" && isOpen && active) {
      event.preventDefault();
      active.click();
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      close();
    } else if (event.key === "Home" || event.key === "End" || event.key === "Tab") {
      choose(null);
    }
  };

  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-haspopup": "listbox",
    "aria-expanded": "false",
    "aria-controls": id,
  })) {
    input.setAttribute(name, value);
  }
  input.after(list, status);
  input.addEventListener("input", typed);
  input.addEventListener("keydown", press);
  input.addEventListener("blur", close);
  /* The box keeps the focus, so that a click on a suggestion is not a blur before it. */
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  input.form.addEventListener("submit", close);
  addEventListener("pagehide", close);
  /* Typed before this module was here. */
  if (document.activeElement === input && input.value !== input.defaultValue) typed();
};

document.querySelectorAll("form.ask input[type=search]").forEach(suggest);
