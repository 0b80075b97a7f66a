// What /network.json answers.

export interface Evidence {
  label: string;
  url?: string | null;
  relation?: string | null;
  relation_url?: string | null;
  modality?: string | null;
  modality_label?: string | null;
  document?: string | null;
  document_url?: string | null;
  locator?: string | null;
  lines?: string | null;
  actor?: string | null;
  role?: string | null;
}

export interface NetworkNode {
  id: string;
  label: string;
  type: string;
  type_label: string;
  x: number;
  y: number;
  degree: number;
  weighted_degree: number;
  url: string;
}

export interface NetworkEdge {
  id: string;
  source: string;
  target: string;
  weight: number;
  count: number;
  evidence: Evidence[];
}

export interface NetworkData {
  nodes: NetworkNode[];
  edges: NetworkEdge[];
  labels?: Record<string, string>;
}

/** The data with ways to find a node, an edge and the edges of a node. */
export class NetworkIndex {
  readonly nodes = new Map<string, NetworkNode>();
  readonly edges = new Map<string, NetworkEdge>();
  readonly edgesOf = new Map<string, NetworkEdge[]>();

  constructor(readonly data: NetworkData) {
    for (const node of data.nodes) {
      this.nodes.set(node.id, node);
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
}

export type Selection = { kind: "node" | "edge"; id: string } | null;

export async function fetchNetwork(address: string): Promise<NetworkIndex> {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new NetworkIndex((await answer.json()) as NetworkData);
}
