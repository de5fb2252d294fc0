// Entries of a ZIP archive (PKWARE APPNOTE 6.3.10), as far as office documents need it: stored or deflated, not encrypted.
import { inflateRawSync } from "node:zlib";
import { mostBytes, tooLarge, unreadable } from "./unreadable.ts";

export interface Archive {
  /** Undefined where there is no such entry. Throws `too-large` where it unpacks to more than a document may hold. */
  entry(name: string): Uint8Array | undefined;
}

const [endMark, directoryMark, localMark] = [0x06054b50, 0x02014b50, 0x04034b50];
const longestComment = 0xffff;

/** @throws GantryError `unsupported-media-type` where the bytes are no such archive */
export function openZip(bytes: Uint8Array, document: string): Archive {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const broken = (cause?: unknown) =>
    unreadable(document, "is damaged: its archive can't be read", "save it again in the program that made it", cause);
  let end = data.length - 22;
  const lowest = Math.max(0, end - longestComment);
  while (end >= lowest && data.readUInt32LE(end) !== endMark) end -= 1;
  if (end < lowest) throw broken();
  const places = new Map<string, { readonly at: number; readonly size: number; readonly method: number }>();
  try {
    let at = data.readUInt32LE(end + 16);
    for (let left = data.readUInt16LE(end + 10); left > 0; left -= 1) {
      if (data.readUInt32LE(at) !== directoryMark) throw broken();
      const [name, extra, comment] = [28, 30, 32].map((offset) => data.readUInt16LE(at + offset)) as [
        number,
        number,
        number,
      ]; // three in, three out
      places.set(data.toString("utf8", at + 46, at + 46 + name), {
        at: data.readUInt32LE(at + 42),
        size: data.readUInt32LE(at + 20),
        method: data.readUInt16LE(at + 10),
      });
      at += 46 + name + extra + comment;
    }
  } catch (error) {
    throw broken(error);
  }
  return {
    entry: (name) => {
      const place = places.get(name);
      if (!place) return undefined;
      try {
        if (data.readUInt32LE(place.at) !== localMark) throw broken();
        const from = place.at + 30 + data.readUInt16LE(place.at + 26) + data.readUInt16LE(place.at + 28);
        const packed = data.subarray(from, from + place.size);
        return place.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: mostBytes });
      } catch (error) {
        if (error instanceof RangeError && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE")
          throw tooLarge(document, "unpacks to more than 32 MB");
        throw broken(error);
      }
    },
  };
}
