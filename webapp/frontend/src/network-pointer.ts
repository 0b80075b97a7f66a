// What the pointer means in the picture, found in the page's own memory.
//
// Sigma asks the graphics card for the colour of a pixel at each move of the mouse, and the page
// waits until the card has drawn everything: most of the time of a frame in a large network.

import type Sigma from "sigma";
import type { MouseCoords } from "sigma/types";
import type { NetworkIndex, Selection } from "./network-data";
import { NodeGrid, TieGrid } from "./network-nearest";

/** How far from a line a pointer still means it, in CSS pixels; fingers are less exact. */
const MOUSE_REACH = 8;
const FINGER_REACH = 16;

/** What sigma listens to in order to name a node; its turning of the wheel is not among them. */
const SIGMAS_OWN = [
  "mousemove",
  "mousedown",
  "mouseup",
  "click",
  "rightClick",
  "doubleClick",
  "wheel",
] as const;

interface Point {
  x: number;
  y: number;
}

interface Sized {
  x: number;
  y: number;
  size: number;
}

export class Pointer {
  private nodes: NodeGrid | null = null;
  private ties: TieGrid | null = null;
  private last: Point | null = null;
  private closed = false;
  private reach = MOUSE_REACH;

  constructor(
    private readonly sigma: Sigma<any, any>,
    place: HTMLElement,
    private readonly index: NetworkIndex,
    private readonly told: { over(target: Selection): void; chosen(target: Selection): void },
  ) {
    const [mouse, touch] = [sigma.getMouseCaptor(), sigma.getTouchCaptor()];
    for (const event of SIGMAS_OWN) mouse.removeAllListeners(event);
    touch.removeAllListeners();
    mouse.on("mousemove", (at: MouseCoords) => this.pointAt(at));
    mouse.on("click", (at: MouseCoords) => told.chosen(this.under(at, this.reach)));
    for (const event of ["pointerdown", "pointermove"] as const) {
      place.addEventListener(
        event,
        ({ pointerType }) => (this.reach = pointerType === "touch" ? FINGER_REACH : MOUSE_REACH),
        { capture: true },
      );
    }
    // One finger scrolls the page and taps, as everywhere else; sigma would keep it for itself.
    for (const event of ["touchstart", "touchmove"] as const) {
      place.addEventListener(
        event,
        (touch) => {
          if (touch.touches.length === 1) touch.stopPropagation();
        },
        { capture: true, passive: true },
      );
    }
  }

  /** The network has changed. */
  forget(): void {
    this.nodes = null;
    this.ties = null;
  }

  close(): void {
    this.closed = true;
  }

  /** Look for what is under the pointer, once a frame however often the pointer tells of itself. */
  private pointAt({ x, y }: Point): void {
    // A tap is followed by a move of a mouse that is not there.
    if (this.reach === FINGER_REACH) return;
    const waits = this.last !== null;
    this.last = { x, y };
    if (waits) return;
    requestAnimationFrame(() => {
      const last = this.last;
      this.last = null;
      if (last === null || this.closed) return;
      // Whoever drags the picture points at nothing.
      if (this.sigma.getMouseCaptor().isMouseDown) return;
      this.told.over(this.under(last, MOUSE_REACH));
    });
  }

  /** The node at a point of the picture, else the tie within reach of it. */
  private under(point: Point, reach: number): Selection {
    const here = this.sigma.viewportToGraph(point);
    const beside = this.sigma.viewportToGraph({ x: point.x + 1, y: point.y });
    const pixel = Math.hypot(beside.x - here.x, beside.y - here.y);
    this.nodes ??= new NodeGrid(this.sized());
    const node = this.nodes.at(here.x, here.y, this.sigma.scaleSize(1) * pixel);
    if (node !== null) return { kind: "node", id: node };
    // A thin line needs a wider reach than its own pixels.
    this.ties ??= new TieGrid(this.index);
    const tie = this.ties.nearest(here.x, here.y, reach * pixel);
    return tie === null ? null : { kind: "edge", id: tie };
  }

  private sized(): Map<string, Sized> {
    const drawing = this.sigma.getGraph();
    const sized = new Map<string, Sized>();
    drawing.forEachNode((id, { x, y, size }) => sized.set(id, { x, y, size }));
    return sized;
  }
}
