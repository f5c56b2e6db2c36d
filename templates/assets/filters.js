// The choices above a list, kept in the address; the number that they leave is told.
const form = document.querySelector("form.filters");
const told = document.querySelector(".found > b");
const none = form?.querySelector(".none");
const language = document.documentElement.lang;

const choices = () => [...new FormData(form)].filter(([, value]) => value);

const count = () => {
  let left = 0;
  for (const group of document.querySelectorAll(form.dataset.groups)) {
    group.hidden = false;
    const found = [...group.querySelectorAll(form.dataset.entries)].filter((entry) => entry.checkVisibility()).length;
    group.hidden = found === 0;
    left += found;
  }
  none.classList.toggle("shown", left === 0);
  told.textContent = choices().length ? left.toLocaleString(language) : "";
  document.dispatchEvent(new Event("filtered"));
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
    if (!input) continue;
    input.checked = true;
    input.closest("details").open = true;
  }
  form.addEventListener("change", keep);
  form.addEventListener("reset", () => setTimeout(keep));
  form.addEventListener("submit", (event) => event.preventDefault());
  if (choices().length) count();
}
