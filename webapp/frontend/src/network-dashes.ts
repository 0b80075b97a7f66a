// Ties that are lost or only planned: dashed and dotted, under all else. Sigma has no dashes.

import type Sigma from "sigma";
import type { Palette } from "./network-colours";
import type { NetworkEdge, NetworkIndex } from "./network-data";
import { Layer, placeOf } from "./network-layer";

export const LOST = [5, 4];
export const UNCERTAIN = [2, 3];
/** With more of them than this, they are away while the picture moves, as other ties are. */
const MOVE_UP_TO = 300;

/** The pattern of a tie's line; none where it is whole. */
export function patternOf(edge: NetworkEdge): number[] | null {
  if (edge.state === "lost") return LOST;
  return edge.uncertain ? UNCERTAIN : null;
}

export class Dashes {
  private readonly layer: Layer;
  private patterned: [NetworkEdge, number[]][] = [];

  constructor(
    private readonly sigma: Sigma<any, any>,
    private readonly index: NetworkIndex,
    private readonly palette: () => Palette,
    /** Whether something is in focus, so that the rest fades. */
    private readonly faded: () => boolean,
  ) {
    this.layer = new Layer(sigma, "dashes", "edges");
    this.renew();
    sigma.on("afterRender", () => this.draw());
  }

  /** The network has changed. */
  renew(): void {
    this.patterned = [];
    for (const edge of this.index.edges.values()) {
      const pattern = patternOf(edge);
      if (pattern !== null) this.patterned.push([edge, pattern]);
    }
  }

  private draw(): void {
    const { sigma, patterned } = this;
    const moves = sigma.getCamera().isAnimated() || sigma.getMouseCaptor().isMoving;
    const shows = patterned.length > 0 && !(moves && patterned.length > MOVE_UP_TO);
    this.layer.draw(shows, (context) => {
      const palette = this.palette();
      const faded = this.faded();
      for (const [edge, pattern] of patterned) {
        const [from, to] = [placeOf(sigma, edge.source), placeOf(sigma, edge.target)];
        context.setLineDash(pattern);
        context.lineWidth = 1.5;
        context.strokeStyle = faded
          ? palette.faded
          : edge.state === "lost"
            ? palette.edgeLost
            : edge.state === "new"
              ? palette.edgeNew
              : palette.edgeUncertain;
        context.beginPath();
        context.moveTo(from.x, from.y);
        context.lineTo(to.x, to.y);
        context.stroke();
      }
    });
  }
}
