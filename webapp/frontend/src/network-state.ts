// What is looked at, kept in the address: a link gives somebody else the same view.

import type { NetworkIndex, Selection } from "./network-data";
import type { Camera, NetworkDrawing } from "./network-drawing";

const SETTLED_MS = 300;

/** Keep the chosen actor or tie in the address. */
export function rememberSelection(index: NetworkIndex, selection: Selection): void {
  write("selected", index.keyOf(selection));
}

export function rememberedSelection(index: NetworkIndex): Selection {
  return index.selectionOf(new URL(location.href).searchParams.get("selected"));
}

/** Put the camera where the address says, and keep it there as it moves. */
export function followCamera(drawing: NetworkDrawing): void {
  const camera = read(new URL(location.href).searchParams.get("camera"));
  if (camera !== null) drawing.look(camera);
  let waiting = 0;
  drawing.onLook(() => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => write("camera", written(drawing.camera)), SETTLED_MS);
  });
}

function written({ x, y, ratio }: Camera): string | null {
  const text = [x, y, ratio].map((number) => Number(number.toFixed(4))).join(",");
  return text === "0.5,0.5,1" ? null : text;
}

function read(text: string | null): Camera | null {
  const [x, y, ratio, ...more] = (text ?? "").split(",").map(Number);
  if (x === undefined || y === undefined || ratio === undefined || more.length > 0) return null;
  if (![x, y, ratio].every(Number.isFinite) || ratio <= 0) return null;
  return { x, y, ratio };
}

/** Keep the chosen years in the address. */
export function rememberYears(from: string | null, to: string | null): void {
  write("from", from);
  write("to", to);
}

function write(name: string, value: string | null): void {
  const address = new URL(location.href);
  if (address.searchParams.get(name) === value) return;
  if (value === null) address.searchParams.delete(name);
  else address.searchParams.set(name, value);
  history.replaceState(history.state, "", address);
  renewLanguageLink(address);
}

/** The page in the other language shows the same. */
function renewLanguageLink(address: URL): void {
  const link = document.querySelector<HTMLAnchorElement>("a.site-language");
  if (link === null) return;
  const other = new URL(address);
  other.searchParams.set("lang", link.hreflang);
  link.href = `${other.pathname}${other.search}`;
}
