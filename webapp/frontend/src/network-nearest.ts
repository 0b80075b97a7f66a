// Which node is at a point, and which tie is nearest to it: grids over the picture, so that few of
// many are measured.

import type { NetworkIndex } from "./network-data";

const CELLS = 96;

interface Disc {
  id: string;
  x: number;
  y: number;
  size: number;
}

interface Line {
  id: string;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** The ties by the cells of a square grid that they run through, in the layout's coordinates. */
export class TieGrid {
  private readonly cells = new Map<number, Line[]>();
  private readonly left: number;
  private readonly bottom: number;
  private readonly side: number;

  constructor(index: NetworkIndex) {
    let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const { x, y } of index.nodes.values()) {
      left = Math.min(left, x);
      right = Math.max(right, x);
      bottom = Math.min(bottom, y);
      top = Math.max(top, y);
    }
    this.left = left;
    this.bottom = bottom;
    this.side = Math.max(right - left, top - bottom, 1e-9) / CELLS;
    for (const edge of index.edges.values()) {
      const [source, target] = [index.nodes.get(edge.source), index.nodes.get(edge.target)];
      if (source === undefined || target === undefined) continue;
      this.add({ id: edge.id, x1: source.x, y1: source.y, x2: target.x, y2: target.y });
    }
  }

  nearest(x: number, y: number, reach: number): string | null {
    let nearest: string | null = null;
    let distance = reach;
    // One cell more, since a line is written down at points along it and may cut a corner.
    const [column, row] = this.cellOf(x, y);
    const around = Math.min(CELLS, Math.ceil(reach / this.side) + 1);
    for (let i = column - around; i <= column + around; i++) {
      for (let j = row - around; j <= row + around; j++) {
        for (const line of this.cells.get(key(i, j)) ?? []) {
          const found = distanceToLine(x, y, line);
          if (found < distance) {
            distance = found;
            nearest = line.id;
          }
        }
      }
    }
    return nearest;
  }

  private add(line: Line): void {
    const length = Math.hypot(line.x2 - line.x1, line.y2 - line.y1);
    const steps = Math.max(1, Math.ceil(length / this.side));
    let last = NaN;
    for (let step = 0; step <= steps; step++) {
      const x = line.x1 + ((line.x2 - line.x1) * step) / steps;
      const y = line.y1 + ((line.y2 - line.y1) * step) / steps;
      const cell = key(...this.cellOf(x, y));
      if (cell === last) continue;
      last = cell;
      const lines = this.cells.get(cell);
      if (lines === undefined) this.cells.set(cell, [line]);
      else lines.push(line);
    }
  }

  private cellOf(x: number, y: number): [number, number] {
    return [Math.floor((x - this.left) / this.side), Math.floor((y - this.bottom) / this.side)];
  }
}

/** The nodes by the cells of a grid, in the layout's coordinates; sizes are those of the picture. */
export class NodeGrid {
  private readonly cells = new Map<number, Disc[]>();
  private left = Infinity;
  private bottom = Infinity;
  private side = 1;
  private largest = 0;

  constructor(nodes: Map<string, { x: number; y: number; size: number }>) {
    let [right, top] = [-Infinity, -Infinity];
    for (const { x, y, size } of nodes.values()) {
      this.left = Math.min(this.left, x);
      this.bottom = Math.min(this.bottom, y);
      right = Math.max(right, x);
      top = Math.max(top, y);
      this.largest = Math.max(this.largest, size);
    }
    this.side = Math.max(right - this.left, top - this.bottom, 1e-9) / CELLS;
    for (const [id, { x, y, size }] of nodes) {
      const cell = key(...this.cellOf(x, y));
      const discs = this.cells.get(cell);
      if (discs === undefined) this.cells.set(cell, [{ id, x, y, size }]);
      else discs.push({ id, x, y, size });
    }
  }

  /** The node whose disc holds a point, the one with the nearest middle where discs overlap. */
  at(x: number, y: number, unitsPerSize: number): string | null {
    let nearest: string | null = null;
    let distance = Infinity;
    const [column, row] = this.cellOf(x, y);
    const around = Math.min(CELLS, Math.ceil((this.largest * unitsPerSize) / this.side));
    for (let i = column - around; i <= column + around; i++) {
      for (let j = row - around; j <= row + around; j++) {
        for (const disc of this.cells.get(key(i, j)) ?? []) {
          const found = Math.hypot(x - disc.x, y - disc.y);
          if (found <= disc.size * unitsPerSize && found < distance) {
            distance = found;
            nearest = disc.id;
          }
        }
      }
    }
    return nearest;
  }

  private cellOf(x: number, y: number): [number, number] {
    return [Math.floor((x - this.left) / this.side), Math.floor((y - this.bottom) / this.side)];
  }
}

function key(column: number, row: number): number {
  // Wider than the grid, so that no cell outside it takes the number of one inside.
  return column * 8 * CELLS + row;
}

function distanceToLine(x: number, y: number, { x1, y1, x2, y2 }: Line): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((x - x1) * dx + (y - y1) * dy) / length;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(x - x1 - share * dx, y - y1 - share * dy);
}
