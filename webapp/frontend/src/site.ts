import "@fontsource-variable/inter/wght.css";
import "@digdir/designsystemet-css";
import "@digdir/designsystemet-theme";
import "./styles/frame.css";
import "./styles/as-of.css";
import "./styles/content.css";
import "./styles/tables-forms.css";
import "./styles/wide-tables.css";
import "./styles/chain-sources.css";
import "./styles/evidence.css";
import "./styles/things.css";
import "./styles/changes.css";
import "./styles/ontology-about.css";
import "./styles/goals.css";
import "./styles/money.css";
import "./styles/map.css";
import "./styles/network.css";
import "./styles/network-form.css";
import "./styles/search.css";
import "./styles/small-network.css";
import "./styles/phones-paper.css";
import "./styles/site-menu.css";
import { keepDay } from "./as-of";
import "./evidence";
import { suggestNames } from "./search-suggest";

const STORAGE_KEY = "samspill-color-scheme";

function rememberColorScheme(value: string): void {
  try {
    if (value === "auto") localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, value);
  } catch {
    // The choice then lasts for this page.
  }
}

function watchColorScheme(): void {
  const root = document.documentElement;
  for (const choice of document.querySelectorAll<HTMLInputElement>("input[name='color-scheme']")) {
    choice.checked = choice.value === (root.dataset.colorScheme ?? "auto");
    choice.addEventListener("change", () => {
      root.dataset.colorScheme = choice.value;
      rememberColorScheme(choice.value);
      document.dispatchEvent(new CustomEvent("samspill:color-scheme"));
    });
  }
}

/** A table that is wider than its place is a region to scroll by keyboard; any other is none. */
function watchWideTables(): void {
  const mark = (place: HTMLElement, wide: boolean): void => {
    if (wide) {
      place.tabIndex = 0;
      place.setAttribute("role", "region");
      place.setAttribute("aria-label", place.dataset["label"] ?? "");
    } else {
      for (const name of ["tabindex", "role", "aria-label"]) place.removeAttribute(name);
    }
  };
  // It tells of every place once at the start, after the page has been laid out. All are measured
  // before any is marked: else the page would be laid out anew for each.
  const observer = new ResizeObserver((entries) => {
    const places = entries.map(({ target }) => target).filter((one) => one instanceof HTMLElement);
    const wide = places.map((place) => place.scrollWidth > place.clientWidth);
    places.forEach((place, number) => mark(place, wide[number] === true));
  });
  for (const place of document.querySelectorAll<HTMLElement>(".table-scroll[data-label]")) {
    observer.observe(place);
  }
}

watchColorScheme();
watchWideTables();
suggestNames();
keepDay();
