/** The day of the view on links that scripts make; the server puts it on those of the page. */
export function keepDay(): void {
  const strip = document.querySelector<HTMLElement>("[data-as-of]");
  const day = strip?.dataset["asOf"];
  if (!strip || !day) return;
  const sameEachDay = (strip.dataset["sameEachDay"] ?? "").split(" ").filter(Boolean);
  const keep = (event: Event): void => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || link.origin !== location.origin || "bare" in link.dataset) return;
    if (sameEachDay.some((path) => link.pathname.startsWith(path))) return;
    const address = new URL(link.href);
    // A place on this page needs no day, and has it already.
    if (address.searchParams.has("at") || link.getAttribute("href")?.startsWith("#")) return;
    address.searchParams.set("at", day);
    link.href = address.href;
  };
  // Before the click: a link may be opened in a new tab or copied.
  for (const kind of ["pointerdown", "focusin", "click"]) {
    document.addEventListener(kind, keep, { capture: true });
  }
}
