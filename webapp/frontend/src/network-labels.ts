// The names in the picture: with a halo, inside its edges, in the colours of the scheme.

import type { Palette } from "./network-colours";

/** A picture that is narrower than this, in CSS pixels, is that of a phone. */
export const NARROW = 600;
/** Letters of a label in the picture; the panel and the table have the whole name. */
const LONGEST_LABEL = 32;
const LONGEST_LABEL_NARROW = 24;

/** Where a label stands, so that the next one keeps off it. */
export interface Taken {
  left: number;
  right: number;
  base: number;
}

interface DrawnNode {
  x: number;
  y: number;
  size: number;
  label: string | null;
}

interface LabelSettings {
  labelSize: number;
  labelFont: string;
  labelWeight: string;
}

// Sigma's own labels have no halo, run out of the picture, and are black in every colour scheme.
export function drawLabel(
  context: CanvasRenderingContext2D,
  node: DrawnNode,
  settings: LabelSettings,
  palette: Palette,
  width: number,
  taken: Taken[],
): void {
  if (!node.label) return;
  const label = shorten(node.label, width);
  const left = placeLabel(context, { ...node, label }, settings, width);
  const base = node.y + settings.labelSize / 3;
  const right = left + context.measureText(label).width;
  // A name over another can be read by nobody; pointing at its node shows it.
  const free = taken.every(
    (other) =>
      right < other.left || left > other.right || Math.abs(base - other.base) > settings.labelSize,
  );
  if (!free) return;
  taken.push({ left, right, base });
  context.lineWidth = 4;
  context.lineJoin = "round";
  context.strokeStyle = palette.halo;
  context.strokeText(label, left, base);
  context.fillStyle = palette.label;
  context.fillText(label, left, base);
}

export function drawLabelOnPlate(
  context: CanvasRenderingContext2D,
  node: DrawnNode,
  settings: LabelSettings,
  palette: Palette,
  width: number,
): void {
  context.fillStyle = palette.plate;
  context.strokeStyle = palette.edgeActive;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(node.x, node.y, node.size + 2, 0, Math.PI * 2);
  context.stroke();
  if (!node.label) return;
  const label = shorten(node.label, width);
  const left = placeLabel(context, { ...node, label }, settings, width);
  const height = settings.labelSize + 10;
  context.beginPath();
  context.roundRect(
    left - 6,
    node.y - height / 2,
    context.measureText(label).width + 12,
    height,
    4,
  );
  context.fill();
  context.lineWidth = 1;
  context.stroke();
  context.fillStyle = palette.label;
  context.fillText(label, left, node.y + settings.labelSize / 3);
}

function shorten(label: string, width: number): string {
  const longest = width < NARROW ? LONGEST_LABEL_NARROW : LONGEST_LABEL;
  return label.length <= longest ? label : `${label.slice(0, longest - 1).trimEnd()}…`;
}

/** Set the font and find where the label starts: left of the node where the right has no room. */
function placeLabel(
  context: CanvasRenderingContext2D,
  node: DrawnNode,
  settings: LabelSettings,
  width: number,
): number {
  context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
  const length = context.measureText(node.label ?? "").width;
  const right = node.x + node.size + 10;
  const left = node.x - node.size - 10 - length;
  return right + length + 6 > width && left > 0 ? left : right;
}
