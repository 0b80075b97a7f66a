// The picture: sigma at the positions that the server gives.

import { UndirectedGraph } from "graphology";
import Sigma from "sigma";
import type { Settings } from "sigma/settings";
import { readPalette, type Palette } from "./network-colours";
import { Dashes, patternOf } from "./network-dashes";
import type { NetworkEdge, NetworkIndex, Selection } from "./network-data";
import { type Focus, FocusLayers } from "./network-focus";
import { type Box, drawLabel, NARROW } from "./network-labels";
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
/** Actors are smaller on a phone, where they would cover each other. */
const NARROW_SCALE = 0.7;
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
  /** Ties that are marked as long as nothing is chosen or pointed at, as a path is. */
  private marked: NetworkEdge[] = [];
  private readonly markedNodes = new Set<string>();
  /** What names of this frame must keep off; found as the first is drawn. */
  private taken: Box[] | null = null;
  private buttons: Box[] | null = null;
  private readonly pointer: Pointer;
  /** Nothing while sigma draws for the first time, as it is made. */
  private layers: FocusLayers | null = null;
  private readonly dashes: Dashes;
  private readonly scale: number;

  constructor(
    private readonly place: HTMLElement,
    private readonly index: NetworkIndex,
    onSelect: (selection: Selection) => void,
    /** Makes nodes smaller where there are many. */
    scale = 1,
    /** The actor that all are gathered around. */
    private readonly ego: string | null = null,
  ) {
    this.scale = place.clientWidth < NARROW ? scale * NARROW_SCALE : scale;
    this.fill();
    this.sigma = new Sigma(this.drawing, place, this.settings());
    this.centreEgo();
    const palette = (): Palette => this.palette;
    this.dashes = new Dashes(this.sigma, index, palette, () => this.fadesNow);
    this.layers = new FocusLayers(
      this.sigma,
      index,
      palette,
      () => this.sigma.getSettings(),
      () => this.buttonBoxes(),
    );
    this.pointer = new Pointer(this.sigma, place, index, {
      over: (target) => this.hover(target),
      chosen: onSelect,
    });
    this.listen();
    this.refocus();
    // The canvas takes the page's font only once it is loaded.
    void document.fonts.ready.then(() => this.sigma.refresh({ skipIndexation: true }));
  }

  select(selection: Selection): void {
    this.selected = selection;
    this.hovered = null;
    this.refocus();
    this.sigma.refresh({ skipIndexation: true });
  }

  /** Mark some ties and their ends by their ids; none takes the mark away. */
  mark(ties: string[]): void {
    this.marked = ties.flatMap((id) => this.index.edges.get(id) ?? []);
    this.markedNodes.clear();
    for (const { source, target } of this.marked) this.markedNodes.add(source).add(target);
    this.refocus();
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
    this.refocus();
    this.sigma.refresh();
  }

  /** Draw what the index holds now, from where the reader looks already. */
  redraw(): void {
    const [old, own] = [this.sigma.getBBox(), this.drawing];
    own.clear();
    this.pointer.forget();
    this.hovered = null;
    this.fill();
    this.dashes.renew();
    this.mark(this.marked.map((edge) => edge.id));
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
        hidden: patternOf(edge) !== null,
        color: this.colourOf(edge),
      });
    }
  }

  /** Put the actor that all are gathered around in the middle, and all others around it. */
  private centreEgo(): void {
    const ego = this.ego === null ? undefined : this.index.nodes.get(this.ego);
    if (ego === undefined || this.index.nodes.size < 2) return;
    let [wide, high] = [0, 0];
    for (const { x, y } of this.index.nodes.values()) {
      wide = Math.max(wide, Math.abs(x - ego.x));
      high = Math.max(high, Math.abs(y - ego.y));
    }
    this.sigma.setCustomBBox({ x: [ego.x - wide, ego.x + wide], y: [ego.y - high, ego.y + high] });
    this.sigma.refresh();
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
      enableCameraRotation: false,
      minCameraRatio: 0.05,
      maxCameraRatio: 2,
      labelFont: getComputedStyle(document.body).fontFamily,
      labelSize: 13,
      labelWeight: "500",
      labelColor: { color: this.palette.label },
      labelRenderedSizeThreshold: few ? 0 : SMALLEST_NODE * this.scale,
      labelDensity: few ? 2 : 1,
      labelGridCellSize: few ? 70 : width < NARROW ? 160 : 110,
      defaultDrawNodeLabel: (context, node, settings) => {
        this.taken ??= [...(this.layers?.plates() ?? []), ...this.buttonBoxes()];
        drawLabel(context, node, settings, this.palette, this.place.clientWidth, this.taken);
      },
      nodeReducer: (id, attributes) => {
        if (!this.isInFocus(id)) {
          return { ...attributes, color: this.palette.faded, label: "", zIndex: 0 };
        }
        // The names of what is looked at are drawn above all others.
        return { ...attributes, zIndex: 1, ...(this.isNamed(id) ? { label: "" } : {}) };
      },
      edgeReducer: (_id, attributes) =>
        // What is in focus is drawn on a layer of its own, above the faded nodes.
        this.fadesNow ? { ...attributes, color: this.palette.faded } : attributes,
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

  /** Whether all that is not in focus is faded. */
  private get fadesNow(): boolean {
    return this.focus !== null || this.marked.length > 0;
  }

  private isInFocus(node: string): boolean {
    const { focus } = this;
    if (focus === null) return this.marked.length === 0 || this.markedNodes.has(node);
    if (focus.kind === "edge") return this.drawing.extremities(focus.id).includes(node);
    return focus.id === node || this.drawing.areNeighbors(focus.id, node);
  }

  private isNamed(node: string): boolean {
    const { focus } = this;
    if (node === this.ego) return true;
    if (focus === null) return this.markedNodes.has(node);
    return focus.kind === "node" ? focus.id === node : this.isInFocus(node);
  }

  /** Tell the layers what is looked at now. */
  private refocus(): void {
    this.layers?.show(this.focused());
  }

  private focused(): Focus {
    const { focus, ego, index } = this;
    const others = new Set<string>(ego === null || !index.nodes.has(ego) ? [] : [ego]);
    // Where the rest is not faded for it, what the pointer passes is only named.
    if (!this.fades && this.hovered?.kind === "node") others.add(this.hovered.id);
    if (focus?.kind === "node") {
      const ties = index.edgesOf.get(focus.id) ?? [];
      const nodes = ties.flatMap(({ source, target }) => [source, target]);
      const named = [focus.id, ...others];
      return { ties, strong: false, nodes: [...new Set([...nodes, focus.id])], named: unique(named) };
    }
    const tie = focus === null ? undefined : index.edges.get(focus.id);
    if (tie !== undefined) {
      const ends = [tie.source, tie.target];
      return { ties: [tie], strong: true, nodes: ends, named: unique([...ends, ...others]) };
    }
    const marked = [...this.markedNodes];
    const named = unique([...marked, ...others]);
    return { ties: this.marked, strong: true, nodes: named, named };
  }

  /** Where the buttons lie over the picture, which no name may go under. */
  private buttonBoxes(): Box[] {
    if (this.buttons !== null) return this.buttons;
    const own = this.place.getBoundingClientRect();
    const buttons = this.place.parentElement?.querySelectorAll("[data-zoom]") ?? [];
    this.buttons = [...buttons].map((button) => {
      const { left, right, top, bottom } = button.getBoundingClientRect();
      return {
        left: left - own.left,
        right: right - own.left,
        top: top - own.top,
        bottom: bottom - own.top,
      };
    });
    return this.buttons;
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
    this.sigma.on("beforeRender", () => (this.taken = null));
    this.sigma.on("resize", () => (this.buttons = null));
  }

  private hover(target: Selection): void {
    if (this.hovered?.id === target?.id && this.hovered?.kind === target?.kind) return;
    this.hovered = target;
    this.place.toggleAttribute("data-pointer", target !== null);
    this.refocus();
    if (this.fades) this.sigma.refresh({ skipIndexation: true, schedule: true });
    else this.layers?.draw();
  }
}

function unique(ids: string[]): string[] {
  return [...new Set(ids)];
}

function duration(): number {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? 1 : ZOOM.duration;
}
