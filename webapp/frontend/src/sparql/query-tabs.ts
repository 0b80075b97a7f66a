// The row of tabs over the editor, one a query.

import type { EditorState } from "@codemirror/state";
import { byId, listenToTabs, make, markTab } from "./dom";
import type { Editor } from "./editor";
import { nameOf, type Queries, type Query } from "./queries";
import { text } from "./texts";

const LONGEST_NAME = 28;

export class QueryTabs {
  private readonly list = byId("query-tabs");
  private readonly panel = byId("query-panel");
  private readonly states = new Map<number, EditorState>();
  /** The query that the editor shows; none before the first. */
  private shown: number | null = null;

  constructor(
    private readonly queries: Queries,
    private readonly editor: Editor,
    private readonly onChange: () => void,
  ) {
    listenToTabs(this.list, (tab) => this.choose(Number(tab.dataset["query"])));
    this.list.addEventListener("keydown", (event) => {
      if (event.key === "Delete") this.closeCurrent();
    });
    byId("query-new").addEventListener("click", () => {
      this.open("");
      this.editor.view.focus();
    });
    byId("query-close").addEventListener("click", () => this.closeCurrent());
  }

  /** Open a query in a tab of its own, or the tab that has this very text. */
  open(text: string): void {
    const known = text.trim() === "" ? undefined : this.queries.withText(text);
    this.leave();
    if (known === undefined) this.queries.add(text);
    else this.queries.choose(known.id);
    this.show();
  }

  start(): void {
    this.show();
  }

  /** Write the names of the tabs anew, after a text has changed. */
  rename(): void {
    for (const tab of this.list.querySelectorAll<HTMLElement>("[role=tab]")) {
      const query = this.queries.find(Number(tab.dataset["query"]));
      if (query === undefined) continue;
      const name = this.name(query);
      if (tab.textContent !== name) tab.textContent = name;
    }
  }

  private choose(id: number): void {
    if (id === this.queries.current?.id) return;
    this.leave();
    this.queries.choose(id);
    this.show();
  }

  private closeCurrent(): void {
    const { current } = this.queries;
    if (current === undefined) return;
    this.states.delete(current.id);
    if (this.queries.close(current.id) === undefined) this.queries.add("");
    this.show();
    this.list.querySelector<HTMLElement>("[aria-selected=true]")?.focus();
  }

  private leave(): void {
    if (this.shown !== null) this.states.set(this.shown, this.editor.view.state);
  }

  private show(): void {
    const { current } = this.queries;
    const tabs = this.queries.all.map((query) => {
      const tab = make(
        "button",
        {
          type: "button",
          role: "tab",
          id: `query-tab-${query.id}`,
          "aria-controls": "query-panel",
          class: "query-tab",
          "data-query": query.id,
        },
        this.name(query),
      );
      markTab(tab, query.id === current?.id);
      return tab;
    });
    this.list.replaceChildren(...tabs);
    if (current === undefined) return;
    this.shown = current.id;
    this.panel.setAttribute("aria-labelledby", `query-tab-${current.id}`);
    this.editor.show(this.states.get(current.id) ?? this.editor.state(current.text));
    this.onChange();
  }

  private name(query: Query): string {
    const fallback = text("unnamed", { n: query.id });
    const name = nameOf(query.text, fallback);
    return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1).trimEnd()}…`;
  }
}
