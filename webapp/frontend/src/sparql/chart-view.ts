// A chart of the answer, with the figures that it draws in a table beside it.

import { type ChartChoice, fittingChoice, type Plotted, plotted } from "./chart-data";
import { drawChart } from "./chart-drawing";
import { make } from "./dom";
import type { Labels } from "./labels";
import type { TableData } from "./table-data";
import { counted, formatNumber, text } from "./texts";

export function chartView(
  data: TableData,
  labels: Labels,
  asked: Partial<ChartChoice>,
  width: number,
  onChoice: (choice: ChartChoice) => void,
): HTMLElement {
  let choice = fittingChoice(data, asked);
  const form = make("div", { class: "answer-tools", "data-size": "sm" });
  const result = make("div", { class: "answer-chart" });
  const names = data.columns.map((column) => column.name);
  const draw = (): void => {
    const found = plotted(data, labels, choice);
    result.replaceChildren(
      make("div", { class: "answer-chart__picture" }, drawChart(found, choice, width), legend(found)),
      table(found, choice),
      ...notes(found),
    );
  };
  const change = (changed: Partial<ChartChoice>): void => {
    choice = fittingChoice(data, { ...choice, ...changed });
    fill();
    draw();
    onChoice(choice);
  };
  const fill = (): void => {
    const focused = document.activeElement?.id ?? "";
    const numeric = data.numeric().map((column) => column.name);
    const others = names.filter((name) => name !== choice.y);
    form.replaceChildren(
      select("chart-kind", text("chartKind"), choice.chart, [
        ["bar", text("bars")],
        ["line", text("lines")],
      ]),
      select("chart-x", text("chartX"), choice.x, pairs(others)),
      select("chart-y", text("chartY"), choice.y, pairs(numeric)),
      select("chart-group", text("chartGroup"), choice.group, [
        ["", text("noGroup")],
        ...pairs(others.filter((name) => name !== choice.x)),
      ]),
    );
    if (focused.startsWith("chart-")) document.getElementById(focused)?.focus();
  };
  form.addEventListener("change", (event) => {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const { id, value } = event.target;
    if (id === "chart-kind") change({ chart: value === "line" ? "line" : "bar" });
    else if (id === "chart-x") change({ x: value });
    else if (id === "chart-y") change({ y: value });
    else change({ group: value });
  });
  fill();
  draw();
  return make("div", { class: "stack" }, form, result);
}

function pairs(names: string[]): [string, string][] {
  return names.map((name) => [name, name]);
}

function select(
  id: string,
  label: string,
  value: string,
  options: [string, string][],
): HTMLElement {
  const made = make("select", { class: "ds-input", id });
  for (const [key, words] of options) {
    made.append(make("option", { value: key, selected: key === value }, words));
  }
  return make("div", { class: "ds-field" }, make("label", { class: "ds-label", for: id }, label), made);
}

function legend(found: Plotted): HTMLElement | null {
  if (found.groups.length < 2) return null;
  const items = found.groups.map((name, at) =>
    make("li", {}, make("span", { class: `chart-mark chart-mark--${at}`, "aria-hidden": "true" }), name),
  );
  return make("ul", { class: "chart-legend" }, ...items);
}

function table(found: Plotted, choice: ChartChoice): HTMLElement {
  const heads = found.groups.length > 1 ? found.groups : [choice.y];
  const head = make("tr", {}, make("th", { scope: "col" }, choice.x));
  for (const name of heads) head.append(make("th", { scope: "col", class: "numeric" }, name));
  const rows = found.places.map((place) => {
    const row = make("tr", {}, make("th", { scope: "row" }, place.label));
    for (const group of found.groups) {
      const value = place.values.get(group);
      const words = value === undefined ? "" : formatNumber(value);
      row.append(make("td", { class: "numeric" }, words));
    }
    return row;
  });
  return make(
    "div",
    { class: "answer-chart__table", role: "region", tabindex: 0, "aria-label": text("chartTable") },
    make(
      "table",
      { class: "ds-table", "data-size": "sm" },
      make("caption", { class: "ds-sr-only" }, text("chartTable")),
      make("thead", {}, head),
      make("tbody", {}, ...rows),
    ),
  );
}

function notes(found: Plotted): HTMLElement[] {
  const told: string[] = [];
  if (found.leftOut > 0) told.push(counted("chartLeftOut", found.leftOut));
  if (found.summed) told.push(text("chartSummed"));
  return told.map((words) => make("p", { class: "note" }, words));
}
