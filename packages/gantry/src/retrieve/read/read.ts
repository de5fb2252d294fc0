// A file as a document, by the ending of its name.
import path from "node:path";
import type { ReadDocument } from "../types.ts";
import { decodeText } from "./decode.ts";
import { readDocx } from "./docx.ts";
import { readHtml } from "./html.ts";
import { readMail } from "./mail.ts";
import { readMarkdown, readPlainText } from "./markdown.ts";
import { readPdf } from "./pdf.ts";
import { mostBytes, mostCharacters, tooLarge, unreadable } from "./unreadable.ts";

type Reader = (bytes: Uint8Array, document: string) => ReadDocument | Promise<ReadDocument>;

const markdown: Reader = (bytes, document) => readMarkdown(decodeText(bytes, document));
const plain: Reader = (bytes, document) => readPlainText(decodeText(bytes, document));

const readers: Readonly<Record<string, Reader>> = {
  ".md": markdown,
  ".markdown": markdown,
  ".txt": plain,
  ".html": readHtml,
  ".htm": readHtml,
  ".eml": readMail,
  ".docx": readDocx,
  ".pdf": readPdf,
};

/** Endings of the names of files that are read. */
export const readableEndings: readonly string[] = Object.keys(readers);

/** Goes into each document's hash: a change here reads every document anew. */
export const readersVersion = "1";

/**
 * Reads a document's text with its headings and places.
 *
 * @param document its path, for errors
 * @throws GantryError `unsupported-media-type` (format, encoding, damage, nothing in it), `too-large`; never a word of it
 */
export async function readDocument(bytes: Uint8Array, document: string): Promise<ReadDocument> {
  const reader = readers[path.extname(document).toLowerCase()];
  if (!reader) {
    const known = readableEndings.join(", ");
    throw unreadable(document, "is in a format that is not read", `formats: ${known}; save it as one of these`);
  }
  if (bytes.length === 0) throw unreadable(document, "is empty", "delete it, or put the text in");
  if (bytes.length > mostBytes) throw tooLarge(document, "has more than 32 MB");
  const read = await reader(bytes, document);
  const characters = read.paragraphs.reduce((sum, it) => sum + it.text.length, 0);
  if (characters > mostCharacters) throw tooLarge(document, "holds more than 4 million characters");
  if (characters === 0) throw unreadable(document, "holds no text", "delete it, or put the text in");
  return read;
}
