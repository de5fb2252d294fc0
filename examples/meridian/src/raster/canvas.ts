// A picture in memory: polygons are laid over each other, their edges smoothed by how much of a pixel they cover.
import type { Polygon } from "./outline.ts";

/** Red, green, blue (0 to 255) and opacity (0 to 1). */
export type Colour = readonly [number, number, number, number];

export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue from 0 to 255 times opacity, then opacity from 0 to 1: four for each pixel. */
  readonly pixels: Float32Array;
  fill(polygons: readonly Polygon[], colourAt: (x: number, y: number) => Colour): void;
}

/** Adds an edge's signed area to the cells that it crosses; a running sum over a line then tells what is covered. */
const addEdge = (
  area: Float32Array,
  width: number,
  height: number,
  [ax, ay]: readonly number[],
  [bx, by]: readonly number[],
): void => {
  if (ax === undefined || ay === undefined || bx === undefined || by === undefined || ay === by) return;
  const sign = ay < by ? 1 : -1;
  const [x0, y0, x1, y1] = ay < by ? [ax, ay, bx, by] : [bx, by, ax, ay];
  const slope = (x1 - x0) / (y1 - y0);
  const clamp = (x: number): number => Math.min(Math.max(x, 0), width);
  for (let row = Math.max(0, Math.floor(y0)); row < Math.min(height, Math.ceil(y1)); row++) {
    const top = Math.max(row, y0);
    const bottom = Math.min(row + 1, y1);
    const tall = (bottom - top) * sign;
    const [first, last] = [clamp(x0 + (top - y0) * slope), clamp(x0 + (bottom - y0) * slope)];
    const [left, right] = first < last ? [first, last] : [last, first];
    const at = row * (width + 2);
    const begin = Math.floor(left);
    const add = (cell: number, value: number): void => {
      area[at + cell] = (area[at + cell] ?? 0) + value;
    };
    if (right - left < 1e-6 || Math.ceil(right) <= begin + 1) {
      const covered = begin + 1 - (left + right) / 2;
      add(begin, tall * covered);
      add(begin + 1, tall * (1 - covered));
      continue;
    }
    // Spread over several cells: to the right of where it passes all is covered, in between a part.
    const perCell = tall / (right - left);
    let before = 0;
    for (let cell = begin; cell < Math.ceil(right); cell++) {
      const [from, to] = [Math.max(left, cell), Math.min(right, cell + 1)];
      const within = perCell * (to - from) * (cell + 1 - (from + to) / 2);
      const passed = perCell * (from - left);
      const total = passed + within;
      add(cell, total - before);
      before = total;
    }
    add(Math.ceil(right), tall - before);
  }
};

export const createCanvas = (width: number, height: number): Canvas => {
  const pixels = new Float32Array(width * height * 4);
  const area = new Float32Array((width + 2) * height);
  return {
    width,
    height,
    pixels,
    fill(polygons, colourAt) {
      const heights = polygons.flatMap((it) => it.map(([, y]) => y));
      const from = Math.max(0, Math.floor(Math.min(...heights)));
      const to = Math.min(height, Math.ceil(Math.max(...heights)));
      for (const polygon of polygons)
        polygon.forEach((point, i) => addEdge(area, width, height, point, polygon[(i + 1) % polygon.length] ?? point));
      for (let y = from; y < to; y++) {
        let sum = 0;
        for (let x = 0; x < width; x++) {
          const cell = y * (width + 2) + x;
          sum += area[cell] ?? 0;
          const covered = Math.min(1, Math.abs(sum));
          if (covered < 0.002) continue;
          const [red, green, blue, opacity] = colourAt(x + 0.5, y + 0.5);
          const share = covered * opacity;
          const at = (y * width + x) * 4;
          const rest = 1 - share;
          pixels[at] = red * share + (pixels[at] ?? 0) * rest;
          pixels[at + 1] = green * share + (pixels[at + 1] ?? 0) * rest;
          pixels[at + 2] = blue * share + (pixels[at + 2] ?? 0) * rest;
          pixels[at + 3] = share + (pixels[at + 3] ?? 0) * rest;
        }
      }
      area.fill(0, from * (width + 2), to * (width + 2));
    },
  };
};
