// Bytes of a text file as text: UTF-8, UTF-16 with its mark, or what the file itself declares. Nothing is guessed.
import { unreadable } from "./unreadable.ts";

const marks: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];

/**
 * @param declared the charset that the file says of itself, if it does
 * @throws GantryError `unsupported-media-type` where the bytes are in no such encoding, or are no text
 */
export function decodeText(bytes: Uint8Array, document: string, declared?: string): string {
  const marked = marks.find(([mark]) => mark.every((byte, index) => bytes[index] === byte))?.[1];
  const encoding = marked ?? declared ?? "utf-8";
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unreadable(
      document,
      `is not in the encoding ${encoding.toLowerCase()}`,
      "save it as UTF-8: `iconv -f WINDOWS-1252 -t UTF-8 FILE`",
      cause,
    );
  }
  if (text.includes("\0"))
    throw unreadable(document, "holds bytes that are no text", "give it the ending of its format");
  return text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
}
