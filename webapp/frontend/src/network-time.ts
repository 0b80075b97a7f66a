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
    told.textContent = (place.dataset["told"] ?? "")
      .replace("{years}", `${first.value}–${last.value}`)
      .replace("{actors}", String(actors))
      .replace("{ties}", String(ties));
    rememberYears(from, to);
    const page = new URL(location.href);
    for (const name of ["selected", "camera", "page", "actors"]) page.searchParams.delete(name);
    tables.href = `${page.pathname}${page.search}`;
    tables.hidden = false;
    for (const [id, year] of [["from", from], ["to", to]] as const) {
      const field = document.querySelector<HTMLInputElement>(`input#${id}`);
      if (field !== null) field.value = year ?? "";
    }
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

function withYears(address: string, from: string | null, to: string | null): string {
  const changed = new URL(address, location.href);
  for (const [name, year] of [["from", from], ["to", to]] as const) {
    if (year === null) changed.searchParams.delete(name);
    else changed.searchParams.set(name, year);
  }
  return changed.href;
}
