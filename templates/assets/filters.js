// The choices above the timeline, kept in the address; how many events they leave is told.
const form = document.querySelector("form.filters");
const told = form?.querySelector("output");
const language = document.documentElement.lang;

const choices = () => [...new FormData(form)].filter(([, value]) => value);

const count = () => {
  const chosen = choices();
  let left = 0;
  for (const year of document.querySelectorAll(".year")) {
    const found = [...year.querySelectorAll("li")].filter((event) =>
      chosen.every(([facet, value]) => (event.dataset[facet] ?? "").split(" ").includes(value)),
    ).length;
    year.hidden = found === 0;
    left += found;
  }
  const words = told.dataset[new Intl.PluralRules(language).select(left)] ?? told.dataset.other;
  told.value = words.replace("#", left.toLocaleString(language));
};

const keep = () => {
  const address = new URL(location.href);
  address.search = new URLSearchParams(choices());
  history.replaceState(null, "", address);
  count();
};

if (told && CSS.supports("selector(:has(*))")) {
  for (const [facet, value] of new URLSearchParams(location.search)) {
    const input = [...form.elements].find((one) => one.name === facet && one.value === value);
    if (input) input.checked = true;
  }
  form.addEventListener("change", keep);
  form.addEventListener("reset", () => setTimeout(keep));
  form.addEventListener("submit", (event) => event.preventDefault());
  if (choices().length) {
    form.querySelector("details").open = true;
    count();
  }
}
