// Find an actor in the picture by its name: a field, and the hits below it as buttons.

import type { NetworkIndex, NetworkNode } from "./network-data";
import { button, type Labels } from "./network-evidence";

const MOST_HITS = 8;

export function listenToFind(
  form: HTMLElement,
  index: NetworkIndex,
  labels: Labels,
  choose: (node: NetworkNode, origin: HTMLElement) => void,
): void {
  const field = form.querySelector("input");
  const list = form.querySelector("ul");
  const told = form.querySelector<HTMLElement>("[role=status]");
  if (field === null || list === null || told === null) return;
  let hits: NetworkNode[] = [];

  const look = (): void => {
    const asked = plain(field.value.trim());
    hits = asked === "" ? [] : ranked([...index.nodes.values()], asked);
    list.replaceChildren(
      ...hits.slice(0, MOST_HITS).map((node) => {
        const item = document.createElement("li");
        item.append(button("node", node.id, node.label));
        return item;
      }),
    );
    told.textContent =
      asked === ""
        ? ""
        : hits.length === 0
          ? (labels["noHits"] ?? "")
          : (labels["hits"] ?? "").replace("{count}", String(hits.length));
  };
  const take = (node: NetworkNode | undefined): void => {
    if (node === undefined) return;
    field.value = "";
    look();
    choose(node, field);
  };
  field.addEventListener("input", look);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      take(hits[0]);
    } else if (event.key === "Escape" && field.value !== "") {
      event.stopPropagation();
      field.value = "";
      look();
    }
  });
  list.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const id = event.target.closest<HTMLElement>("button[data-node]")?.dataset["node"];
    if (id !== undefined) take(index.nodes.get(id));
  });
}

/** Names that begin with what was asked first, then those with a word that does, then others. */
function ranked(nodes: NetworkNode[], asked: string): NetworkNode[] {
  const rank = (name: string): number =>
    name.startsWith(asked) ? 0 : name.includes(` ${asked}`) ? 1 : 2;
  return nodes
    .map((node) => ({ node, name: plain(node.label) }))
    .filter(({ name }) => name.includes(asked))
    .sort(
      (a, b) => rank(a.name) - rank(b.name) || a.node.label.localeCompare(b.node.label, "nb"),
    )
    .map(({ node }) => node);
}

function plain(text: string): string {
  return text.toLocaleLowerCase("nb");
}
