// The answer as a network: things in two columns, or subjects and objects of triples.

import { colourName } from "../network-colours";
import { type NetworkEdge, NetworkIndex, type NetworkNode, type Selection } from "../network-data";
import { NetworkDrawing } from "../network-drawing";
import { link, make, makeSvg } from "./dom";
import type { Labels } from "./labels";
import { place } from "./layout";
import type { TableData } from "./table-data";
import { shorten, shown } from "./terms";
import { counted, text } from "./texts";

const MOST_NODES = 1_500;
const MOST_EDGES = 6_000;
const FULL_SIZE_UP_TO = 60;
const MARK = "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1";

export interface DrawnNetwork {
  element: HTMLElement;
  draw: () => Promise<void>;
  close: () => void;
}

interface Built {
  index: NetworkIndex;
  leftOut: number;
}

export function answerNetwork(data: TableData, labels: Labels): DrawnNetwork {
  const { index, leftOut } = build(data, labels);
  const picture = make("div", { class: "network", "aria-hidden": "true" });
  const status = make("p", { class: "network-view__status", role: "status" }, text("drawing"));
  const panel = make(
    "div",
    { class: "network-evidence", role: "region", "aria-label": text("chosenNode"), tabindex: 0 },
    make("p", { class: "note" }, text("chooseNode")),
  );
  const told = [
    counted("nodes", index.nodes.size),
    counted("edges", index.edges.size),
    leftOut > 0 ? counted("edgesLeftOut", leftOut) : "",
  ].filter(Boolean);
  let drawing: NetworkDrawing | null = null;
  let closed = false;
  const recolour = (): void => drawing?.recolour();
  const dark = matchMedia("(prefers-color-scheme: dark)");
  return {
    element: make(
      "div",
      { class: "stack" },
      make("p", { class: "note" }, `${told.join(", ")}. ${text("networkInTable")}`),
      make(
        "div",
        { class: "network-view network-view--low" },
        make("div", { class: "network-view__picture" }, picture, status, buttons(() => drawing)),
        panel,
        legend(index),
      ),
    ),
    draw: async () => {
      await place(index.data);
      if (closed) return;
      try {
        const choose = (selection: Selection): void => {
          drawing?.select(selection);
          tell(panel, index, selection);
        };
        const scale = Math.min(1, Math.sqrt(FULL_SIZE_UP_TO / index.nodes.size));
        drawing = new NetworkDrawing(picture, index, choose, scale);
        status.textContent = "";
      } catch {
        // No WebGL: the table has the same.
        status.textContent = text("undrawn");
      }
      document.addEventListener("samspill:color-scheme", recolour);
      dark.addEventListener("change", recolour);
    },
    close: () => {
      closed = true;
      drawing?.close();
      document.removeEventListener("samspill:color-scheme", recolour);
      dark.removeEventListener("change", recolour);
    },
  };
}

/** The two columns that are tied, and the one that names the tie. */
function columnsOf(data: TableData): { left: string; right: string; named: string } {
  if (data.answer.triples) return { left: "subject", right: "object", named: "predicate" };
  const things = data.columns.filter((column) => column.kind === "iri").map(({ name }) => name);
  const [left = "", right = ""] = things;
  const rest = data.columns.map(({ name }) => name).filter((name) => name !== left && name !== right);
  return { left, right, named: rest[0] ?? "" };
}

function build(data: TableData, labels: Labels): Built {
  const { left, right, named } = columnsOf(data);
  const nodes = new Map<string, NetworkNode>();
  const edges = new Map<string, NetworkEdge>();
  let leftOut = 0;
  for (const row of data.order) {
    const [source, target] = [data.term(row, left), data.term(row, right)];
    if (source?.type !== "uri" || target?.type !== "uri" || source.value === target.value) continue;
    // An undirected picture: both ways are one line.
    const key = [source.value, target.value].sort().join(" ");
    const fits =
      nodes.size + 2 <= MOST_NODES || (nodes.has(source.value) && nodes.has(target.value));
    if (!edges.has(key) && (!fits || edges.size >= MOST_EDGES)) {
      leftOut++;
      continue;
    }
    for (const { value } of [source, target]) if (!nodes.has(value)) nodes.set(value, node(value, labels));
    const edge = edges.get(key) ?? {
      id: key,
      source: source.value,
      target: target.value,
      weight: 0,
      count: 0,
      through: [],
      uncertain: false,
    };
    edge.weight++;
    edge.count++;
    const says = named === "" ? "" : shown(data.term(row, named), labels);
    edge.through.push(says);
    edges.set(key, edge);
  }
  for (const edge of edges.values()) {
    for (const end of [edge.source, edge.target]) {
      const one = nodes.get(end);
      if (one === undefined) continue;
      one.degree++;
      one.weighted_degree++;
    }
  }
  let most = 1;
  for (const one of nodes.values()) most = Math.max(most, one.weighted_degree);
  for (const one of nodes.values()) one.share = Math.sqrt(one.weighted_degree / most);
  return {
    index: new NetworkIndex({ nodes: [...nodes.values()], edges: [...edges.values()], legend: [] }),
    leftOut,
  };
}

