// The same passage in the other language: the links that switch take this page's fragment and choices along.
for (const link of document.querySelectorAll("a.language")) {
  const bare = link.href;
  const follow = () => { link.href = bare + location.search + location.hash; };
  for (const event of ["pointerdown", "focus"]) link.addEventListener(event, follow);
  addEventListener("hashchange", follow);
  follow();
}
