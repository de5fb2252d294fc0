// Takes from a picture all that is no picture: places, cameras, authors, comments, colour profiles' names, earlier versions.
import { GantryError } from "@gantry/contract";

export interface StrippedImage {
  readonly bytes: Buffer;
  readonly mediaType: "image/png" | "image/jpeg" | "image/webp";
  /** Kinds of blocks that were taken out: `tEXt`, `eXIf`, `APP1`. */
  readonly dropped: readonly string[];
}

/** Blocks without which the picture would look otherwise; all others go (PNG, third edition, 11 and 12). */
const pngKept = new Set(["IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "IDAT", "IEND"]);

const broken = (): GantryError =>
  new GantryError(
    "bad-input",
    "a picture is no whole PNG, JPEG or WebP file: what it says about itself can't be taken out",
    {
      remedy: "give pictures as PNG, JPEG or WebP",
    },
  );

const stripPng = (file: Buffer): StrippedImage => {
  const kept = [file.subarray(0, 8)];
  const dropped: string[] = [];
  for (let at = 8; at + 12 <= file.length;) {
    const end = at + 12 + file.readUInt32BE(at);
    const type = file.toString("latin1", at + 4, at + 8);
    if (end > file.length) throw broken();
    if (pngKept.has(type)) kept.push(file.subarray(at, end));
    else dropped.push(type);
    at = end;
    if (type !== "IEND") continue;
    if (at < file.length) dropped.push("what follows the end");
    return { bytes: Buffer.concat(kept), mediaType: "image/png", dropped };
  }
  throw broken();
};

const isStandalone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** Where the coded lines of a scan end: at the first marker that is neither a stuffed byte nor a restart (T.81, B.1.1). */
const endOfScan = (file: Buffer, from: number): number => {
  for (let at = from; at + 1 < file.length; at += 1) {
    if (file[at] !== 0xff) continue;
    const marker = file[at + 1] ?? 0;
    if (marker !== 0 && marker !== 0xff && !isStandalone(marker)) return at;
  }
  throw broken();
};

const stripJpeg = (file: Buffer): StrippedImage => {
  const kept = [file.subarray(0, 2)];
  const dropped: string[] = [];
  for (let at = 2; at + 4 <= file.length + 2;) {
    const marker = file[at + 1];
    if (file[at] !== 0xff || marker === undefined) throw broken();
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) {
      if (at + 2 < file.length) dropped.push("what follows the end");
      return { bytes: Buffer.concat([...kept, file.subarray(at, at + 2)]), mediaType: "image/jpeg", dropped };
    }
    if (at + 4 > file.length) throw broken();
    let end = at + 2 + file.readUInt16BE(at + 2);
    if (marker === 0xda) end = endOfScan(file, end);
    if (end > file.length) throw broken();
    // Of applications' blocks only the one that tells how colours are coded; no comments.
    const isKept = (marker < 0xe0 || marker > 0xef) && marker !== 0xfe ? true : marker === 0xee;
    if (isKept) kept.push(file.subarray(at, end));
    else dropped.push(marker === 0xfe ? "COM" : `APP${marker - 0xe0}`);
    at = end;
  }
  throw broken();
};

const webpKept = new Set(["VP8 ", "VP8L", "ALPH", "ANIM", "ANMF"]);

const stripWebp = (whole: Buffer): StrippedImage => {
  const kept: Buffer[] = [];
  const length = 8 + whole.readUInt32LE(4);
  if (whole.length < length) throw broken();
  const dropped: string[] = whole.length > length ? ["what follows the end"] : [];
  const file = whole.subarray(0, length);
  for (let at = 12; at + 8 <= file.length;) {
    const size = file.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    const type = file.toString("latin1", at, at + 4);
    if (end > file.length) throw broken();
    const block = Buffer.from(file.subarray(at, end));
    if (type === "VP8X") {
      // What the header promises must be there: no profile, no Exif, no XMP.
      block[8] = (block[8] ?? 0) & ~0b00101100;
      kept.push(block);
    } else if (webpKept.has(type)) kept.push(block);
    else dropped.push(type.trim());
    at = end;
  }
  const body = Buffer.concat([Buffer.from("WEBP", "latin1"), ...kept]);
  const head = Buffer.from("RIFF\0\0\0\0", "latin1");
  head.writeUInt32LE(body.length, 4);
  return { bytes: Buffer.concat([head, body]), mediaType: "image/webp", dropped };
};

/**
 * The same picture without what it says about itself. What kind of file it is its first bytes tell, not a name.
 *
 * @throws GantryError `bad-input` where it is none of PNG, JPEG and WebP, or not whole
 */
export const stripImage = (file: Buffer): StrippedImage => {
  if (file.subarray(0, 8).equals(Buffer.from("\x89PNG\r\n\x1a\n", "latin1"))) return stripPng(file);
  if (file.subarray(0, 2).equals(Buffer.from([0xff, 0xd8]))) return stripJpeg(file);
  if (file.toString("latin1", 0, 4) === "RIFF" && file.toString("latin1", 8, 12) === "WEBP") return stripWebp(file);
  throw broken();
};
