import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { encodePng, rasterize } from "../../../../../examples/meridian/src/raster/index.ts";
import { leavingImages } from "./leaving.ts";
import { stripImage } from "./strip.ts";

const drawing = rasterize('<svg><rect width="8" height="8" rx="2" fill="#3366cc"/></svg>', 8, 8);
const plain = encodePng(drawing);
const noted = encodePng(drawing, {
  texts: { Author: "Lea Brunner", Comment: "cost centre 4711" },
  exif: Buffer.from("MM\0*GPS 47.37"),
});

const segment = (marker: number, data: string): Buffer => {
  const body = Buffer.from(data, "latin1");
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};
/** A JPEG's shape: it decodes to nothing, but every block stands where it does in a real one. */
const jpeg = Buffer.concat([
  Buffer.from([0xff, 0xd8]),
  segment(0xe0, "JFIF\0"),
  segment(0xe1, "Exif\0\0GPS 47.37"),
  segment(0xfe, "by Lea Brunner"),
  segment(0xdb, "quantisation"),
  segment(0xda, "scan"),
  Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd3, 4, 0xff, 0xd9]),
  Buffer.from("secret tail"),
]);
const block = (type: string, data: string): Buffer => {
  const head = Buffer.alloc(8);
  head.write(type, "latin1");
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, Buffer.from(data + (data.length % 2 ? "\0" : ""), "latin1")]);
};
const webp = ((): Buffer => {
  const body = Buffer.concat([
    Buffer.from("WEBP"),
    block("VP8X", "\x2c\0\0\0\x07\0\0\x07\0\0"),
    block("VP8L", "pixels!"),
    block("EXIF", "GPS 47.37"),
    block("XMP ", "Lea Brunner"),
  ]);
  const head = Buffer.from("RIFF\0\0\0\0", "latin1");
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
})();

describe("a picture leaves without what it says about itself", () => {
  it("PNG: the same pixels, no texts, no Exif, nothing behind its end", () => {
    expect(noted.toString("latin1")).toContain("Lea Brunner");
    expect(stripImage(Buffer.concat([noted, Buffer.from("tail")]))).toEqual({
      bytes: plain,
      mediaType: "image/png",
      dropped: ["tEXt", "tEXt", "eXIf", "what follows the end"],
    });
    expect(stripImage(plain)).toMatchObject({ bytes: plain, dropped: [] });
  });

  it("JPEG: no applications' blocks, no comments; the scan as it was, with stuffed bytes and restarts", () => {
    const { bytes, dropped, mediaType } = stripImage(jpeg);
    expect([mediaType, dropped]).toEqual(["image/jpeg", ["APP0", "APP1", "COM", "what follows the end"]]);
    expect(bytes.toString("latin1")).not.toMatch(/GPS|Brunner|secret/);
    expect(bytes.subarray(-10)).toEqual(Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd3, 4, 0xff, 0xd9]));
  });

  it("WebP: its header promises no Exif that is not there", () => {
    const { bytes, dropped } = stripImage(webp);
    expect(dropped).toEqual(["EXIF", "XMP"]);
    expect(bytes.toString("latin1")).not.toMatch(/GPS|Brunner/);
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
    expect(bytes[20]).toBe(0);
    expect(bytes.toString("latin1")).toContain("pixels!");
  });

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["a text", Buffer.from("<svg/>")],
    ["half a PNG", plain.subarray(0, 40)],
    ["half a JPEG", jpeg.subarray(0, 60)],
    ["half a WebP", webp.subarray(0, 30)],
  ])("refuses %s", (_, file) => {
    expect(() => stripImage(file)).toThrow(expect.objectContaining({ code: "bad-input" }));
  });

  it("whatever byte of it is changed, it is refused or leaves without its texts", () => {
    for (let at = 8; at < noted.length; at += 1) {
      const changed = Buffer.from(noted);
      changed[at] = (changed[at] ?? 0) ^ 1;
      try {
        expect(stripImage(changed).bytes.toString("latin1")).not.toMatch(/Brunner|4711/);
      } catch (error) {
        expect(error).toMatchObject({ code: "bad-input" });
      }
    }
  });
});

it("pictures in a text are found wherever they stand, each told once by the hash of what leaves", () => {
  const text = JSON.stringify([
    { picture: `data:image/png;base64,${noted.toString("base64url")}` },
    `data:image/png;base64,${noted.toString("base64")}`,
  ]);
  const { text: clean, images } = leavingImages(text);
  const left = `data:image/png;base64,${plain.toString("base64")}`;
  expect(JSON.parse(clean)).toEqual([{ picture: left }, left]);
  expect(images).toEqual([
    {
      sha256: createHash("sha256").update(plain).digest("hex"),
      mediaType: "image/png",
      bytes: plain.length,
      dropped: ["tEXt", "eXIf"],
    },
  ]);
  expect(leavingImages("no picture")).toEqual({ text: "no picture", images: [] });
});
