// The drawing of a chart: plain SVG, coloured by the style sheet, hidden from screen readers, for
// whom the table beside it has the same figures.

import type { ChartChoice, Plotted } from "./chart-data";
import { makeSvg } from "./dom";
import { formatNumber } from "./texts";

const WIDEST = 720;
const NARROWEST = 300;
const BAR = 22;
const GAP = 10;
/** Names take a third of the picture; a letter is about seven wide. */
const LABEL_SHARE = 1 / 3;
const LETTER = 7;
const LINE_HEIGHT = 360;
const TICKS = 5;
const SPACE = { top: 12, right: 84, bottom: 34, left: 72 };
const SPACE_OF_LABEL = 84;

/** Draw for a place of some width, in CSS pixels. */
export function drawChart(found: Plotted, choice: ChartChoice, place: number): SVGElement {
  const width = Math.min(WIDEST, Math.max(NARROWEST, place));
  const drawing = choice.chart === "bar" ? bars(found, width) : lines(found, width);
  drawing.setAttribute("aria-hidden", "true");
  drawing.setAttribute("class", "chart");
  return drawing;
}

/** Round steps from the smallest to the largest value, zero among them. */
export function ticks(least: number, most: number, wanted: number): number[] {
  const span = most - least || Math.abs(most) || 1;
  const rough = span / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? rough;
  const found: number[] = [];
  const first = Math.floor(least / step);
  for (let at = first; (at - 1) * step < most; at++) {
    // Steps are multiplied, not added, so that no error adds up; 12 digits hide the last one.
    found.push(Number((at * step).toPrecision(12)));
  }
  return found;
}

/** The smallest and largest value; zero is always among them, or lengths would lie. */
function bounds(found: Plotted): [number, number] {
  let [least, most] = [0, 0];
  for (const place of found.places) {
    for (const value of place.values.values()) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  return [least, most];
}

function bars(found: Plotted, whole: number): SVGElement {
  const labelWidth = whole * LABEL_SHARE;
  const groups = Math.max(1, found.groups.length);
  const each = groups === 1 ? BAR : 14;
  const rowHeight = groups * each + GAP;
  const height = found.places.length * rowHeight + SPACE.bottom;
  const drawing = makeSvg("svg", { viewBox: `0 0 ${whole} ${height}` });
  const steps = ticks(...bounds(found), Math.floor((whole - labelWidth) / SPACE_OF_LABEL));
  const [least, most] = [steps[0] ?? 0, steps.at(-1) ?? 1];
  const width = whole - labelWidth - SPACE.right;
  const at = (value: number): number =>
    labelWidth + ((value - least) / (most - least || 1)) * width;
  for (const step of steps) {
    const x = at(step);
    drawing.append(
      makeSvg("line", { class: "chart__grid", x1: x, x2: x, y1: 0, y2: height - SPACE.bottom }),
      makeSvg(
        "text",
        { class: "chart__tick", x, y: height - SPACE.bottom + 20, "text-anchor": "middle" },
        formatNumber(step),
      ),
    );
  }
  found.places.forEach((place, row) => {
    const top = row * rowHeight + GAP / 2;
    drawing.append(
      makeSvg(
        "text",
        {
          class: "chart__label",
          x: labelWidth - 10,
          y: top + (groups * each) / 2,
          "text-anchor": "end",
          "dominant-baseline": "central",
        },
        cut(place.label, Math.floor(labelWidth / LETTER)),
      ),
    );
    found.groups.forEach((group, index) => {
      const value = place.values.get(group);
      if (value === undefined) return;
      const [start, end] = [at(Math.min(0, value)), at(Math.max(0, value))];
      const y = top + index * each;
      drawing.append(
        makeSvg(
          "rect",
          {
            class: `chart__bar chart-colour--${index}`,
            x: start,
            y: y + 1,
            width: Math.max(1, end - start),
            height: each - 2,
            rx: 2,
          },
          makeSvg("title", {}, `${place.label}: ${formatNumber(value)}`),
        ),
      );
      if (groups > 1) return;
      drawing.append(
        makeSvg(
          "text",
          { class: "chart__value", x: end + 6, y: y + each / 2, "dominant-baseline": "central" },
          formatNumber(value),
        ),
      );
    });
  });
  return drawing;
}

function lines(found: Plotted, whole: number): SVGElement {
  const drawing = makeSvg("svg", { viewBox: `0 0 ${whole} ${LINE_HEIGHT}` });
  const steps = ticks(...bounds(found), TICKS);
  const [least, most] = [steps[0] ?? 0, steps.at(-1) ?? 1];
  const bottom = LINE_HEIGHT - SPACE.bottom;
  const y = (value: number): number =>
    bottom - ((value - least) / (most - least || 1)) * (bottom - SPACE.top);
  const x = horizontal(found, whole - SPACE.left - SPACE.right);
  for (const step of steps) {
    drawing.append(
      makeSvg("line", {
        class: "chart__grid",
        x1: SPACE.left,
        x2: whole - SPACE.right,
        y1: y(step),
        y2: y(step),
      }),
      makeSvg(
        "text",
        {
          class: "chart__tick",
          x: SPACE.left - 8,
          y: y(step),
          "text-anchor": "end",
          "dominant-baseline": "central",
        },
        formatNumber(step),
      ),
    );
  }
  let free = -Infinity;
  found.places.forEach((place, index) => {
    // A label over another can be read by nobody.
    if (x(index) < free) return;
    free = x(index) + SPACE_OF_LABEL;
    drawing.append(
      makeSvg(
        "text",
        { class: "chart__tick", x: x(index), y: bottom + 20, "text-anchor": "middle" },
        cut(place.label, 16),
      ),
    );
  });
  found.groups.forEach((group, colour) => {
    const points = found.places.flatMap((place, index) => {
      const value = place.values.get(group);
      return value === undefined ? [] : [{ x: x(index), y: y(value), place, value }];
    });
    const path = points.map((point, at) => `${at === 0 ? "M" : "L"}${point.x} ${point.y}`).join("");
    drawing.append(makeSvg("path", { class: `chart__line chart-colour--${colour}`, d: path }));
    for (const point of points) {
      drawing.append(
        makeSvg(
          "circle",
          { class: `chart__point chart-colour--${colour}`, cx: point.x, cy: point.y, r: 4 },
          makeSvg("title", {}, `${point.place.label}: ${formatNumber(point.value)}`),
        ),
      );
    }
  });
  return drawing;
}

/** Numbers and days stand where they belong on the axis; anything else one after another. */
function horizontal(found: Plotted, width: number): (index: number) => number {
  const positions = found.places.map((place) => place.position);
  const first = positions[0] ?? null;
  const last = positions.at(-1) ?? null;
  if (positions.every((one) => one !== null) && first !== null && last !== null && last > first) {
    return (index) => SPACE.left + (((positions[index] ?? first) - first) / (last - first)) * width;
  }
  const steps = Math.max(1, found.places.length - 1);
  return (index) => SPACE.left + (index / steps) * width;
}

function cut(label: string, most: number): string {
  return label.length <= most ? label : `${label.slice(0, most - 1).trimEnd()}…`;
}
