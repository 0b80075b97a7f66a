// A canvas of our own between those of sigma, drawn anew at each frame.

import type Sigma from "sigma";

export interface Point {
  x: number;
  y: number;
}

export class Layer {
  private readonly canvas: HTMLCanvasElement;
  private readonly context: CanvasRenderingContext2D | null;
  private empty = true;

  constructor(
    private readonly sigma: Sigma<any, any>,
    name: string,
    afterLayer: string,
  ) {
    this.canvas = sigma.createCanvas(name, { afterLayer });
    // The pointer is for the canvas that lies above all.
    this.canvas.style.pointerEvents = "none";
    this.context = this.canvas.getContext("2d");
  }

  /** Draw in CSS pixels; nothing is done where there was nothing and is nothing. */
  draw(hasAny: boolean, paint: (context: CanvasRenderingContext2D) => void): void {
    const { canvas, context } = this;
    if (context === null || (this.empty && !hasAny)) return;
    const { width, height } = this.sigma.getDimensions();
    const ratio = window.devicePixelRatio || 1;
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== wide) canvas.width = wide;
    if (canvas.height !== high) canvas.height = high;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    this.empty = !hasAny;
    if (hasAny) paint(context);
  }
}

/** Where a node of the drawing stands on the screen. */
export function placeOf(sigma: Sigma<any, any>, node: string): Point {
  const { x, y } = sigma.getGraph().getNodeAttributes(node) as Point;
  return sigma.graphToViewport({ x, y });
}
