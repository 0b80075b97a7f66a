// The panel beside the picture: what a tie rests on. Text nodes only: labels are data.

import type { Evidence, NetworkEdge, NetworkIndex, NetworkNode } from "./network-data";

export type Labels = Record<string, string>;

/** As modality_tag of the templates has them. */
const COLOUR_OF_MODALITY: Record<string, string> = {
  planned: "info",
  proposed: "warning",
  desired: "brand2",
  recommended: "brand2",
  forecast: "brand1",
};

export function showEdge(
  panel: HTMLElement,
  edge: NetworkEdge,
  index: NetworkIndex,
  labels: Labels,
): void {
  const title = element("p", "evidence__title");
  title.append(
    nodeLink(index.nodes.get(edge.source), edge.source),
    " – ",
    nodeLink(index.nodes.get(edge.target), edge.target),
  );
  const list = element("ul", "evidence__list");
  for (const row of edge.evidence) list.append(evidenceItem(row, labels));
  panel.replaceChildren(title, list);
}

export function showNode(
  panel: HTMLElement,
  node: NetworkNode,
  index: NetworkIndex,
  labels: Labels,
): void {
  const title = element("p", "evidence__title");
  title.append(nodeLink(node, node.id));
  const facts = element("p", "note");
  const edges = [...(index.edgesOf.get(node.id) ?? [])].sort((a, b) => b.weight - a.weight);
  facts.append(`${node.type_label} · ${labels["tieCount"] ?? ""} ${edges.length}`);
  const list = element("ul", "evidence__list");
  for (const edge of edges) {
    const other = edge.source === node.id ? edge.target : edge.source;
    const button = element("button", "evidence__tie");
    button.type = "button";
    button.dataset.edge = edge.id;
    button.append(index.label(other));
    const item = element("li", "evidence__item");
    item.append(button, " ", noteOf(through(edge)));
    list.append(item);
  }
  panel.replaceChildren(title, facts, list);
}

export function showHint(panel: HTMLElement, hint: string): void {
  panel.replaceChildren(noteOf(hint, "p"));
}

function evidenceItem(row: Evidence, labels: Labels): HTMLElement {
  const item = element("li", "evidence__item");
  const about = element("p");
  about.append(link(row.label, row.url));
  if (row.modality && row.modality !== "actual") {
    const tag = element("span", "ds-tag");
    tag.dataset.color = COLOUR_OF_MODALITY[row.modality] ?? "neutral";
    tag.dataset.size = "sm";
    tag.append(row.modality_label ?? row.modality);
    about.append(" ", tag);
  }
  item.append(about);
  if (row.actor || row.role) {
    item.append(noteOf([row.actor, row.role].filter(Boolean).join(": "), "p"));
  }
  const source = element("p", "source-mark");
  source.append(`${labels["source"] ?? ""} `);
  source.append(row.document ? link(row.document, row.document_url) : (labels["noSource"] ?? ""));
  const lines = row.lines ?? row.locator;
  if (lines) source.append(`, ${lines}`);
  if (row.relation_url) {
    const claim = element("span", "source-mark__row");
    claim.append("· ", link(labels["claim"] ?? row.relation_url, row.relation_url));
    source.append(" ", claim);
  }
  item.append(source);
  return item;
}

function through(edge: NetworkEdge): string {
  return [...new Set(edge.evidence.map((row) => row.label))].join("; ");
}

function nodeLink(node: NetworkNode | undefined, id: string): Node {
  return link(node?.label ?? id, node?.url);
}

function link(text: string, address: string | null | undefined): Node {
  // Only what the browser would follow as a page; a javascript: address in the data stays text.
  if (!address || !/^(https?:\/\/|\/)/i.test(address)) return document.createTextNode(text);
  const anchor = element("a", "ds-link");
  anchor.href = address;
  anchor.append(text);
  return anchor;
}

function noteOf(text: string, name: "p" | "span" = "span"): HTMLElement {
  const note = element(name, "note");
  note.append(text);
  return note;
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className?: string,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className !== undefined) made.className = className;
  return made;
}
