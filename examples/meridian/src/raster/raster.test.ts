import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { dayOf } from "../company/calendar.ts";
import { makeCatalogue } from "../company/products/catalogue.ts";
import { makePictures } from "../company/products/pictures.ts";
import { encodePng, rasterize } from "./index.ts";

/** Chunks of a PNG by type, the pixel data inflated. */
const chunksOf = (file: Buffer): Map<string, Buffer> => {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    chunks.set(file.toString("latin1", at + 4, at + 8), file.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return chunks;
};
const svg = (marks: string): string => `<svg viewBox="0 0 20 10">${marks}</svg>`;
const pixel = (marks: string, x: number, y: number): number[] => {
  const { pixels, width } = rasterize(svg(marks), 20, 10);
  return [...pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)].map((it) => Math.round(it * 100) / 100);
};

describe("a drawing becomes pixels", () => {
  it("covers what a mark covers, half where it covers half", () => {
    const box = '<rect x="2.5" y="2" width="10" height="5" rx="0" fill="#ff0000"/>';
    expect(pixel(box, 5, 4)).toEqual([255, 0, 0, 1]);
    expect(pixel(box, 2, 4)).toEqual([127.5, 0, 0, 0.5]);
    expect(pixel(box, 1, 4)).toEqual([0, 0, 0, 0]);
    expect(pixel(box, 5, 8)).toEqual([0, 0, 0, 0]);
  });

  it("lays marks over each other by their opacity, and turns groups", () => {
    const white = '<rect width="20" height="10" fill="#ffffff"/>';
    expect(pixel(`${white}<rect width="20" height="10" fill="#000000" opacity="0.25"/>`, 9, 5)).toEqual([
      191.25, 191.25, 191.25, 1,
    ]);
    const turned = '<g transform="rotate(90 10 5)"><rect x="6" y="4" width="8" height="2" fill="#0000ff"/></g>';
    expect([pixel(turned, 10, 2)[2], pixel(turned, 6, 5)[2]]).toEqual([255, 0]);
  });

  it("covers a bent line once, however its pieces overlap", () => {
    const line = '<path d="M2 5h8v3" fill="none" stroke="#00ff00" stroke-width="2"/>';
    expect([pixel(line, 5, 4), pixel(line, 10, 5), pixel(line, 5, 8)]).toEqual([
      [0, 255, 0, 1],
      [0, 255, 0, 1],
      [0, 0, 0, 0],
    ]);
  });

  it("refuses what it can't draw rather than drawing something else", () => {
    expect(() => pixel('<path d="M0 0A5 5 0 0 1 9 9" fill="#000000"/>', 0, 0)).toThrow("path command A");
    expect(() => pixel('<rect width="5" height="5" fill="red"/>', 0, 0)).toThrow("colour red");
  });

  it("draws every product of the sample company, and what stands before the backdrop alone", () => {
    const pictures = makePictures(makeCatalogue(dayOf("2026-11-16"))).filter((_, i) => i % 9 === 0);
    for (const { svg: text } of pictures) {
      const [whole, cut] = [rasterize(text, 480, 360), rasterize(text, 480, 360, { cutOut: true })];
      expect(whole.pixels.every((it, i) => i % 4 < 3 || it > 0.99)).toBe(true);
      const seen = cut.pixels.filter((it, i) => i % 4 === 3 && it > 0.5).length / (480 * 360);
      expect(seen).toBeGreaterThan(0.02);
      expect(seen).toBeLessThan(0.6);
    }
  });
});

it("writes PNG files with what is noted in them, and only opaque ones without an alpha channel", () => {
  const half = rasterize(svg('<rect width="10" height="10" fill="#102030"/>'), 20, 10);
  const chunks = chunksOf(encodePng(half, { texts: { Author: "A" }, exif: Buffer.from("MM") }));
  expect([...chunks.keys()]).toEqual(["IHDR", "tEXt", "eXIf", "IDAT", "IEND"]);
  expect(chunks.get("IHDR")?.[9]).toBe(6);
  expect(inflateSync(chunks.get("IDAT") ?? Buffer.alloc(0))).toHaveLength(10 * (20 * 4 + 1));
  const whole = encodePng(rasterize(svg('<rect width="20" height="10" fill="#102030"/>'), 20, 10));
  expect(chunksOf(whole).get("IHDR")?.[9]).toBe(2);
});
