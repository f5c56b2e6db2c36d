// The same passage in the other language: the links that switch take the fragment of this page along.
for (const link of document.querySelectorAll("a.language")) {
  const bare = link.href;
  const follow = () => { link.href = bare + location.hash; };
  addEventListener("hashchange", follow);
  follow();
}
