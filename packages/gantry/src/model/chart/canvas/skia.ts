// Skia as WebAssembly, with its fonts: what charts are drawn on where they become PNG.
import { createRequire } from "node:module";
import { Context } from "./context.ts";
import { loadFonts } from "./fonts.ts";

/** A sheet to draw on, which `delete` frees: WebAssembly's memory is not collected. */
export interface Sheet {
  readonly context: Context;
  png(): Uint8Array;
  delete(): void;
}

export interface Skia {
  /** Of so many pixels. Throws TypeError where there is no memory for it. */
  sheet(width: number, height: number): Sheet;
  /** Pixels that a text takes in a font as a canvas names it. */
  textWidth(text: string, font: string): number;
}

export async function loadSkia(): Promise<Skia> {
  const wasm = createRequire(import.meta.url).resolve("canvaskit-wasm/bin/canvaskit.wasm");
  const { default: canvaskit } = await import("canvaskit-wasm");
  const kit = await canvaskit.default({ locateFile: () => wasm });
  const fonts = await loadFonts(kit);
  return {
    textWidth: (text, font) => fonts.width(text, font),
    sheet: (width, height) => {
      const surface = kit.MakeSurface(width, height);
      if (surface === null) throw new TypeError(`there is no memory for ${width} × ${height} pixels`);
      const context = new Context(kit, surface.getCanvas(), fonts);
      return {
        context,
        png: () => {
          surface.flush();
          const image = surface.makeImageSnapshot();
          const bytes = image.encodeToBytes();
          image.delete();
          if (bytes === null) throw new TypeError("what was drawn can't be written as PNG");
          return bytes;
        },
        delete: () => {
          context.delete();
          surface.dispose();
        },
      };
    },
  };
}
