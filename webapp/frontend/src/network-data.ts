// What /network.json answers, and ways to find things in it.

export interface NetworkNode {
  id: string;
  /** Its short name in addresses; the IRI again where there is none. */
  key: string;
  label: string;
  /** Actor, or what actors meet in: those are squares. */
  kind: string;
  type: string;
  type_label: string;
  x: number;
  y: number;
  degree: number;
  weighted_degree: number;
  url: string;
  /** Its size from 0 to 1; the area, not the radius, follows the measure. */
  share: number;
  /** The name of its colour in the style sheet. */
  colour: string;
}

export interface NetworkEdge {
  id: string;
  source: string;
  target: string;
  weight: number;
  count: number;
  /** What the two are joined through. */
  through: string[];
  /** Nothing that it rests on is said to be actual. */
  uncertain: boolean;
  /** What became of it from one period to the next, where two are compared. */
  state?: State;
}

export type State = "new" | "kept" | "lost";

export interface LegendLine {
  colour: string;
  text: string;
}

export interface NetworkData {
  nodes: NetworkNode[];
  edges: NetworkEdge[];
  legend: LegendLine[];
}

/** As the answer has it: ties name their ends and what they go through by numbers. */
interface Answer {
  types: Record<string, string>;
  things: string[];
  legend: LegendLine[];
  nodes: Omit<NetworkNode, "type_label">[];
  edges: {
    source: number;
    target: number;
    weight: number;
    count: number;
    through: number[];
    uncertain?: boolean;
    state?: State;
  }[];
}

/** The data with ways to find a node, an edge and the edges of a node. */
export class NetworkIndex {
  data: NetworkData = { nodes: [], edges: [], legend: [] };
  readonly nodes = new Map<string, NetworkNode>();
  readonly nodesByKey = new Map<string, NetworkNode>();
  readonly edges = new Map<string, NetworkEdge>();
  readonly edgesOf = new Map<string, NetworkEdge[]>();

  constructor(data: NetworkData) {
    this.load(data);
  }

  /** Take other data, such as those of other years. */
  load(data: NetworkData): void {
    this.data = data;
    for (const one of [this.nodes, this.nodesByKey, this.edges, this.edgesOf]) one.clear();
    for (const node of data.nodes) {
      this.nodes.set(node.id, node);
      this.nodesByKey.set(node.key, node);
      this.edgesOf.set(node.id, []);
    }
    for (const edge of data.edges) {
      if (!this.nodes.has(edge.source) || !this.nodes.has(edge.target)) continue;
      this.edges.set(edge.id, edge);
      this.edgesOf.get(edge.source)?.push(edge);
      this.edgesOf.get(edge.target)?.push(edge);
    }
  }

  label(node: string): string {
    return this.nodes.get(node)?.label ?? node;
  }

  /** The name of a selection in addresses. */
  keyOf(selection: Selection): string | null {
    if (selection === null) return null;
    return selection.kind === "edge" ? selection.id : (this.nodes.get(selection.id)?.key ?? null);
  }

  /** What a name in an address selects; nothing where it is not in this network. */
  selectionOf(key: string | null): Selection {
    if (key === null) return null;
    if (this.edges.has(key)) return { kind: "edge", id: key };
    const node = this.nodesByKey.get(key);
    return node === undefined ? null : { kind: "node", id: node.id };
  }
}

export type Selection = { kind: "node" | "edge"; id: string } | null;

export async function fetchNetwork(address: string): Promise<NetworkData> {
  const answer = await fetchJson<Answer>(address);
  const nodes = answer.nodes.map((node) => ({
    ...node,
    type_label: answer.types[node.type] ?? node.type,
  }));
  const edges: NetworkEdge[] = [];
  for (const edge of answer.edges) {
    const [source, target] = [nodes[edge.source], nodes[edge.target]];
    if (source === undefined || target === undefined) continue;
    edges.push({
      id: `${source.key}--${target.key}`,
      source: source.id,
      target: target.id,
      weight: edge.weight,
      count: edge.count,
      through: edge.through.map((number) => answer.things[number] ?? ""),
      uncertain: edge.uncertain === true,
      ...(edge.state === undefined ? {} : { state: edge.state }),
    });
  }
  return { nodes, edges, legend: answer.legend };
}

/** Reads what ties rest on out of their pages, each tie once, beside the network's own address. */
export class EvidenceReader {
  private readonly known = new Map<string, Promise<Element>>();

  constructor(private networkAddress: string) {}

  /** Read from beside another network from now on. */
  beside(networkAddress: string): void {
    this.networkAddress = networkAddress;
    this.known.clear();
  }

  of(edge: NetworkEdge): Promise<Element> {
    const known = this.known.get(edge.id);
    if (known !== undefined) return known;
    const address = new URL(this.networkAddress, location.href);
    address.pathname = "/network/evidence";
    address.searchParams.set("edge", edge.id);
    const asked = fetchList(address.href);
    this.known.set(edge.id, asked);
    // What failed may be asked for again.
    asked.catch(() => this.known.delete(edge.id));
    return asked;
  }
}

async function fetchList(address: string): Promise<Element> {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const list = page.querySelector(".tie-evidence");
  if (list === null) throw new Error(`${address}: no list of evidence`);
  return list;
}

async function fetchJson<T>(address: string): Promise<T> {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return (await answer.json()) as T;
}
