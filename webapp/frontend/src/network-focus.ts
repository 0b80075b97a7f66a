// What is looked at, drawn after all else: its ties above the faded nodes, its names above all names.

import type Sigma from "sigma";
import type { Palette } from "./network-colours";
import { patternOf } from "./network-dashes";
import type { NetworkEdge, NetworkIndex } from "./network-data";
import { type Box, drawPlate, type LabelSettings, platePlace } from "./network-labels";
import { Layer, placeOf } from "./network-layer";

/** Ties of one actor that are drawn; more would be one blot, and slow to move. */
const MOST_TIES = 1_500;

export interface Focus {
  ties: NetworkEdge[];
  /** Whether one tie is looked at: it is drawn stronger than the many of an actor. */
  strong: boolean;
  /** Actors that are drawn above the ties. */
  nodes: string[];
  /** Actors with a ring around them and their name on a plate. */
  named: string[];
}

export const NO_FOCUS: Focus = { ties: [], strong: false, nodes: [], named: [] };

interface DrawnNode {
  size: number;
  color: string;
  type: string;
}

export class FocusLayers {
  private readonly ties: Layer;
  private readonly names: Layer;
  private focus: Focus = NO_FOCUS;

  constructor(
    private readonly sigma: Sigma<any, any>,
    private readonly index: NetworkIndex,
    private readonly palette: () => Palette,
    private readonly settings: () => LabelSettings,
    /** What no name may cover, in CSS pixels of the picture. */
    private readonly kept: () => Box[],
  ) {
    this.ties = new Layer(sigma, "focus", "nodes");
    this.names = new Layer(sigma, "focus-names", "labels");
    sigma.on("afterRender", () => this.draw());
  }

  show(focus: Focus): void {
    this.focus = focus;
  }

  /** Where the names of this frame stand, so that other names keep off them. */
  plates(): (Box & { node: string; text: string })[] {
    const { width, height } = this.sigma.getDimensions();
    const seen = this.focus.named.flatMap((node) => {
      if (!this.index.nodes.has(node)) return [];
      const { x, y } = placeOf(this.sigma, node);
      const size = this.sigma.scaleSize(this.drawn(node).size);
      // What is looked at may be out of the picture.
      const out = x < -size || y < -size || x > width + size || y > height + size;
      return out ? [] : [{ node, x, y, size }];
    });
    // Neither a button nor another actor that is looked at lies under a name.
    const taken: Box[] = [
      ...this.kept(),
      ...seen.map(({ x, y, size }) => ({
        left: x - size,
        right: x + size,
        top: y - size,
        bottom: y + size,
      })),
    ];
    return seen.map(({ node, x, y, size }) => {
      const place = platePlace(
        { x, y, size, label: this.index.label(node) },
        this.settings(),
        { width, height },
        taken,
      );
      taken.push(place);
      return { ...place, node };
    });
  }

  /** Draw both layers; for what the pointer passes, without asking sigma to draw anew. */
  draw(): void {
    const { sigma, focus } = this;
    const palette = this.palette();
    const some = focus.ties.length + focus.nodes.length + focus.named.length > 0;
    this.ties.draw(some, (context) => {
      context.strokeStyle = palette.edgeActive;
      for (const tie of focus.ties.slice(0, MOST_TIES)) {
        const [from, to] = [placeOf(sigma, tie.source), placeOf(sigma, tie.target)];
        const size = sigma.getGraph().getEdgeAttribute(tie.id, "size") as number;
        context.setLineDash(patternOf(tie) ?? []);
        context.lineWidth = Math.max(1, sigma.scaleSize(size + (focus.strong ? 2 : 0)));
        context.beginPath();
        context.moveTo(from.x, from.y);
        context.lineTo(to.x, to.y);
        context.stroke();
      }
      context.setLineDash([]);
      for (const node of focus.nodes) this.drawNode(context, node);
    });
    this.names.draw(focus.named.length > 0, (context) => {
      for (const plate of this.plates()) {
        const { x, y } = placeOf(sigma, plate.node);
        const size = sigma.scaleSize(this.drawn(plate.node).size);
        context.strokeStyle = palette.halo;
        context.lineWidth = 5;
        ring(context, x, y, size + 3);
        context.strokeStyle = palette.edgeActive;
        context.lineWidth = 2.5;
        ring(context, x, y, size + 3);
        drawPlate(context, plate, plate.text, this.settings(), palette);
      }
    });
  }

  private drawNode(context: CanvasRenderingContext2D, node: string): void {
    const { x, y } = placeOf(this.sigma, node);
    const { size, color, type } = this.drawn(node);
    const radius = this.sigma.scaleSize(size);
    context.fillStyle = color;
    context.beginPath();
    if (type === "square") context.rect(x - radius, y - radius, 2 * radius, 2 * radius);
    else context.arc(x, y, radius, 0, Math.PI * 2);
    context.fill();
  }

  private drawn(node: string): DrawnNode {
    return this.sigma.getGraph().getNodeAttributes(node) as DrawnNode;
  }
}

function ring(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.stroke();
}
