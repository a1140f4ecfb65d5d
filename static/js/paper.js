/* Who prints is told on paper on which day: what a page said then, it may not say now. */
const { lang } = document.documentElement;
const line = document.querySelector(".printed-on");

addEventListener("beforeprint", () => {
  const day = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "long" });
  line.textContent = line.dataset.words.replace("{date}", day.format(new Date()));
});
