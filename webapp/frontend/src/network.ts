// The network page: the picture, the panel of evidence and the table, kept on one selection.

import { colourName } from "./network-colours";
import { fetchNetwork, type NetworkIndex, type Selection } from "./network-data";
import { NetworkDrawing } from "./network-drawing";
import { showEdge, showHint, showNode, type Labels } from "./network-evidence";

const LEGEND_MARK = "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1";
const SVG = "http://www.w3.org/2000/svg";

async function start(place: HTMLElement): Promise<void> {
  const panel = document.getElementById("network-evidence");
  const status = document.getElementById("network-status");
  if (panel === null) return;
  const say = (key: string): void => {
    if (status !== null) status.textContent = key === "" ? "" : (status.dataset[key] ?? "");
  };

  say("loading");
  let index: NetworkIndex;
  try {
    index = await fetchNetwork(place.dataset["src"] ?? "/network.json");
  } catch {
    say("failed");
    return;
  }
  const labels: Labels = {
    ...(JSON.parse(place.dataset["labels"] ?? "{}") as Labels),
    ...index.data.labels,
  };
  const hint = panel.textContent?.trim() ?? "";

  let drawing: NetworkDrawing | null = null;
  const select = (selection: Selection): void => {
    drawing?.select(selection);
    const edge = selection?.kind === "edge" ? index.edges.get(selection.id) : undefined;
    const node = selection?.kind === "node" ? index.nodes.get(selection.id) : undefined;
    if (edge !== undefined) showEdge(panel, edge, index, labels);
    else if (node !== undefined) showNode(panel, node, index, labels);
    else showHint(panel, hint);
    markRow(edge?.id ?? null);
  };

  listenToTable(panel, select, labels);
  if (index.nodes.size === 0) {
    say("empty");
    return;
  }
  try {
    drawing = new NetworkDrawing(place, index, select);
  } catch {
    // No WebGL: the table and the panel still work.
    say("undrawn");
    return;
  }
  say("");
  const drawn = drawing;
  showLegend(index);
  for (const button of document.querySelectorAll<HTMLElement>("[data-zoom]")) {
    button.addEventListener("click", () => drawn.zoom(button.dataset["zoom"] ?? "reset"));
  }
  const recolour = (): void => drawn.recolour();
  document.addEventListener("samspill:color-scheme", recolour);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") select(null);
  });
}

function listenToTable(
  panel: HTMLElement,
  select: (selection: Selection) => void,
  labels: Labels,
): void {
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest<HTMLElement>("button[data-edge]");
    const edge = button?.dataset["edge"];
    if (button === null || edge === undefined) return;
    select({ kind: "edge", id: edge });
    // The panel may be out of sight; whoever came from the table gets a way back to it.
    if (!panel.contains(button)) {
      const back = document.createElement("button");
      back.type = "button";
      back.className = "evidence__tie";
      back.append(labels["backToTable"] ?? "");
      back.addEventListener("click", () => button.focus());
      panel.append(back);
    }
    panel.focus();
    document.querySelector(".network-view")?.scrollIntoView({ block: "nearest" });
  });
}

function markRow(edge: string | null): void {
  for (const row of document.querySelectorAll<HTMLElement>("tr[data-edge-row]")) {
    const chosen = edge !== null && row.dataset["edgeRow"] === edge;
    row.toggleAttribute("data-selected", chosen);
    row.querySelector("button[data-edge]")?.setAttribute("aria-pressed", String(chosen));
  }
}

function showLegend(index: NetworkIndex): void {
  const legend = document.getElementById("network-legend");
  if (legend === null) return;
  // Types that share a colour share a line.
  const labelsOf = new Map<string, Set<string>>();
  for (const node of index.nodes.values()) {
    const colour = colourName(node.type);
    const labels = labelsOf.get(colour) ?? new Set<string>();
    labelsOf.set(colour, labels.add(node.type_label));
  }
  for (const [colour, labels] of labelsOf) {
    const mark = document.createElementNS(SVG, "svg");
    mark.setAttribute("viewBox", "0 0 16 16");
    mark.setAttribute("aria-hidden", "true");
    mark.setAttribute("class", `node-mark node-mark--${colour}`);
    const shape = document.createElementNS(SVG, "path");
    shape.setAttribute("d", LEGEND_MARK);
    mark.append(shape);
    const line = document.createElement("li");
    line.append(mark, [...labels].join(", "));
    legend.append(line);
  }
}

const place = document.getElementById("network");
if (place !== null) void start(place);
