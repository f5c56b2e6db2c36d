// The year that is in view is marked among the links to years, and brought into view there.
const links = new Map([...document.querySelectorAll(".years a")].map((link) => [link.hash.slice(1), link]));
const strip = document.querySelector(".years");

const watch = new IntersectionObserver((years) => {
  for (const { target, isIntersecting } of years) {
    const link = links.get(target.id);
    if (!isIntersecting) {
      link?.removeAttribute("aria-current");
    } else if (link) {
      link.setAttribute("aria-current", "true");
      const at = link.getBoundingClientRect(), room = strip.getBoundingClientRect();
      strip.scrollLeft += at.left + at.width / 2 - room.left - room.width / 2;
    }
  }
}, { rootMargin: "-20% 0px -79% 0px" });

for (const year of document.querySelectorAll(".year")) watch.observe(year);