function node(iri: string, labels: Labels): NetworkNode {
  const named = labels.named(iri);
  return {
    id: iri,
    key: iri,
    kind: "actor",
    label: named?.label ?? shorten(iri),
    type: named?.type ?? "",
    type_label: named?.type_label ?? text("otherThings"),
    x: 0,
    y: 0,
    degree: 0,
    weighted_degree: 0,
    url: named?.url ?? "",
    share: 0,
    colour: colourName(named?.type ?? ""),
  };
}

function tell(panel: HTMLElement, index: NetworkIndex, selection: Selection): void {
  const edge = selection?.kind === "edge" ? index.edges.get(selection.id) : undefined;
  const chosen = selection?.kind === "node" ? index.nodes.get(selection.id) : undefined;
  if (edge === undefined && chosen === undefined) {
    panel.replaceChildren(make("p", { class: "note" }, text("chooseNode")));
    return;
  }
  const ties = edge === undefined ? (index.edgesOf.get(chosen?.id ?? "") ?? []) : [edge];
  const title =
    chosen === undefined
      ? make("p", { class: "evidence__title" }, linked(index, edge?.source), " – ", linked(index, edge?.target))
      : make("p", { class: "evidence__title" }, linked(index, chosen.id));
  const items = ties.map((tie) => {
    const other = tie.source === chosen?.id ? tie.target : tie.source;
    const says = [...new Set(tie.through.filter(Boolean))].join(", ");
    return make(
      "li",
      { class: "evidence__item" },
      chosen === undefined ? null : linked(index, other),
      make("p", { class: "note" }, says),
    );
  });
  panel.replaceChildren(
    title,
    make("p", { class: "note" }, chosen?.type_label ?? ""),
    make("ul", { class: "evidence__list" }, ...items),
  );
}

function linked(index: NetworkIndex, iri: string | undefined): Node {
  const one = index.nodes.get(iri ?? "");
  return link(one?.label ?? iri ?? "", one?.url);
}

function buttons(drawing: () => NetworkDrawing | null): HTMLElement {
  const icons: [string, string, string][] = [
    ["in", text("zoomIn"), "M12 5v14M5 12h14"],
    ["out", text("zoomOut"), "M5 12h14"],
    ["reset", text("zoomReset"), "M4 9V4h5m6 0h5v5m0 6v5h-5m-6 0H4v-5"],
  ];
  const made = icons.map(([action, name, icon]) => {
    const one = make("button", {
      class: "ds-button",
      type: "button",
      "data-variant": "secondary",
      "data-color": "neutral",
      "data-icon": "",
      "aria-label": name,
      title: name,
    });
    one.append(
      makeSvg(
        "svg",
        { viewBox: "0 0 24 24", "aria-hidden": "true" },
        makeSvg("path", {
          d: icon,
          fill: "none",
          stroke: "currentColor",
          "stroke-width": 2,
          "stroke-linecap": "round",
        }),
      ),
    );
    one.addEventListener("click", () => drawing()?.zoom(action));
    return one;
  });
  return make("div", { class: "network-view__buttons", "data-size": "sm" }, ...made);
}

function legend(index: NetworkIndex): HTMLElement {
  const labelsOf = new Map<string, Set<string>>();
  for (const one of index.nodes.values()) {
    const colour = colourName(one.type);
    labelsOf.set(colour, (labelsOf.get(colour) ?? new Set<string>()).add(one.type_label));
  }
  const items = [...labelsOf].map(([colour, labels]) =>
    make(
      "li",
      {},
      makeSvg(
        "svg",
        { viewBox: "0 0 16 16", "aria-hidden": "true", class: `node-mark node-mark--${colour}` },
        makeSvg("path", { d: MARK }),
      ),
      [...labels].join(", "),
    ),
  );
  return make("ul", { class: "network-legend", "aria-label": text("colours") }, ...items);
}
