// The same passage in the other language: the links that switch take this page's fragment and choices along.
for (const link of document.querySelectorAll("a.language")) {
  const bare = link.href;
  const follow = () => { link.href = bare + location.search + location.hash; };
  for (const event of ["pointerdown", "focus"]) link.addEventListener(event, follow);
  addEventListener("hashchange", follow);
  follow();
}

// A table that is as wide as its box needn't be a stop for the keyboard.
const boxes = new ResizeObserver((seen) => {
  for (const { target: box } of seen) box.tabIndex = box.scrollWidth > box.clientWidth ? 0 : -1;
});
for (const box of document.querySelectorAll(".scroll[tabindex]")) boxes.observe(box);
