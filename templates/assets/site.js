// The same passage in the other language: the links that switch take this page's fragment and choices along.
for (const link of document.querySelectorAll("a.language")) {
  const bare = link.href;
  const follow = () => { link.href = bare + location.search + location.hash; };
  for (const event of ["pointerdown", "focus"]) link.addEventListener(event, follow);
  addEventListener("hashchange", follow);
  follow();
}

// A button beside each line to copy; without this script it's copied by hand.
for (const box of document.querySelectorAll(".embed")) {
  for (const line of box.querySelectorAll("textarea")) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: box.dataset.copy });
    const said = document.createElement("output");
    button.addEventListener("click", async () => {
      line.select();
      try {
        await navigator.clipboard.writeText(line.value);
        said.value = box.dataset.copied;
      } catch {
        said.value = ""; // the line is selected, and can be copied by hand
      }
    });
    line.after(button, said);
  }
}

// A table that is as wide as its box needn't be a stop for the keyboard.
const boxes = new ResizeObserver((seen) => {
  for (const { target: box } of seen) box.tabIndex = box.scrollWidth > box.clientWidth ? 0 : -1;
});
for (const box of document.querySelectorAll(".scroll[tabindex]")) boxes.observe(box);
