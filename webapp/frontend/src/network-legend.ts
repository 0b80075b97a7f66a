// What the colours of the picture mean.

import type { LegendLine } from "./network-data";

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
