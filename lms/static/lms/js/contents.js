// Marks, in a lesson's contents, the part being read.
{
  const links = new Map();
  for (const link of document.querySelectorAll(".contents a[href^='#']")) {
    const part = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (part) links.set(part, link);
  }

  if (links.size && "IntersectionObserver" in window) {
    const mark = () => {
      let current = null;
      for (const [part, link] of links) {
        if (part.getBoundingClientRect().top <= window.innerHeight / 3) current = link;
      }
      for (const link of links.values()) {
        if (link === current) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    };
    const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px" });
    for (const part of links.keys()) observer.observe(part);
  }
}
