// The picture: sigma at the positions that the server gives.

import { UndirectedGraph } from "graphology";
import Sigma from "sigma";
import type { Settings } from "sigma/settings";
import { readPalette, type Palette } from "./network-colours";
import type { NetworkEdge, NetworkIndex, Selection } from "./network-data";
import { drawLabel, drawLabelOnPlate, NARROW, type Taken } from "./network-labels";

const SMALLEST_NODE = 7;
const LARGEST_NODE = 18;
const THICKEST_EDGE = 6;
/** How far from a line a pointer still means it, in CSS pixels; fingers are less exact. */
const MOUSE_REACH = 8;
const FINGER_REACH = 16;
const LABELS_ALWAYS_UP_TO = 40;
const ZOOM = { duration: 250, factor: 1.5 };

interface NodeAttributes {
  x: number;
  y: number;
  size: number;
  label: string;
  color: string;
}

interface EdgeAttributes {
  size: number;
  color: string;
}

type Drawing = UndirectedGraph<NodeAttributes, EdgeAttributes>;

export class NetworkDrawing {
  private readonly sigma: Sigma<NodeAttributes, EdgeAttributes>;
  private readonly drawing: Drawing;
  private palette: Palette = readPalette();
  private selected: Selection = null;
  private hovered: Selection = null;
  private finger = false;
  private labels: Taken[] = [];

  constructor(
    private readonly place: HTMLElement,
    private readonly index: NetworkIndex,
    private readonly onSelect: (selection: Selection) => void,
    /** Makes nodes smaller where there are many. */
    private readonly scale = 1,
  ) {
    this.drawing = this.fill();
    this.sigma = new Sigma(this.drawing, place, this.settings());
    this.listen();
    // The canvas takes the page's font only once it is loaded.
    void document.fonts.ready.then(() => this.sigma.refresh({ skipIndexation: true }));
  }

  select(selection: Selection): void {
    this.selected = selection;
    this.hovered = null;
    this.sigma.refresh({ skipIndexation: true });
  }

  zoom(action: string): void {
    const camera = this.sigma.getCamera();
    const duration = matchMedia("(prefers-reduced-motion: reduce)").matches ? 1 : ZOOM.duration;
    if (action === "in") void camera.animatedZoom({ duration, factor: ZOOM.factor });
    else if (action === "out") void camera.animatedUnzoom({ duration, factor: ZOOM.factor });
    else void camera.animatedReset({ duration });
  }

  /** Let go of the picture and its graphics memory. */
  close(): void {
    this.sigma.kill();
  }

  /** Take the colours anew, after the colour scheme has changed. */
  recolour(): void {
    this.palette = readPalette();
    for (const node of this.index.nodes.values()) {
      this.drawing.setNodeAttribute(node.id, "color", this.palette.ofType(node.type));
    }
    for (const edge of this.index.edges.values()) {
      this.drawing.setEdgeAttribute(edge.id, "color", this.colourOf(edge));
    }
    this.sigma.setSettings(this.settings());
    this.sigma.refresh();
  }

  private fill(): Drawing {
    const drawing: Drawing = new UndirectedGraph();
    const { nodes, edges } = this.index;
    const strongest = Math.max(1e-9, ...[...nodes.values()].map((node) => node.weighted_degree));
    const heaviest = Math.max(1e-9, ...[...edges.values()].map((edge) => edge.weight));
    for (const node of nodes.values()) {
      // The area, not the radius, follows the measure.
      const share = Math.sqrt(Math.max(0, node.weighted_degree) / strongest);
      drawing.addNode(node.id, {
        x: node.x,
        y: node.y,
        size: this.scale * (SMALLEST_NODE + (LARGEST_NODE - SMALLEST_NODE) * share),
        label: node.label,
        color: this.palette.ofType(node.type),
      });
    }
    for (const edge of edges.values()) {
      drawing.addEdgeWithKey(edge.id, edge.source, edge.target, {
        size: 1 + (THICKEST_EDGE - 1) * Math.sqrt(Math.max(0, edge.weight) / heaviest),
        color: this.colourOf(edge),
      });
    }
    return drawing;
  }

