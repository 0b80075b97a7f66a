// A walk along the ties, by keyboard or pointer: an actor, its ties, what one rests on, the other
// end, and the way back.

import type { EvidenceReader, NetworkIndex, Selection } from "./network-data";
import { actorView, button, type Labels, noteOf, tieView } from "./network-evidence";

export class Walk {
  private readonly steps: Selection[] = [];
  private here: Selection = null;
  private origin: HTMLElement | null = null;
  private readonly hint: string;

  constructor(
    private readonly panel: HTMLElement,
    private readonly index: NetworkIndex,
    private readonly reader: EvidenceReader,
    private readonly labels: Labels,
    private readonly onStep: (selection: Selection) => void,
  ) {
    this.hint = panel.textContent?.trim() ?? "";
    panel.addEventListener("click", (event) => {
      if (!(event.target instanceof Element)) return;
      const pressed = event.target.closest<HTMLElement>("button");
      const { node, edge, back } = pressed?.dataset ?? {};
      if (edge !== undefined) this.go({ kind: "edge", id: edge }, true);
      else if (node !== undefined) this.go({ kind: "node", id: node }, true);
      else if (back !== undefined) this.back();
    });
  }

  /** Choose something; `focus` moves the focus to it, for whoever does not see the panel change. */
  go(selection: Selection, focus = false, origin: HTMLElement | null = null): void {
    if (selection === null) {
      this.steps.length = 0;
      this.origin = null;
    } else {
      const same = this.here?.kind === selection.kind && this.here.id === selection.id;
      if (this.here !== null && !same) this.steps.push(this.here);
      if (origin !== null) {
        this.origin = origin;
        this.steps.length = 0;
      }
    }
    this.show(selection, focus);
  }

  /** After the network has changed: the same again, or nothing where it is gone. */
  renew(): void {
    const here = this.here;
    const there = here?.kind === "edge" ? this.index.edges : this.index.nodes;
    this.steps.length = 0;
    if (here !== null && there.has(here.id)) this.show(here, false);
    else this.go(null);
  }

  /** One step back; from the first step to where the walk began. */
  back(): void {
    const last = this.steps.pop();
    if (last !== undefined) {
      this.show(last, true);
      return;
    }
    const origin = this.origin;
    this.go(null);
    origin?.focus();
  }

  private show(selection: Selection, focus: boolean): void {
    this.here = selection;
    const edge = selection?.kind === "edge" ? this.index.edges.get(selection.id) : undefined;
    const node = selection?.kind === "node" ? this.index.nodes.get(selection.id) : undefined;
    if (edge !== undefined) {
      const rows = this.reader.of(edge);
      this.fill(tieView(edge, this.index, this.labels, rows));
    } else if (node !== undefined) this.fill(actorView(node, this.index, this.labels));
    else this.panel.replaceChildren(noteOf(this.hint, "p"));
    if (focus) this.panel.querySelector<HTMLElement>(".evidence__title")?.focus();
    this.onStep(selection);
  }

  private fill(parts: HTMLElement[]): void {
    this.panel.replaceChildren(...parts);
    if (this.steps.length === 0 && this.origin === null) return;
    const fromTable = this.steps.length === 0 && this.origin?.closest("table");
    this.panel.append(button("back", "", this.labels[fromTable ? "backToTable" : "back"] ?? ""));
  }
}
