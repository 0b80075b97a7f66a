// What the colours and the lines of the picture mean.

import type { LegendLine, NetworkEdge } from "./network-data";

const MARK = "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1";
const SVG = "http://www.w3.org/2000/svg";

export function showLegend(lines: LegendLine[]): void {
  const legend = document.getElementById("network-legend");
  if (legend === null) return;
  legend.replaceChildren();
  for (const { colour, text } of lines) {
    const mark = document.createElementNS(SVG, "svg");
    mark.setAttribute("viewBox", "0 0 16 16");
    mark.setAttribute("aria-hidden", "true");
    mark.setAttribute("class", `node-mark node-mark--${colour}`);
    const shape = document.createElementNS(SVG, "path");
    shape.setAttribute("d", MARK);
    mark.append(shape);
    const line = document.createElement("li");
    line.append(mark, text);
    legend.append(line);
  }
}

/** Show the lines of the legend of ties that the picture has; none where all ties are of one sort. */
export function showTies(edges: Iterable<NetworkEdge>): void {
  const legend = document.getElementById("network-ties-legend");
  if (legend === null) return;
  const found = new Set<string>();
  let compares = false;
  for (const { state, uncertain } of edges) {
    if (state !== undefined) compares = true;
    if (uncertain && state !== "lost") found.add("uncertain");
    else found.add(state ?? "certain");
  }
  const says = compares || found.has("uncertain");
  legend.hidden = !says;
  for (const line of legend.querySelectorAll<HTMLElement>("[data-tie]")) {
    line.hidden = !found.has(line.dataset["tie"] ?? "");
  }
}