  private settings(): Partial<Settings<NodeAttributes, EdgeAttributes>> {
    const width = this.place.clientWidth;
    const few = this.index.nodes.size <= LABELS_ALWAYS_UP_TO && width >= NARROW;
    return {
      allowInvalidContainer: true,
      stagePadding: width < NARROW ? 28 : 72,
      zIndex: true,
      minCameraRatio: 0.05,
      maxCameraRatio: 2,
      labelFont: getComputedStyle(document.body).fontFamily,
      labelSize: 13,
      labelWeight: "500",
      labelColor: { color: this.palette.label },
      labelRenderedSizeThreshold: few ? 0 : 7,
      labelDensity: few ? 2 : 1,
      labelGridCellSize: few ? 70 : 110,
      defaultDrawNodeLabel: (context, node, settings) => {
        drawLabel(context, node, settings, this.palette, this.place.clientWidth, this.labels);
      },
      defaultDrawNodeHover: (context, node, settings) => {
        drawLabelOnPlate(context, node, settings, this.palette, this.place.clientWidth);
      },
      nodeReducer: (id, attributes) =>
        this.isInFocus(id)
          ? { ...attributes, zIndex: 1, forceLabel: this.isEmphasised(id) }
          : { ...attributes, color: this.palette.faded, label: "", zIndex: 0 },
      edgeReducer: (id, attributes) => {
        const focus = this.hovered ?? this.selected;
        if (focus === null) return attributes;
        if (this.isEdgeInFocus(id)) {
          const chosen = focus.kind === "edge";
          return {
            ...attributes,
            color: this.palette.edgeActive,
            size: attributes.size + (chosen ? 2 : 0),
            zIndex: 1,
          };
        }
        return { ...attributes, color: this.palette.faded, zIndex: 0 };
      },
    };
  }

  private colourOf(edge: NetworkEdge): string {
    const certain = edge.evidence.some((row) => !row.modality || row.modality === "actual");
    return certain || edge.evidence.length === 0 ? this.palette.edge : this.palette.edgeUncertain;
  }

  private isInFocus(node: string): boolean {
    const focus = this.hovered ?? this.selected;
    if (focus === null) return true;
    if (focus.kind === "edge") return this.isEmphasised(node);
    return focus.id === node || this.drawing.areNeighbors(focus.id, node);
  }

  private isEmphasised(node: string): boolean {
    const focus = this.hovered ?? this.selected;
    if (focus === null) return false;
    if (focus.kind === "node") return focus.id === node;
    return this.drawing.extremities(focus.id).includes(node);
  }

  private isEdgeInFocus(edge: string): boolean {
    const focus = this.hovered ?? this.selected;
    if (focus === null) return true;
    if (focus.kind === "edge") return focus.id === edge;
    return this.drawing.extremities(edge).includes(focus.id);
  }

  private listen(): void {
    this.place.addEventListener("pointerdown", (event) => {
      this.finger = event.pointerType === "touch";
      this.place.dataset.engaged = "";
    });
    this.place.addEventListener("pointerleave", () => {
      delete this.place.dataset.engaged;
      this.hover(null);
    });
    // The wheel scrolls the page until somebody takes hold of the picture.
    this.place.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey && this.place.dataset.engaged === undefined) event.stopPropagation();
      },
      { capture: true },
    );
    this.sigma.on("beforeRender", () => (this.labels = []));
    this.sigma.on("enterNode", ({ node }) => this.hover({ kind: "node", id: node }));
    this.sigma.on("leaveNode", () => this.hover(null));
    this.sigma.on("clickNode", ({ node }) => this.onSelect({ kind: "node", id: node }));
    this.sigma.on("clickStage", ({ event }) => {
      const edge = this.nearestEdge(event, this.finger ? FINGER_REACH : MOUSE_REACH);
      this.onSelect(edge === null ? null : { kind: "edge", id: edge });
    });
    this.sigma.on("moveBody", ({ event }) => {
      if (this.hovered?.kind === "node") return;
      const edge = this.nearestEdge(event, MOUSE_REACH);
      this.hover(edge === null ? null : { kind: "edge", id: edge });
    });
  }

  private hover(target: Selection): void {
    if (this.hovered?.id === target?.id && this.hovered?.kind === target?.kind) return;
    this.hovered = target;
    this.place.toggleAttribute("data-pointer", target !== null);
    this.sigma.refresh({ skipIndexation: true });
  }

  // Sigma finds an edge only under its own pixels; a thin line needs a wider reach than that.
  private nearestEdge(point: { x: number; y: number }, reach: number): string | null {
    let nearest: string | null = null;
    let distance = reach;
    const ends = new Map<string, { x: number; y: number }>();
    const place = (node: string): { x: number; y: number } => {
      const known = ends.get(node);
      if (known !== undefined) return known;
      const found = this.sigma.graphToViewport(this.drawing.getNodeAttributes(node));
      ends.set(node, found);
      return found;
    };
    for (const edge of this.index.edges.values()) {
      const found = distanceToLine(point, place(edge.source), place(edge.target));
      if (found < distance) {
        distance = found;
        nearest = edge.id;
      }
    }
    return nearest;
  }
}

function distanceToLine(
  point: { x: number; y: number },
  start: { x: number; y: number },
  end: { x: number; y: number },
): number {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - start.x) * dx + (point.y - start.y) * dy) / length;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - start.x - share * dx, point.y - start.y - share * dy);
}
