// Pictures in what leaves: found as `data:` addresses wherever they stand in a text, stripped, and told to the ledger.
import { createHash } from "node:crypto";
import type { ReceiptImage } from "@gantry/contract";
import { stripImage } from "./strip.ts";

/** Pictures in a text, as `data:` addresses. */
export const pictures = /data:image\/[\w.+-]+;base64,([\w+/=-]+)/g;

export interface LeavingImages {
  readonly text: string;
  readonly images: readonly ReceiptImage[];
}

export interface LeavingImage {
  readonly bytes: Buffer;
  readonly note: ReceiptImage;
}

/** One picture as it may leave, and what the ledger says of it: SHA-256 of exactly these bytes. */
export const leavingImage = (file: Buffer): LeavingImage => {
  const { bytes, mediaType, dropped } = stripImage(file);
  const note = {
    sha256: createHash("sha256").update(bytes).digest("hex"),
    mediaType,
    bytes: bytes.length,
    dropped: [...new Set(dropped)],
  };
  return { bytes, note };
};

/** A text with every picture in it stripped. Throws `bad-input` where one is of a kind that can't be. */
export const leavingImages = (text: string): LeavingImages => {
  if (!text.includes("data:image/")) return { text, images: [] };
  const images = new Map<string, ReceiptImage>();
  const clean = text.replaceAll(pictures, (_, data: string) => {
    const { bytes, note } = leavingImage(Buffer.from(data, "base64"));
    images.set(note.sha256, note);
    return `data:${note.mediaType};base64,${bytes.toString("base64")}`;
  });
  return { text: clean, images: [...images.values()] };
};
