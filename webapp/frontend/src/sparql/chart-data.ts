// What a chart draws: values by category and group, summed where several rows share a place.

import type { Labels } from "./labels";
import type { TableData } from "./table-data";
import { kindOf, numberOf, shown } from "./terms";
import { compareTexts } from "./texts";

export interface ChartChoice {
  chart: "bar" | "line";
  x: string;
  y: string;
  /** The column that makes groups of bars or several lines; empty for none. */
  group: string;
}

export interface Place {
  label: string;
  /** Where it stands on a line's axis, for numbers and days. */
  position: number | null;
  values: Map<string, number>;
  rows: number;
}

export interface Plotted {
  places: Place[];
  groups: string[];
  /** Places that are left out, since no chart can hold them. */
  leftOut: number;
  summed: boolean;
}

const MOST_BARS = 40;
const MOST_POINTS = 2_000;
export const MOST_GROUPS = 8;

/** A choice that fits the answer, as near to what was asked for as can be. */
export function fittingChoice(data: TableData, asked: Partial<ChartChoice>): ChartChoice {
  const numeric = data.numeric().map((column) => column.name);
  const names = data.columns.map((column) => column.name);
  // The first column tells what a row is about, unless it alone has numbers.
  const measured = numeric.find((name) => name !== names[0]) ?? numeric[0] ?? "";
  const y = asked.y !== undefined && numeric.includes(asked.y) ? asked.y : measured;
  const others = names.filter((name) => name !== y);
  const time = others.find((name) => isOrdered(data, name));
  const x = asked.x !== undefined && others.includes(asked.x) ? asked.x : (others[0] ?? "");
  const fitsGroup = asked.group !== undefined && asked.group !== x && others.includes(asked.group);
  return {
    chart: asked.chart ?? (time === x ? "line" : "bar"),
    x,
    y,
    group: fitsGroup ? (asked.group ?? "") : "",
  };
}

function isOrdered(data: TableData, name: string): boolean {
  const kind = data.column(name)?.kind;
  return kind === "number" || kind === "date";
}

export function plotted(data: TableData, labels: Labels, choice: ChartChoice): Plotted {
  const places = new Map<string, Place>();
  const groups = new Map<string, number>();
  let summed = false;
  for (const row of data.order) {
    const value = numberOf(data.term(row, choice.y));
    if (value === null) continue;
    const term = data.term(row, choice.x);
    const key = term?.value ?? "";
    const place = places.get(key) ?? {
      label: shown(term, labels),
      position: positionOf(data, row, choice.x),
      values: new Map<string, number>(),
      rows: 0,
    };
    const group = choice.group === "" ? "" : shown(data.term(row, choice.group), labels);
    summed ||= place.values.has(group);
    place.values.set(group, (place.values.get(group) ?? 0) + value);
    place.rows++;
    places.set(key, place);
    groups.set(group, (groups.get(group) ?? 0) + Math.abs(value));
  }
  const largest = [...groups].sort((a, b) => b[1] - a[1]).slice(0, MOST_GROUPS);
  const all = [...places.values()];
  if (choice.chart === "line") sortForLine(all);
  const kept = all.slice(0, choice.chart === "bar" ? MOST_BARS : MOST_POINTS);
  return {
    places: kept,
    groups: largest.map(([name]) => name).sort(compareTexts),
    leftOut: all.length - kept.length,
    summed,
  };
}

function sortForLine(places: Place[]): void {
  places.sort((a, b) =>
    a.position !== null && b.position !== null
      ? a.position - b.position
      : compareTexts(a.label, b.label),
  );
}

function positionOf(data: TableData, row: number, column: string): number | null {
  const term = data.term(row, column);
  if (term === undefined) return null;
  const number = numberOf(term);
  if (number !== null) return number;
  if (kindOf(term) !== "date") return null;
  const time = Date.parse(term.value);
  return Number.isNaN(time) ? null : time;
}
