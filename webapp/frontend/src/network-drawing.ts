// The picture: sigma at the positions that the server gives.

import { UndirectedGraph } from "graphology";
import Sigma from "sigma";
import type { Settings } from "sigma/settings";
import { readPalette, type Palette } from "./network-colours";
import type { NetworkEdge, NetworkIndex, Selection } from "./network-data";
import { drawLabel, drawLabelOnPlate, NARROW, type Taken } from "./network-labels";
import { CircleProgram, SquareProgram } from "./network-nodes";
import { Pointer } from "./network-pointer";

const SMALLEST_NODE = 7;
const LARGEST_NODE = 18;
const THICKEST_EDGE = 6;
const LABELS_ALWAYS_UP_TO = 40;
/** With more ties than this, the rest is not faded at each thing that the pointer passes. */
const FADING_UP_TO = 8_000;
/** With more actors than this, the names are away while the picture moves. */
const NAMES_MOVE_UP_TO = 1_000;
const ZOOM = { duration: 250, factor: 1.5 };
const NEAR = 0.5;

export interface Camera {
  x: number;
  y: number;
  ratio: number;
}

interface NodeAttributes {
  x: number;
  y: number;
  size: number;
  label: string;
  color: string;
  type: string;
}

interface EdgeAttributes {
  size: number;
  hidden: boolean;
  color: string;
}

type Drawing = UndirectedGraph<NodeAttributes, EdgeAttributes>;

export class NetworkDrawing {
  private readonly sigma: Sigma<NodeAttributes, EdgeAttributes>;
  private readonly drawing: Drawing = new UndirectedGraph();
  private palette: Palette = readPalette();
  private selected: Selection = null;
  private hovered: Selection = null;
  private labels: Taken[] = [];
  private readonly pointer: Pointer;

  constructor(
    private readonly place: HTMLElement,
    private readonly index: NetworkIndex,
    onSelect: (selection: Selection) => void,
    /** Makes nodes smaller where there are many. */
    private readonly scale = 1,
  ) {
    this.fill();
    this.sigma = new Sigma(this.drawing, place, this.settings());
    this.pointer = new Pointer(this.sigma, index, {
      over: (target) => this.hover(target),
      chosen: onSelect,
    });
    this.listen();
    this.drawLost();
    // The canvas takes the page's font only once it is loaded.
    void document.fonts.ready.then(() => this.sigma.refresh({ skipIndexation: true }));
  }

  select(selection: Selection): void {
    this.selected = selection;
    this.hovered = null;
    this.sigma.refresh({ skipIndexation: true });
  }

  /** Bring an actor to the middle, near enough to read the names around it. */
  centre(id: string): void {
    const place = this.sigma.getNodeDisplayData(id);
    if (place === undefined) return;
    const camera = this.sigma.getCamera();
    const ratio = Math.min(camera.ratio, NEAR);
    void camera.animate({ x: place.x, y: place.y, ratio }, { duration: duration() });
  }

  /** Where the reader looks: the middle and how near, to be put back by `look`. */
  get camera(): Camera {
    const { x, y, ratio } = this.sigma.getCamera().getState();
    return { x, y, ratio };
  }

  look(camera: Camera): void {
    this.sigma.getCamera().setState(camera);
  }

  onLook(told: () => void): void {
    this.sigma.getCamera().on("updated", told);
  }

  zoom(action: string): void {
    const camera = this.sigma.getCamera();
    if (action === "in") void camera.animatedZoom({ duration: duration(), factor: ZOOM.factor });
    else if (action === "out") void camera.animatedUnzoom({ duration: duration(), factor: ZOOM.factor });
    else void camera.animatedReset({ duration: duration() });
  }

  /** Let go of the picture and its graphics memory. */
  close(): void {
    this.pointer.close();
    this.sigma.kill();
  }

  /** Take the colours anew, after the colour scheme has changed. */
  recolour(): void {
    this.palette = readPalette();
    for (const node of this.index.nodes.values()) {
      this.drawing.setNodeAttribute(node.id, "color", this.palette.of(node.colour));
    }
    for (const edge of this.index.edges.values()) {
      this.drawing.setEdgeAttribute(edge.id, "color", this.colourOf(edge));
    }
    this.sigma.setSettings(this.settings());
    this.sigma.refresh();
  }

  /** Draw what the index holds now, from where the reader looks already. */
  redraw(): void {
    const [old, own] = [this.sigma.getBBox(), this.drawing];
    own.clear();
    this.pointer.forget();
    this.hovered = null;
    this.fill();
    // Nobody moves because others come or go.
    for (const { x, y } of this.index.nodes.values()) {
      old.x = [Math.min(old.x[0], x), Math.max(old.x[1], x)];
      old.y = [Math.min(old.y[0], y), Math.max(old.y[1], y)];
    }
    this.sigma.setCustomBBox(old);
    this.sigma.refresh();
  }

  private fill(): void {
    const { drawing } = this;
    const { nodes, edges } = this.index;
    let heaviest = 1e-9;
    for (const edge of edges.values()) heaviest = Math.max(heaviest, edge.weight);
    for (const node of nodes.values()) {
      drawing.addNode(node.id, {
        x: node.x,
        y: node.y,
        size: this.scale * (SMALLEST_NODE + (LARGEST_NODE - SMALLEST_NODE) * node.share),
        label: node.label,
        color: this.palette.of(node.colour),
        type: node.kind === "actor" ? "circle" : "square",
      });
    }
    for (const edge of edges.values()) {
      drawing.addEdgeWithKey(edge.id, edge.source, edge.target, {
        size: 1 + (THICKEST_EDGE - 1) * Math.sqrt(Math.max(0, edge.weight) / heaviest),
        // Sigma has no dashes: what is lost is drawn on a layer of our own.
        hidden: edge.state === "lost",
        color: this.colourOf(edge),
      });
    }
  }

