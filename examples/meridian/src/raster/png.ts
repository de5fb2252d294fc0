// PNG files (ISO/IEC 15948): eight bits a channel, one filter a line, and what a picture says about itself.
import { crc32, deflateSync } from "node:zlib";
import type { Canvas } from "./canvas.ts";

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/** Filters "none", "sub" and "up": flat colours and vertical blends need no other. */
const predictors: readonly ((left: number, above: number) => number)[] = [() => 0, (left) => left, (_, above) => above];

/** The line under the filter whose differences are smallest. */
const filtered = (line: Buffer, above: Buffer, channels: number): Buffer => {
  const tries = predictors.map((predict, filter) => {
    const out = Buffer.alloc(line.length + 1);
    out[0] = filter;
    let weight = 0;
    for (let i = 0; i < line.length; i++) {
      const left = i < channels ? 0 : (line[i - channels] ?? 0);
      const value = ((line[i] ?? 0) - predict(left, above[i] ?? 0)) & 255;
      out[i + 1] = value;
      weight += value < 128 ? value : 256 - value;
    }
    return { out, weight };
  });
  return tries.reduce((best, it) => (it.weight < best.weight ? it : best)).out;
};

const linesOf = ({ width, height, pixels }: Canvas, channels: 3 | 4): Buffer[] =>
  Array.from({ length: height }, (_, y) => {
    const line = Buffer.alloc(width * channels);
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      const opacity = pixels[at + 3] ?? 0;
      for (let i = 0; i < 3; i++)
        line[x * channels + i] = opacity === 0 ? 0 : Math.round((pixels[at + i] ?? 0) / opacity);
      if (channels === 4) line[x * channels + 3] = Math.round(opacity * 255);
    }
    return line;
  });

export interface PictureNotes {
  /** `tEXt` chunks: Author, Comment … */
  readonly texts?: Readonly<Record<string, string>>;
  /** An Exif block, as cameras leave it. */
  readonly exif?: Buffer;
}

/** The picture as a PNG file; without an alpha channel where every pixel is opaque. */
export const encodePng = (canvas: Canvas, notes: PictureNotes = {}): Buffer => {
  const { width, height, pixels } = canvas;
  let isOpaque = true;
  for (let at = 3; at < pixels.length && isOpaque; at += 4) isOpaque = (pixels[at] ?? 0) > 0.998;
  const channels = isOpaque ? 3 : 4;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, isOpaque ? 2 : 6, 0, 0, 0], 8);
  const lines = linesOf(canvas, channels);
  const data = lines.map((line, y) => filtered(line, lines[y - 1] ?? Buffer.alloc(line.length), channels));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    ...Object.entries(notes.texts ?? {}).map(([name, text]) =>
      chunk("tEXt", Buffer.from(`${name}\0${text}`, "latin1")),
    ),
    ...(notes.exif ? [chunk("eXIf", notes.exif)] : []),
    chunk("IDAT", deflateSync(Buffer.concat(data), { level: 6 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
};
