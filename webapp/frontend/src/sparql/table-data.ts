// The rows of an answer as a table shows them: sorted, filtered, with the kind of each column.

import type { Labels } from "./labels";
import type { Answer } from "./run";
import { exact, type Kind, kindOf, numberOf, shown, type Term } from "./terms";
import { compareTexts } from "./texts";

export interface Column {
  name: string;
  kind: Kind;
}

export interface Sorting {
  column: string;
  down: boolean;
}

/** From so many rows the kind of a column is told. */
const LOOKED_AT = 500;

export class TableData {
  readonly columns: Column[];
  /** Indices of the rows that are shown, in their order. */
  order: Int32Array;
  sorting: Sorting | null = null;
  filter = "";

  constructor(
    readonly answer: Answer,
    readonly labels: Labels,
  ) {
    this.columns = answer.columns.map((name) => ({ name, kind: this.kindOfColumn(name) }));
    this.order = Int32Array.from(answer.rows.keys());
  }

  get total(): number {
    return this.answer.rows.length;
  }

  term(row: number, column: string): Term | undefined {
    return this.answer.rows[row]?.[column];
  }

  column(name: string): Column | undefined {
    return this.columns.find((one) => one.name === name);
  }

  /** Things of the answer, each once, up to a number. */
  things(most: number): Set<string> {
    const found = new Set<string>();
    for (const row of this.answer.rows) {
      for (const { name } of this.columns) {
        const term = row[name];
        if (term?.type === "uri") found.add(term.value);
      }
      if (found.size >= most) break;
    }
    return found;
  }

  /** Work the order out anew, from filter and sorting. */
  arrange(): void {
    let kept = [...this.answer.rows.keys()];
    const wanted = this.filter.trim().toLowerCase();
    if (wanted !== "") kept = kept.filter((row) => this.matches(row, wanted));
    if (this.sorting !== null) kept = this.sorted(kept, this.sorting);
    this.order = Int32Array.from(kept);
  }

  private matches(row: number, wanted: string): boolean {
    return this.columns.some(({ name }) => {
      const term = this.term(row, name);
      return (
        shown(term, this.labels).toLowerCase().includes(wanted) ||
        exact(term).toLowerCase().includes(wanted)
      );
    });
  }

  private sorted(rows: number[], { column, down }: Sorting): number[] {
    const kind = this.column(column)?.kind ?? "text";
    const compare = kind === "number" ? byNumber : kind === "date" ? byCode : compareTexts;
    // Each key once: comparing asks for it many times.
    const keys = rows.map((row) => {
      const term = this.term(row, column);
      if (term === undefined) return null;
      return kind === "number" || kind === "date" ? term.value : shown(term, this.labels);
    });
    const places = rows.map((_row, place) => place);
    places.sort((a, b) => {
      const [left, right] = [keys[a] ?? null, keys[b] ?? null];
      // What is empty stands last, whichever way.
      if (left === null || right === null) {
        return Number(left === null) - Number(right === null) || a - b;
      }
      const found = compare(left, right);
      return (down ? -found : found) || a - b;
    });
    return places.map((place) => rows[place] ?? 0);
  }

  private kindOfColumn(name: string): Kind {
    const kinds = new Set<Kind>();
    for (const row of this.answer.rows.slice(0, LOOKED_AT)) {
      const term = row[name];
      if (term !== undefined) kinds.add(kindOf(term));
    }
    const [only] = kinds;
    return kinds.size === 1 && only !== undefined ? only : "text";
  }

  /** Columns with numbers, for the axis that measures. */
  numeric(): Column[] {
    return this.columns.filter(({ name, kind }) => {
      if (kind !== "number") return false;
      return this.answer.rows.some((row) => numberOf(row[name]) !== null);
    });
  }
}

function byNumber(left: string, right: string): number {
  return Number(left) - Number(right);
}

function byCode(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
