// The names in the picture: with a halo, inside its edges, in the colours of the scheme.

import type { Palette } from "./network-colours";

/** A picture that is narrower than this, in CSS pixels, is that of a phone. */
export const NARROW = 600;
/** Letters of a label in the picture; the panel and the table have the whole name. */
const LONGEST_LABEL = 32;
const LONGEST_LABEL_NARROW = 24;
/** Between a node and its name. */
const GAP = 10;
/** Between a plate's edge and its letters. */
const PADDING = 6;

/** What is taken in the picture, in CSS pixels. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

interface DrawnNode {
  x: number;
  y: number;
  size: number;
  label: string | null;
}

export interface LabelSettings {
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
  taken: Box[],
): void {
  if (!node.label) return;
  const label = shorten(node.label, width);
  context.font = fontOf(settings);
  const length = context.measureText(label).width;
  const onRight = node.x + node.size + GAP;
  const onLeft = node.x - node.size - GAP - length;
  const left = onRight + length + PADDING > width && onLeft > 0 ? onLeft : onRight;
  const base = node.y + settings.labelSize / 3;
  const box = { left, right: left + length, top: base - settings.labelSize, bottom: base };
  // A name over another can be read by nobody; pointing at its node shows it.
  if (taken.some((other) => overlap(box, other))) return;
  taken.push(box);
  context.lineWidth = 4;
  context.lineJoin = "round";
  context.strokeStyle = palette.halo;
  context.strokeText(label, left, base);
  context.fillStyle = palette.label;
  context.fillText(label, left, base);
}

let measuring: CanvasRenderingContext2D | null = null;

/** Where a name that must be seen has room: beside its node, else over or under it. */
export function platePlace(
  node: DrawnNode,
  settings: LabelSettings,
  picture: { width: number; height: number },
  taken: Box[],
): Box & { text: string } {
  measuring ??= document.createElement("canvas").getContext("2d");
  const text = shorten(node.label ?? "", picture.width);
  if (measuring !== null) measuring.font = fontOf(settings);
  const wide = (measuring?.measureText(text).width ?? 0) + 2 * PADDING;
  const high = settings.labelSize + 10;
  const away = node.size + GAP - PADDING + 2;
  const inside = (start: number, size: number, whole: number): number =>
    Math.max(2, Math.min(start, whole - size - 2));
  const middle = inside(node.x - wide / 2, wide, picture.width);
  const places = [
    { left: node.x + away, top: node.y - high / 2 },
    { left: node.x - away - wide, top: node.y - high / 2 },
    { left: middle, top: node.y - away - high },
    { left: middle, top: node.y + away },
  ].map(({ left, top }) => ({ left, right: left + wide, top, bottom: top + high, text }));
  const free = places.find(
    (box) =>
      box.left >= 0 &&
      box.right <= picture.width &&
      box.top >= 0 &&
      box.bottom <= picture.height &&
      !taken.some((other) => overlap(box, other)),
  );
  if (free !== undefined) return free;
  // Where all is taken, a name over another is still better than none.
  const top = inside(node.y - away - high, high, picture.height);
  return { left: middle, right: middle + wide, top, bottom: top + high, text };
}

export function drawPlate(
  context: CanvasRenderingContext2D,
  box: Box,
  text: string,
  settings: LabelSettings,
  palette: Palette,
): void {
  context.font = fontOf(settings);
  context.fillStyle = palette.plate;
  context.strokeStyle = palette.edgeActive;
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(box.left, box.top, box.right - box.left, box.bottom - box.top, 4);
  context.fill();
  context.stroke();
  context.fillStyle = palette.label;
  context.fillText(text, box.left + PADDING, (box.top + box.bottom) / 2 + settings.labelSize / 3);
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.left < other.right &&
    one.right > other.left &&
    one.top < other.bottom &&
    one.bottom > other.top
  );
}

function fontOf(settings: LabelSettings): string {
  return `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
}

function shorten(label: string, width: number): string {
  const longest = width < NARROW ? LONGEST_LABEL_NARROW : LONGEST_LABEL;
  return label.length <= longest ? label : `${label.slice(0, longest - 1).trimEnd()}…`;
}
