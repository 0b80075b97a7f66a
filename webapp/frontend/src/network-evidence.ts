// What the panel beside the picture holds. Text nodes only, since labels are data; what a tie rests
// on is a part of the tie's own page, which the server has escaped.

import type { NetworkEdge, NetworkIndex, NetworkNode } from "./network-data";

export type Labels = Record<string, string>;

/** An actor with hundreds of ties is shown some at a time. */
const TIES_AT_A_TIME = 50;

/** A tie: its ends, what it rests on once that is fetched, and the way on to either end. */
export function tieView(
  edge: NetworkEdge,
  index: NetworkIndex,
  labels: Labels,
  evidence: Promise<Element>,
): HTMLElement[] {
  const title = heading(`${index.label(edge.source)} – ${index.label(edge.target)}`);
  const list = element("ul", "evidence__list");
  const item = element("li", "evidence__item");
  item.append(noteOf(labels["fetching"] ?? "", "p"));
  list.append(item);
  evidence.then(
    (found) => list.replaceWith(document.importNode(found, true)),
    () => item.replaceChildren(noteOf(labels["notFetched"] ?? "", "p")),
  );
  const steps = element("ul", "evidence__steps");
  for (const end of [edge.source, edge.target]) {
    const step = element("li");
    step.append(button("node", end, worded(labels["goTo"], index.label(end))));
    steps.append(step);
  }
  return [title, list, steps];
}

/** An actor: what it is, and its ties as buttons, the strongest first. */
export function actorView(node: NetworkNode, index: NetworkIndex, labels: Labels): HTMLElement[] {
  const title = heading(node.label);
  const facts = element("p", "note");
  const edges = [...(index.edgesOf.get(node.id) ?? [])].sort(
    (a, b) =>
      b.weight - a.weight ||
      index.label(other(a, node.id)).localeCompare(index.label(other(b, node.id)), "nb"),
  );
  facts.append(`${node.type_label} · ${labels["tieCount"] ?? ""} ${edges.length}`);
  // Measures count ties to actors alone.
  const toGroups = edges.length - node.degree;
  if (toGroups > 0) facts.append(`, ${(labels["toGroups"] ?? "").replace("{count}", String(toGroups))}`);
  const page = element("p", "evidence__page");
  page.append(link(worded(labels["actorPage"], node.label), node.url));
  if (edges.length === 0) return [title, facts, page, noteOf(labels["noTies"] ?? "", "p")];
  const list = element("ul", "evidence__list");
  list.setAttribute("aria-label", worded(labels["tiesOf"], node.label));
  const items = edges.map((edge) => {
    const item = element("li", "evidence__item");
    item.append(
      button("edge", edge.id, index.label(other(edge, node.id))),
      " ",
      noteOf(edge.through.join("; ")),
    );
    return item;
  });
  list.append(...items.slice(0, TIES_AT_A_TIME));
  const rest = items.slice(TIES_AT_A_TIME);
  if (rest.length === 0) return [title, facts, page, list];
  const more = element("button", "evidence__tie");
  more.type = "button";
  more.append((labels["more"] ?? "").replace("{count}", String(rest.length)));
  more.addEventListener("click", () => {
    list.append(...rest);
    more.remove();
    rest[0]?.querySelector("button")?.focus();
  });
  return [title, facts, page, list, more];
}

export function button(kind: "node" | "edge" | "back", id: string, text: string): HTMLButtonElement {
  const made = element("button", "evidence__tie");
  made.type = "button";
  made.dataset[kind] = id;
  made.append(text);
  return made;
}

export function noteOf(text: string, name: "p" | "span" = "span"): HTMLElement {
  const note = element(name, "note");
  note.append(text);
  return note;
}

export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className?: string,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className !== undefined) made.className = className;
  return made;
}

function other(edge: NetworkEdge, node: string): string {
  return edge.source === node ? edge.target : edge.source;
}

function worded(text: string | undefined, actor: string): string {
  return (text ?? "").replace("{actor}", actor);
}

function heading(text: string): HTMLElement {
  const title = element("h3", "evidence__title");
  // Focus goes here at each step, so that what is new is read from its beginning.
  title.tabIndex = -1;
  title.append(text);
  return title;
}

function link(text: string, address: string | null | undefined): Node {
  // Only what the browser would follow as a page; a javascript: address in the data stays text.
  if (!address || !/^(https?:\/\/|\/)/i.test(address)) return document.createTextNode(text);
  const anchor = element("a", "ds-link");
  anchor.href = address;
  anchor.append(text);
  return anchor;
}
