// The typefaces that a canvas writes with: DejaVu Sans Condensed, regular and bold. Latin, Greek and Cyrillic letters and more;
// what they have no glyph for shows as an empty box, and no letter changes by its neighbours as Arabic ones would.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { CanvasKit, Font, Typeface } from "canvaskit-wasm";

/** As an option names it. */
export const fontFamily = "DejaVu Sans Condensed";

export interface Written {
  readonly font: Font;
  /** Pixels from the baseline down to the middle of a letter's square, negative. */
  readonly middle: number;
  /** To its top, negative. */
  readonly top: number;
  readonly bottom: number;
}

export interface Fonts {
  /** @param css as a canvas has it: `600 15px DejaVu Sans Condensed` */
  of(css: string): Written;
  /** Pixels. */
  width(text: string, css: string): number;
}

const file = (name: string): Promise<Buffer> =>
  readFile(createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));

const typeface = (kit: CanvasKit, bytes: Buffer): Typeface => {
  const face = kit.Typeface.MakeTypefaceFromData(Uint8Array.from(bytes).buffer);
  if (face === null) throw new TypeError("a font file holds no font");
  return face;
};

export async function loadFonts(kit: CanvasKit): Promise<Fonts> {
  const [regular, bold] = (await Promise.all([file("DejaVuSansCondensed"), file("DejaVuSansCondensed-Bold")])).map(
    (bytes) => typeface(kit, bytes),
  );
  const known = new Map<string, Written>();
  const write = (css: string): Written => {
    const size = Number(/([\d.]+)px/.exec(css)?.[1] ?? 12);
    const isBold = /\bbold|\b[6-9]00\b/.test(css);
    const font = new kit.Font((isBold ? bold : regular) ?? null, size);
    font.setSubpixel(true);
    font.setHinting(kit.FontHinting.None);
    const { ascent, descent } = font.getMetrics();
    return { font, middle: (ascent + descent) / 2, top: ascent, bottom: descent };
  };
  const of = (css: string): Written => {
    const written = known.get(css) ?? write(css);
    known.set(css, written);
    return written;
  };
  return {
    of,
    width: (text, css) => {
      const { font } = of(css);
      const glyphs = font.getGlyphIDs(text);
      // Lines are as high as a full-width sign is wide; these fonts have none.
      return font.getGlyphWidths(glyphs).reduce((sum, it, at) => sum + (glyphs[at] === 0 ? font.getSize() : it), 0);
    },
  };
}
