// The years as two sliders: the picture follows them, and the address keeps them.

import { rememberYears } from "./network-state";

const SETTLED_MS = 200;

/** `show` draws the network of an address, and tells how many actors and ties it has. */
export function listenToTime(
  networkAddress: string,
  show: (address: string) => Promise<{ actors: number; ties: number }>,
): void {
  const place = document.getElementById("network-time");
  const [first, last] = [...(place?.querySelectorAll<HTMLInputElement>("input") ?? [])];
  const told = place?.querySelector<HTMLElement>("output");
  const tables = place?.querySelector("a");
  if (place === null || first === undefined || last === undefined || !told || !tables) return;
  let waiting = 0;
  let asked = 0;

  const years = (): [string | null, string | null] => [
    first.value === first.min ? null : first.value,
    last.value === last.max ? null : last.value,
  ];
  const draw = async (): Promise<void> => {
    const turn = ++asked;
    const [from, to] = years();
    const address = withYears(networkAddress, from, to);
    const { actors, ties } = await show(address);
    // A later choice may have been answered sooner.
    if (turn !== asked) return;
    const years_ = first.value === last.value ? first.value : `${first.value}–${last.value}`;
    told.textContent = (place.dataset["told"] ?? "")
      .replace("{years}", years_)
      .replace("{actors}", written(actors))
      .replace("{ties}", written(ties));
    rememberYears(from, to);
    carryYears(from, to);
    tellChosen(from === null && to === null ? null : years_);
    tellCounts({ actors, ties });
    const page = new URL(location.href);
    for (const name of ["selected", "camera", "page", "actors"]) page.searchParams.delete(name);
    tables.href = `${page.pathname}${page.search}`;
    tables.hidden = false;
  };
  for (const slider of [first, last]) {
    slider.addEventListener("input", () => {
      // The other one is pushed along, so that the first year is never after the last.
      const other = slider === first ? last : first;
      const crossed = Number(first.value) > Number(last.value);
      if (crossed) other.value = slider.value;
      label(first);
      label(last);
      clearTimeout(waiting);
      waiting = window.setTimeout(() => void draw(), SETTLED_MS);
    });
    label(slider);
  }
}

function label(slider: HTMLInputElement): void {
  const year = slider.parentElement?.querySelector("b");
  if (year) year.textContent = slider.value;
}

/** All that leads from the page to the same network leads to the years of the picture. */
function carryYears(from: string | null, to: string | null): void {
  const main = document.querySelector("main");
  for (const link of main?.querySelectorAll<HTMLAnchorElement>("a[href^='/network']") ?? []) {
    if ("dropsYears" in link.dataset) continue;
    const address = new URL(withYears(link.href, from, to));
    link.href = `${address.pathname}${address.search}${address.hash}`;
  }
  for (const button of document.querySelectorAll<HTMLElement>("button[data-png]")) {
    button.dataset["png"] = withYears(button.dataset["png"] ?? "", from, to);
  }
  for (const form of document.querySelectorAll<HTMLFormElement>("main form[action^='/network']")) {
    for (const [name, year] of [["from", from], ["to", to]] as const) {
      let field = form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
      if (field === null) {
        field = document.createElement("input");
        field.type = "hidden";
        field.name = name;
        form.append(field);
      }
      field.value = year ?? "";
    }
  }
}

/** The years among all that is chosen. */
function tellChosen(years: string | null): void {
  const chip = document.querySelector<HTMLElement>("[data-years-chip]");
  const text = chip?.querySelector<HTMLElement>("[data-told]");
  const all = chip?.closest<HTMLElement>(".network-chosen");
  if (!chip || !text || !all) return;
  chip.hidden = years === null;
  text.textContent = (text.dataset["told"] ?? "").replace("{years}", years ?? "");
  all.hidden = all.querySelector("li:not([hidden])") === null;
}

/** How many there are, in the line over the picture. */
function tellCounts(counts: Record<string, number>): void {
  const summary = document.getElementById("network-summary");
  for (const [name, count] of Object.entries(counts)) {
    const told = summary?.querySelector(`[data-count="${name}"]`);
    const text = summary?.dataset[name];
    if (told && text !== undefined) told.textContent = text.replace("{count}", written(count));
  }
}

function written(count: number): string {
  return new Intl.NumberFormat(document.documentElement.lang || "nb").format(count);
}

function withYears(address: string, from: string | null, to: string | null): string {
  const changed = new URL(address, location.href);
  for (const [name, year] of [["from", from], ["to", to]] as const) {
    if (year === null) changed.searchParams.delete(name);
    else changed.searchParams.set(name, year);
  }
  return changed.href;
}
