// The answer below the editor, in the view that the reader chooses.

import { byId, listenToTabs, make, markTab } from "./dom";
import type { Labels } from "./labels";
import { rawView } from "./raw-view";
import type { Answer } from "./run";
import { TableData } from "./table-data";
import { TableView } from "./table-view";
import { counted, formatSeconds, text } from "./texts";
import type { ChartChoice } from "./chart-data";

export type ViewName = "table" | "chart" | "network" | "raw";
export const VIEWS: ViewName[] = ["table", "chart", "network", "raw"];

/** Names that are fetched before anybody scrolls: enough to sort and draw most answers. */
const NAMES_AT_ONCE = 1_000;

export interface ViewChoice {
  view: ViewName;
  chart: Partial<ChartChoice>;
}

export class ResultView {
  private readonly section = byId("answer-section");
  private readonly summary = byId("answer-summary");
  private readonly tabs = byId("answer-tabs");
  private readonly panel = byId("answer-panel");
  private readonly downloads = byId("answer-downloads");
  private data: TableData | null = null;
  private table: TableView | null = null;
  private close: (() => void) | null = null;
  private drawing = 0;
  choice: ViewChoice = { view: "table", chart: {} };

  constructor(
    private readonly labels: Labels,
    private readonly onChoice: () => void,
  ) {
    listenToTabs(this.tabs, (tab) => this.choose(tab.dataset["view"] as ViewName));
  }

  clear(): void {
    this.leave();
    this.data = null;
    this.section.hidden = true;
  }

  show(answer: Answer): void {
    this.leave();
    this.section.hidden = false;
    this.data = new TableData(answer, this.labels);
    this.labels.want(this.data.things(NAMES_AT_ONCE));
    this.summary.textContent = summaryOf(answer);
    for (const format of this.downloads.querySelectorAll<HTMLElement>("[data-of]")) {
      format.hidden = (format.dataset["of"] === "triples") !== answer.triples;
    }
    const fits = this.viewsThatFit(this.data);
    for (const tab of this.tabs.querySelectorAll<HTMLButtonElement>("[role=tab]")) {
      tab.hidden = !fits.has(tab.dataset["view"] as ViewName);
      tab.disabled = tab.hidden;
    }
    this.tabs.hidden = fits.size < 2;
    // The view that was asked for stays asked for, though this answer cannot be shown so.
    this.draw(fits.has(this.choice.view) ? this.choice.view : fits.has("table") ? "table" : "raw");
  }

  private choose(view: ViewName): void {
    this.choice.view = view;
    this.draw(view);
    this.onChoice();
  }

  private viewsThatFit(data: TableData): Set<ViewName> {
    if (data.answer.truth !== null) return new Set<ViewName>(["raw"]);
    const fits = new Set<ViewName>(["table", "raw"]);
    if (data.total === 0) return fits;
    if (data.numeric().length > 0 && data.columns.length > 1) fits.add("chart");
    if (data.columns.filter((column) => column.kind === "iri").length > 1) fits.add("network");
    return fits;
  }

  private leave(): void {
    this.drawing++;
    this.table?.destroy();
    this.table = null;
    this.close?.();
    this.close = null;
    this.panel.replaceChildren();
  }

  private draw(view: ViewName): void {
    const { data } = this;
    if (data === null) return;
    this.leave();
    for (const tab of this.tabs.querySelectorAll<HTMLElement>("[role=tab]")) {
      const chosen = tab.dataset["view"] === view;
      markTab(tab, chosen);
      if (chosen) this.panel.setAttribute("aria-labelledby", tab.id);
    }
    if (data.answer.truth !== null) {
      const word = text(data.answer.truth ? "truthYes" : "truthNo");
      this.panel.replaceChildren(make("p", { class: "ds-paragraph", "data-size": "lg" }, word));
    } else if (view === "raw") this.panel.replaceChildren(rawView(data.answer));
    else if (data.total === 0) this.panel.replaceChildren(empty(data.answer));
    else if (view === "table") {
      this.table = new TableView(data, this.labels);
      this.panel.replaceChildren(this.table.element);
      this.table.show();
    } else void this.drawLater(view, data);
  }

  /** Charts and networks bring code and names along. */
  private async drawLater(view: "chart" | "network", data: TableData): Promise<void> {
    const now = this.drawing;
    this.panel.replaceChildren(make("p", { class: "note" }, text("drawing")));
    await this.labels.fetch(data.things(NAMES_AT_ONCE));
    if (view === "chart") {
      const { chartView } = await import("./chart-view");
      if (now !== this.drawing) return;
      const chart = chartView(data, this.labels, this.choice.chart, this.panel.clientWidth, (choice) => {
        this.choice.chart = choice;
        this.onChoice();
      });
      this.panel.replaceChildren(chart);
      return;
    }
    const { answerNetwork } = await import("./answer-network");
    if (now !== this.drawing) return;
    const drawn = answerNetwork(data, this.labels);
    this.panel.replaceChildren(drawn.element);
    this.close = drawn.close;
    await drawn.draw();
  }
}

function summaryOf(answer: Answer): string {
  const parts: string[] = [];
  if (answer.truth === null) {
    parts.push(counted(answer.triples ? "triples" : "rows", answer.rows.length));
  }
  if (answer.seconds !== null) {
    parts.push(text("seconds", { n: formatSeconds(answer.seconds) }));
  }
  return parts.join(", ");
}

function empty(answer: Answer): HTMLElement {
  return make(
    "div",
    { class: "empty-state" },
    make("p", { class: "empty-state__text" }, text(answer.triples ? "noTriples" : "noRows")),
    answer.triples ? null : make("p", { class: "ds-paragraph" }, text("noRowsHint")),
  );
}
