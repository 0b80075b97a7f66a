// What the colours of the picture mean.

import { colourName } from "./network-colours";
import type { NetworkIndex } from "./network-data";

const MARK = "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1";
const SVG = "http://www.w3.org/2000/svg";

export function showLegend(index: NetworkIndex): void {
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
    shape.setAttribute("d", MARK);
    mark.append(shape);
    const line = document.createElement("li");
    line.append(mark, [...labels].join(", "));
    legend.append(line);
  }
}
