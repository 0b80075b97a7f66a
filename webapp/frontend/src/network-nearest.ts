// Which tie is nearest to a point: a grid over the picture, so that few of many are measured.

import type { NetworkIndex } from "./network-data";

const CELLS = 96;

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
