// The answer as a table: a real one, of which only the rows in sight are in the page.

import {
  elementScroll,
  measureElement,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from "@tanstack/virtual-core";
import { button, link, make } from "./dom";
import type { Labels } from "./labels";
import type { TableData } from "./table-data";
import { exact, kindOf, shown, type Term } from "./terms";
import { counted, language, text } from "./texts";

const ROW_HEIGHT = 41;
const OVERSCAN = 12;
/** Widths in characters. */
const NARROWEST = 7;
const WIDEST = 44;
const MEASURED_ROWS = 100;
const FILTER_DELAY = 150;
const MOST_COPIED = 100_000;

export class TableView {
  readonly element: HTMLElement;
  private readonly place: HTMLElement;
  private readonly body: HTMLTableSectionElement;
  private readonly table: HTMLTableElement;
  private readonly heads = new Map<string, HTMLTableCellElement>();
  private readonly status: HTMLElement;
  private readonly virtualizer: Virtualizer<HTMLElement, HTMLTableRowElement>;
  private readonly unmount: () => void;
  private asIris = false;
  private readonly onNames = (): void => this.draw();

  constructor(
    private readonly data: TableData,
    private readonly labels: Labels,
  ) {
    this.body = make("tbody");
    this.status = make("p", { class: "note", role: "status" });
    this.table = make(
      "table",
      { class: "ds-table answer-table", "data-size": "sm", "data-hover": "" },
      make("caption", { class: "ds-sr-only" }, text("answer")),
      this.widths(),
      make("thead", {}, this.head()),
      this.body,
    );
    this.table.setAttribute("aria-rowcount", String(data.total + 1));
    this.place = make(
      "div",
      { class: "answer-scroll", role: "region", tabindex: 0, "aria-label": text("asTable") },
      this.table,
    );
    this.element = make("div", { class: "stack" }, this.tools(), this.place, this.status);
    this.virtualizer = new Virtualizer<HTMLElement, HTMLTableRowElement>({
      count: data.order.length,
      getScrollElement: () => this.place,
      estimateSize: () => ROW_HEIGHT,
      overscan: OVERSCAN,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      measureElement,
      indexAttribute: "data-index",
      onChange: () => this.draw(),
    });
    this.unmount = this.virtualizer._didMount();
    labels.listen(this.onNames);
  }

  /** To be called when the element is in the page. */
  show(): void {
    this.virtualizer._willUpdate();
    this.draw();
  }

  destroy(): void {
    this.labels.forget(this.onNames);
    this.unmount();
  }

  private tools(): HTMLElement {
    const filter = make("input", {
      class: "ds-input",
      type: "search",
      id: "answer-filter",
      autocomplete: "off",
    });
    let timer = 0;
    filter.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        this.data.filter = filter.value;
        this.rearrange();
      }, FILTER_DELAY);
    });
    const iris = button(text("showIris"), () => {
      this.asIris = !this.asIris;
      iris.setAttribute("aria-pressed", String(this.asIris));
      this.draw();
    });
    iris.setAttribute("aria-pressed", "false");
    const copy = button(text("copy"), () => void this.copy());
    return make(
      "div",
      { class: "answer-tools", "data-size": "sm" },
      make(
        "div",
        { class: "ds-field answer-tools__filter" },
        make("label", { class: "ds-label", for: "answer-filter" }, text("filter")),
        filter,
      ),
      this.data.columns.some((column) => column.kind === "iri") && iris,
      copy,
    );
  }

  private head(): HTMLTableRowElement {
    const row = make("tr", { "aria-rowindex": 1 });
    for (const { name, kind } of this.data.columns) {
      const sort = make("button", { type: "button" }, name);
      sort.addEventListener("click", () => this.sort(name));
      const cell = make(
        "th",
        { scope: "col", "aria-sort": "none", class: kind === "number" ? "numeric" : null },
        sort,
      );
      this.heads.set(name, cell);
      row.append(cell);
    }
    return row;
  }

  private widths(): HTMLElement {
    // One <colgroup> with fixed widths: else columns jump as other rows come into sight.
    const group = document.createElement("colgroup");
    let sum = 0;
    for (const { name } of this.data.columns) {
      let longest = name.length + 3;
      for (let row = 0; row < Math.min(MEASURED_ROWS, this.data.total); row++) {
        const term = this.data.term(row, name);
        // A name is about as long as the end of its IRI.
        const written = term?.type === "uri" ? term.value.replace(/^.*[/#]/, "") : exact(term);
        longest = Math.max(longest, written.length + 2);
      }
      const width = Math.min(WIDEST, Math.max(NARROWEST, longest));
      const column = document.createElement("col");
      column.style.width = `${width}ch`;
      sum += width;
      group.append(column);
    }
    queueMicrotask(() => (this.table.style.minWidth = `${sum}ch`));
    return group;
  }

  private sort(column: string): void {
    const { sorting } = this.data;
    const down = sorting?.column === column && !sorting.down;
    this.data.sorting =
      sorting?.column === column && sorting.down ? null : { column, down };
    for (const [name, cell] of this.heads) {
      const now = this.data.sorting;
      const order = now?.column !== name ? "none" : now.down ? "descending" : "ascending";
      cell.setAttribute("aria-sort", order);
    }
    this.rearrange();
  }

  private rearrange(): void {
    this.data.arrange();
    this.virtualizer.setOptions({ ...this.virtualizer.options, count: this.data.order.length });
    this.virtualizer.measure();
    this.place.scrollTop = 0;
    this.virtualizer._willUpdate();
    this.draw();
    const { length } = this.data.order;
    this.status.textContent =
      this.data.filter.trim() === "" ? "" : text("filtered", { rows: counted("rows", length) });
  }

  private draw(): void {
    const items = this.virtualizer.getVirtualItems();
    // A reader's place in the table must outlive the change of its rows.
    const focused = this.focusedCell();
    const rows = items.map((item) => this.row(item.index));
    const first = items[0];
    const last = items.at(-1);
    const above = first?.start ?? 0;
    const below = last === undefined ? 0 : this.virtualizer.getTotalSize() - last.end;
    this.body.replaceChildren(this.gap(above), ...rows, this.gap(below));
    for (const row of rows) this.virtualizer.measureElement(row);
    // Rows that are gone are not watched any longer.
    this.virtualizer.measureElement(null);
    if (focused !== null) this.focusCell(focused);
  }

  private gap(height: number): HTMLTableRowElement {
    const row = make("tr", { "aria-hidden": "true", class: "answer-table__gap" });
    const cell = make("td", { colspan: Math.max(1, this.data.columns.length) });
    cell.style.height = `${Math.max(0, height)}px`;
    row.append(cell);
    row.hidden = height <= 0;
    return row;
  }

  private row(index: number): HTMLTableRowElement {
    const at = this.data.order[index] ?? 0;
    const row = make("tr", { "data-index": index, "aria-rowindex": index + 2 });
    const wanted: string[] = [];
    for (const { name, kind } of this.data.columns) {
      const term = this.data.term(at, name);
      if (term?.type === "uri") wanted.push(term.value);
      row.append(make("td", { class: kind === "number" ? "numeric" : null }, this.cell(term)));
    }
    this.labels.want(wanted);
    return row;
  }

  private cell(term: Term | undefined): Node {
    if (term === undefined) return document.createTextNode("");
    if (kindOf(term) === "iri") {
      const named = this.labels.named(term.value);
      const address = named?.url ?? (term.value.startsWith("https://w3id.org/samspill/") ? null : term.value);
      const words = this.asIris ? term.value : shown(term, this.labels);
      const made = link(words, address);
      if (made instanceof HTMLElement) made.title = term.value;
      return made;
    }
    const words = this.asIris ? exact(term) : shown(term, this.labels);
    const other = term["xml:lang"];
    return make("span", { lang: other !== undefined && other !== language ? other : null }, words);
  }

  private focusedCell(): { row: string; column: number } | null {
    const cell = document.activeElement?.closest("td");
    const row = cell?.closest("tr");
    if (!cell || !row || !this.body.contains(row)) return null;
    return { row: row.dataset["index"] ?? "", column: cell.cellIndex };
  }

  private focusCell({ row, column }: { row: string; column: number }): void {
    const found = this.body.querySelector<HTMLTableRowElement>(`tr[data-index="${row}"]`);
    found?.cells[column]?.querySelector<HTMLElement>("a, button")?.focus({ preventScroll: true });
  }

  /** All rows that are shown, with tabs between the columns, as spreadsheets take them. */
  private async copy(): Promise<void> {
    const names = this.data.columns.map((column) => column.name);
    const rows = [...this.data.order].slice(0, MOST_COPIED);
    await this.labels.fetch(this.asIris ? [] : this.data.things(1_000));
    const lines = rows.map((row) =>
      names.map((name) => plain(this.data.term(row, name), this.asIris ? null : this.labels)),
    );
    const whole = [names, ...lines].map((line) => line.join("\t")).join("\n");
    try {
      await navigator.clipboard.writeText(whole);
      this.status.textContent = text("copied", { rows: counted("rows", rows.length) });
    } catch {
      this.status.textContent = text("notCopied");
    }
  }
}

/** A cell for a spreadsheet: numbers and days as they are, so that it can count with them. */
function plain(term: Term | undefined, labels: Labels | null): string {
  if (term === undefined) return "";
  const words = term.type === "uri" && labels !== null ? shown(term, labels) : exact(term);
  return words.replace(/[\t\r\n]+/g, " ");
}
