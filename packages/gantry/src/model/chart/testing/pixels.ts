// What a PNG shows, read without what drew it (PNG, third edition, 9 and 10): eight bits a channel, as charts are.
import { inflateSync } from "node:zlib";

interface Part {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
}

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** `#rrggbb`. */
  at(x: number, y: number): string;
  /** How many of a part are of another colour than the ground, which is that of the first pixel. */
  ink(part?: Part): number;
  has(colour: string): boolean;
}

const channelsOf = new Map([
  [2, 3],
  [6, 4],
]);

/** Of the neighbours the one that comes closest to their plane. */
const paeth = (left: number, up: number, corner: number): number => {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
};

const guessed = (filter: number, left: number, up: number, corner: number): number => {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  return filter === 3 ? (left + up) >> 1 : paeth(left, up, corner);
};

function unfiltered(raw: Buffer, line: number, height: number, channels: number): Uint8Array {
  const plain = new Uint8Array(line * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (line + 1)] ?? 0;
    for (let x = 0; x < line; x += 1) {
      const here = y * line + x;
      const left = x < channels ? 0 : (plain[here - channels] ?? 0);
      const up = y === 0 ? 0 : (plain[here - line] ?? 0);
      const corner = x < channels || y === 0 ? 0 : (plain[here - line - channels] ?? 0);
      plain[here] = (raw[y * (line + 1) + 1 + x] ?? 0) + guessed(filter, left, up, corner);
    }
  }
  return plain;
}

export function pixelsOf(file: Uint8Array): Pixels {
  const bytes = Buffer.from(file);
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const channels = channelsOf.get(bytes[25] ?? 0);
  if (bytes.toString("latin1", 1, 4) !== "PNG" || bytes[24] !== 8 || channels === undefined)
    throw new TypeError("no PNG of eight bits a channel");
  const parts: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
    if (bytes.toString("latin1", at + 4, at + 8) === "IDAT")
      parts.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  const plain = unfiltered(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  const colours = Uint32Array.from({ length: width * height }, (_, index) => {
    const at = index * channels;
    return ((plain[at] ?? 0) << 16) | ((plain[at + 1] ?? 0) << 8) | (plain[at + 2] ?? 0);
  });
  return {
    width,
    height,
    at: (x, y) => `#${colours[y * width + x]?.toString(16).padStart(6, "0")}`,
    has: (colour) => colours.includes(Number.parseInt(colour.slice(1), 16)),
    ink: ({ x = 0, y = 0, width: wide = width - x, height: high = height - y } = {}) => {
      let count = 0;
      for (let row = y; row < y + high; row += 1)
        for (const colour of colours.subarray(row * width + x, row * width + x + wide))
          if (colour !== colours[0]) count += 1;
      return count;
    },
  };
}
