// Rasters the SVG that our own drawings are written in: rect, circle, ellipse, path, g with a rotation, vertical and
// diagonal blends. It is no reader of anybody else's SVG.
import { createCanvas } from "./canvas.ts";
import type { Canvas, Colour } from "./canvas.ts";
import { ellipse, path, rectangle, stroked } from "./outline.ts";
import type { Point, Polygon } from "./outline.ts";

type Attributes = Readonly<Record<string, string>>;
type Turn = (point: Point) => Point;

interface Blend {
  readonly from: Point;
  readonly to: Point;
  readonly stops: Colour[];
}

const colourOf = (text: string, opacity = 1): Colour => {
  const [, digits = ""] = /^#([\da-f]{6})$/i.exec(text) ?? [];
  if (digits === "") throw new Error(`colour ${text} is not drawn`);
  const value = Number.parseInt(digits, 16);
  return [value >> 16, (value >> 8) & 255, value & 255, opacity];
};

const mix = (a: Colour, b: Colour, share: number): Colour => {
  const at = (i: 0 | 1 | 2 | 3): number => a[i] + (b[i] - a[i]) * share;
  return [at(0), at(1), at(2), at(3)];
};

const attributesOf = (text: string): Attributes =>
  Object.fromEntries([...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]));

/** Groups of ours turn about a point or do nothing; a hidden one holds no other. */
const rotation = (transform: string | undefined): { readonly on: Turn; readonly back: Turn } => {
  if (transform === undefined) return { on: (point) => point, back: (point) => point };
  const [, degrees = "", x = "", y = ""] = /^rotate\((\S+) (\S+) (\S+)\)$/.exec(transform) ?? [];
  if (degrees === "") throw new Error(`transform ${transform} is not drawn`);
  const angle = (Number(degrees) * Math.PI) / 180;
  const [cx, cy] = [Number(x), Number(y)];
  const by = (radians: number): Turn => {
    const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
    return ([px, py]) => [cx + (px - cx) * cos - (py - cy) * sin, cy + (px - cx) * sin + (py - cy) * cos];
  };
  return { on: by(angle), back: by(-angle) };
};

const outlinesOf = (tag: string, of: Attributes): readonly Polygon[] => {
  const n = (name: string): number => Number(of[name] ?? 0);
  switch (tag) {
    case "rect":
      return [rectangle(n("x"), n("y"), n("width"), n("height"), n("rx"))];
    case "circle":
      return [ellipse(n("cx"), n("cy"), n("r"), n("r"))];
    case "ellipse":
      return [ellipse(n("cx"), n("cy"), n("rx"), n("ry"))];
    default:
      return path(of["d"] ?? "");
  }
};

/** Colours of a blend over the box around a mark, before it is turned. */
const blendAt = ({ from, to, stops }: Blend, polygons: readonly Polygon[], opacity: number, back: Turn) => {
  const points = polygons.flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left || 1, Math.max(...ys) - top || 1];
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  return (x: number, y: number): Colour => {
    const [px, py] = back([x, y]);
    const [u, v] = [(px - left) / width - from[0], (py - top) / height - from[1]];
    const t = Math.min(1, Math.max(0, (u * dx + v * dy) / (dx * dx + dy * dy)));
    const [first, last] = [stops[0], stops.at(-1)];
    if (!first || !last) return [0, 0, 0, 0];
    const [red, green, blue, alpha] = mix(first, last, t);
    return [red, green, blue, alpha * opacity];
  };
};

export interface RasterOptions {
  /** Pixels for each unit; default 1. */
  readonly scale?: number;
  /** Whether the group `…-backdrop` is left out: what remains stands before nothing. */
  readonly cutOut?: boolean;
}

/** Draws an SVG of ours, of so many units. */
export const rasterize = (
  svg: string,
  width: number,
  height: number,
  { scale = 1, cutOut = false }: RasterOptions = {},
): Canvas => {
  const canvas = createCanvas(Math.round(width * scale), Math.round(height * scale));
  const blends = new Map<string, Blend>();
  let open: Blend | undefined;
  const turns: { readonly on: Turn; readonly back: Turn }[] = [];
  const turned: Turn = (point) => turns.reduceRight((it, { on }) => on(it), point);
  const straight: Turn = (point) => turns.reduce((it, { back }) => back(it), point);
  const lay = (polygons: readonly Polygon[], fill: string, opacity: number): void => {
    if (polygons.length === 0) return;
    const [, id] = /^url\(#(.+)\)$/.exec(fill) ?? [];
    const blend = id === undefined ? undefined : blends.get(id);
    const plain = blend ? undefined : colourOf(fill, opacity);
    const at = blend ? blendAt(blend, polygons, opacity, straight) : undefined;
    canvas.fill(
      polygons.map((polygon) => polygon.map(turned).map(([x, y]): Point => [x * scale, y * scale])),
      (x, y) => plain ?? at?.(x / scale, y / scale) ?? [0, 0, 0, 0],
    );
  };
  let isHidden = false;
  for (const [, slash, tag = "", text = ""] of svg.matchAll(/<(\/?)([A-Za-z]+)([^>]*)>/g)) {
    const of = attributesOf(text);
    if (tag === "g") {
      isHidden = cutOut && slash !== "/" && (of["id"] ?? "").endsWith("-backdrop");
      if (slash === "/") turns.pop();
      else turns.push(rotation(of["transform"]));
    } else if (slash === "/") continue;
    else if (tag === "linearGradient") {
      const n = (name: string): number => Number(of[name] ?? 0);
      open = { from: [n("x1"), n("y1")], to: [n("x2"), n("y2")], stops: [] };
      blends.set(of["id"] ?? "", open);
    } else if (tag === "stop") {
      // Two stops, at the ends.
      open?.stops.push(colourOf(of["stop-color"] ?? "", Number(of["stop-opacity"] ?? 1)));
    } else if (!isHidden && ["rect", "circle", "ellipse", "path"].includes(tag)) {
      const outlines = outlinesOf(tag, of);
      const opacity = Number(of["opacity"] ?? 1);
      if (of["fill"] !== undefined && of["fill"] !== "none") lay(outlines, of["fill"], opacity);
      if (of["stroke"] !== undefined)
        lay(stroked(outlines, Number(of["stroke-width"] ?? 1), of["fill"] !== "none"), of["stroke"], opacity);
    }
  }
  return canvas;
};
