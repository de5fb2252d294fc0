// Why a document can't be read, in words that name what would mend it. Never a word of the document.
import { GantryError } from "@gantry/contract";

/** @param what follows the document's name: "is no PDF that can be read" */
export const unreadable = (document: string, what: string, remedy: string, cause?: unknown): GantryError =>
  new GantryError("unsupported-media-type", `document "${document}" ${what}`, { remedy, where: { document }, cause });

export const tooLarge = (document: string, what: string): GantryError =>
  new GantryError("too-large", `document "${document}" ${what}`, {
    remedy: "split it into several documents",
    where: { document },
  });

/** Most bytes of a file, and most characters of what it says. */
export const mostBytes = 32 * 1024 * 1024;
export const mostCharacters = 4_000_000;