  /** Ties of the first of two periods that are not in the second: dashed, under all else. */
  private drawLost(): void {
    const lost = [...this.index.edges.values()].filter((edge) => edge.state === "lost");
    if (lost.length === 0) return;
    this.sigma.createCanvas("lost", { afterLayer: "edges" });
    const canvas = this.sigma.getCanvases()["lost"];
    const context = canvas?.getContext("2d");
    if (canvas === undefined || !context) return;
    this.sigma.on("afterRender", () => {
      const { width, height } = this.sigma.getDimensions();
      const ratio = window.devicePixelRatio || 1;
      if (canvas.width !== width * ratio) canvas.width = width * ratio;
      if (canvas.height !== height * ratio) canvas.height = height * ratio;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      context.setLineDash([5, 4]);
      for (const edge of lost) {
        const ends = [edge.source, edge.target].map((end) =>
          this.sigma.graphToViewport(this.drawing.getNodeAttributes(end)),
        );
        const [from, to] = ends;
        if (from === undefined || to === undefined) continue;
        const { focus } = this;
        const active = focus !== null && this.isEdgeInFocus(edge.id);
        context.lineWidth = active ? 2.5 : 1.5;
        context.strokeStyle =
          focus === null ? this.palette.edgeLost : active ? this.palette.edgeActive : this.palette.faded;
        context.beginPath();
        context.moveTo(from.x, from.y);
        context.lineTo(to.x, to.y);
        context.stroke();
      }
    });
  }

  private settings(): Partial<Settings<NodeAttributes, EdgeAttributes>> {
    const width = this.place.clientWidth;
    const few = this.index.nodes.size <= LABELS_ALWAYS_UP_TO && width >= NARROW;
    return {
      allowInvalidContainer: true,
      stagePadding: width < NARROW ? 28 : 72,
      zIndex: true,
      nodeProgramClasses: {
        circle: CircleProgram<NodeAttributes, EdgeAttributes>,
        square: SquareProgram<NodeAttributes, EdgeAttributes>,
      },
      hideEdgesOnMove: true,
      hideLabelsOnMove: this.index.nodes.size > NAMES_MOVE_UP_TO,
      minCameraRatio: 0.05,
      maxCameraRatio: 2,
      labelFont: getComputedStyle(document.body).fontFamily,
      labelSize: 13,
      labelWeight: "500",
      labelColor: { color: this.palette.label },
      labelRenderedSizeThreshold: few ? 0 : SMALLEST_NODE * this.scale,
      labelDensity: few ? 2 : 1,
      labelGridCellSize: few ? 70 : 110,
      defaultDrawNodeLabel: (context, node, settings) => {
        drawLabel(context, node, settings, this.palette, this.place.clientWidth, this.labels);
      },
      defaultDrawNodeHover: (context, node, settings) => {
        drawLabelOnPlate(context, node, settings, this.palette, this.place.clientWidth);
      },
      nodeReducer: (id, attributes) => {
        const highlighted = this.hovered?.id === id;
        if (!highlighted && !this.isInFocus(id)) {
          return { ...attributes, color: this.palette.faded, label: "", zIndex: 0 };
        }
        return { ...attributes, zIndex: 1, forceLabel: this.isEmphasised(id), highlighted };
      },
      edgeReducer: (id, attributes) => {
        const { focus } = this;
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
    if (edge.state === "new") return this.palette.edgeNew;
    if (edge.state === "lost") return this.palette.edgeLost;
    return edge.uncertain ? this.palette.edgeUncertain : this.palette.edge;
  }

  /** Whether the rest is faded at each thing that the pointer passes. */
  private get fades(): boolean {
    return this.index.edges.size <= FADING_UP_TO;
  }

  private get focus(): Selection {
    return (this.fades ? this.hovered : null) ?? this.selected;
  }

  private isInFocus(node: string): boolean {
    const { focus } = this;
    if (focus === null) return true;
    if (focus.kind === "edge") return this.isEmphasised(node);
    return focus.id === node || this.drawing.areNeighbors(focus.id, node);
  }

  private isEmphasised(node: string): boolean {
    const { focus } = this;
    if (focus === null) return false;
    if (focus.kind === "node") return focus.id === node;
    return this.drawing.extremities(focus.id).includes(node);
  }

  private isEdgeInFocus(edge: string): boolean {
    const { focus } = this;
    if (focus === null) return true;
    if (focus.kind === "edge") return focus.id === edge;
    return this.drawing.extremities(edge).includes(focus.id);
  }

  private listen(): void {
    this.place.addEventListener("pointerdown", () => {
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
  }

  private hover(target: Selection): void {
    if (this.hovered?.id === target?.id && this.hovered?.kind === target?.kind) return;
    const passed = [this.hovered, target].flatMap((one) => (one?.kind === "node" ? [one.id] : []));
    this.hovered = target;
    this.place.toggleAttribute("data-pointer", target !== null);
    if (this.fades) {
      this.sigma.refresh({ skipIndexation: true, schedule: true });
    } else if (passed.length > 0) {
      this.sigma.refresh({ partialGraph: { nodes: passed }, skipIndexation: true, schedule: true });
    }
  }
}

function duration(): number {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? 1 : ZOOM.duration;
}
