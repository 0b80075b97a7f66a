// Places the nodes of a network that no server has placed: off the page's own thread, and the same
// for the same answer each time.

import type { NetworkData } from "../network-data";

/** Set x and y of each node. */
export async function place(data: NetworkData): Promise<void> {
  const at = new Map(data.nodes.map((node, index) => [node.id, index]));
  const ends = new Uint32Array(
    data.edges.flatMap((edge) => [at.get(edge.source) ?? 0, at.get(edge.target) ?? 0]),
  );
  const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
  try {
    const positions = await new Promise<Float64Array>((done, failed) => {
      worker.onmessage = (event: MessageEvent<Float64Array>) => done(event.data);
      worker.onerror = () => failed(new Error("the layout failed"));
      worker.postMessage({ count: data.nodes.length, ends });
    });
    data.nodes.forEach((node, index) => {
      node.x = positions[2 * index] ?? 0;
      node.y = positions[2 * index + 1] ?? 0;
    });
  } finally {
    worker.terminate();
  }
}
