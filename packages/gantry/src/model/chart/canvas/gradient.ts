// A fill that goes from colour to colour along a line, as a canvas has it: the scale beside a map.
import type { CanvasKit, Shader } from "canvaskit-wasm";

export interface Gradient {
  addColorStop(at: number, colour: string): void;
  /** To be deleted by who asks for it. */
  shader(opacity: number): Shader;
}

type Point = readonly [x: number, y: number];

export function linearGradient(kit: CanvasKit, from: Point, to: Point): Gradient {
  const stops: { readonly at: number; readonly colour: string }[] = [];
  return {
    addColorStop: (at, colour) => void stops.push({ at, colour }),
    shader: (opacity) =>
      kit.Shader.MakeLinearGradient(
        [...from],
        [...to],
        stops.map(({ colour }) => kit.multiplyByAlpha(kit.parseColorString(colour), opacity)),
        stops.map(({ at }) => at),
        kit.TileMode.Clamp,
      ),
  };
}
