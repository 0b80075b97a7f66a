// The network page: the picture, the panel beside it and the tables, kept on one selection.

import { EvidenceReader, fetchNetwork, NetworkIndex, type Selection } from "./network-data";
import { NetworkDrawing } from "./network-drawing";
import type { Labels } from "./network-evidence";
import { listenToFind } from "./network-find";
import { showLegend, showTies } from "./network-legend";
import { listenToPaths } from "./network-mark";
import { listenToPicture } from "./network-picture";
import { followCamera, rememberedSelection, rememberSelection } from "./network-state";
import { listenToTime } from "./network-time";
import { Walk } from "./network-walk";

/** More actors than this are drawn smaller, so that those in the middle are told apart. */
const FULL_SIZE_UP_TO = 200;
const SMALLEST_SCALE = 0.5;
/** Lower in the window than this the panel is brought up, to where the picture is seen as well. */
const LOWEST_IN_SIGHT = 0.7;
const IN_SIGHT = 0.45;

async function start(place: HTMLElement): Promise<void> {
  const panel = document.getElementById("network-evidence");
  const status = document.getElementById("network-status");
  if (panel === null) return;
  const say = (key: string): void => {
    if (status !== null) status.textContent = key === "" ? "" : (status.dataset[key] ?? "");
  };

  say("loading");
  const address = place.dataset["src"] ?? "/network.json";
  let index: NetworkIndex;
  try {
    index = new NetworkIndex(await fetchNetwork(address));
  } catch {
    say("failed");
    return;
  }
  const labels = JSON.parse(place.dataset["labels"] ?? "{}") as Labels;
  const remembers = place.dataset["remembers"] !== undefined;

  let drawing: NetworkDrawing | null = null;
  const reader = new EvidenceReader(address);
  const walk = new Walk(panel, index, reader, labels, (selection) => {
    drawing?.select(selection);
    if (remembers) rememberSelection(index, selection);
    markRow(selection);
  });
  const start = rememberedSelection(index);
  listenToTables(panel, walk, index);
  const find = document.getElementById("network-find");
  if (find !== null) {
    listenToFind(find, index, labels, (node, origin) => {
      walk.go({ kind: "node", id: node.id }, true, origin);
      drawing?.centre(node.id);
    });
  }
  listenToTime(address, async (other) => {
    const data = await fetchNetwork(other);
    reader.beside(other);
    index.load(data);
    drawing?.redraw();
    walk.renew();
    showLegend(data.legend);
    showTies(index.edges.values());
    const actors = [...index.nodes.values()].filter((node) => node.kind === "actor").length;
    return { actors, ties: index.edges.size };
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (panel.contains(document.activeElement)) walk.back();
    else walk.go(null);
  });
  if (index.nodes.size === 0) {
    say("empty");
    return;
  }
  try {
    const scale = Math.min(1, Math.max(SMALLEST_SCALE, Math.sqrt(FULL_SIZE_UP_TO / index.nodes.size)));
    drawing = new NetworkDrawing(
      place,
      index,
      (selection) => {
        walk.go(selection);
        if (selection !== null) bringIntoSight(panel, place);
      },
      scale,
      place.dataset["ego"] ?? null,
    );
  } catch {
    // No WebGL: the table and the panel still work.
    say("undrawn");
  }
  if (remembers && start !== null) walk.go(start);
  if (drawing === null) return;
  say("");
  const drawn = drawing;
  if (remembers) followCamera(drawn);
  showLegend(index.data.legend);
  showTies(index.edges.values());
  listenToPaths(place, (ties) => drawn.mark(ties));
  for (const button of document.querySelectorAll<HTMLElement>("[data-zoom]")) {
    button.addEventListener("click", () => drawn.zoom(button.dataset["zoom"] ?? "reset"));
  }
  const recolour = (): void => drawn.recolour();
  document.addEventListener("samspill:color-scheme", recolour);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
}

/** Under a picture that fills a phone nobody would see that the panel has changed. */
function bringIntoSight(panel: HTMLElement, picture: HTMLElement): void {
  const { top } = panel.getBoundingClientRect();
  const beside = top < picture.getBoundingClientRect().bottom;
  if (beside || top < innerHeight * LOWEST_IN_SIGHT) return;
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
  scrollBy({ top: top - innerHeight * IN_SIGHT, behavior });
}

/** A button of a table shows its tie or its actor, and the panel leads back to the button. */
function listenToTables(panel: HTMLElement, walk: Walk, index: NetworkIndex): void {
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest<HTMLElement>("main button[data-select]");
    const selection = index.selectionOf(button?.dataset["select"] ?? null);
    if (button === null || selection === null) return;
    walk.go(selection, true, button);
    panel.closest(".network-view")?.scrollIntoView({ block: "nearest" });
  });
}

function markRow(selection: Selection): void {
  const chosen = selection?.kind === "edge" ? selection.id : null;
  for (const row of document.querySelectorAll<HTMLElement>("tr[data-edge-row]")) {
    const marked = chosen !== null && row.dataset["edgeRow"] === chosen;
    row.toggleAttribute("data-selected", marked);
    row.querySelector("button[data-select]")?.setAttribute("aria-pressed", String(marked));
  }
}

listenToPicture();
const place = document.getElementById("network");
if (place !== null) void start(place);
