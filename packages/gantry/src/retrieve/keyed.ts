// Names and words that tell nothing without the house's key: what the index holds in place of paths and of text.
import { createHmac } from "node:crypto";
import type { Keyring, Word } from "../store/index.ts";
import type { Language } from "./types.ts";

export type HashKey = Pick<Keyring, "hmac">;

const keyed = ({ hmac }: HashKey, kind: string, text: string | Uint8Array): Buffer =>
  createHmac("sha256", hmac).update(`documents/${kind}\0`).update(text).digest();

/** A document's id: the same whenever it is read. 128 bits. */
export const documentId = (keys: HashKey, collection: string, document: string): string =>
  keyed(keys, "id", `${collection}\0${document}`).toString("hex", 0, 16);

/** Of a document's bytes and of how they were read. */
export const contentHash = (keys: HashKey, version: string, bytes: Uint8Array): string =>
  keyed(keys, `content/${version}`, bytes).toString("base64url");

/** A word of a language, 60 bits: of a million words, two are the same with a chance of one in two million. */
export const keyedWord = (keys: HashKey, language: Language, lexeme: string): string =>
  keyed(keys, "word", `${language}\0${lexeme}`).toString("hex", 0, 8).slice(0, 15);

/** A `tsvector` as text, of keyed words at their places. */
export const keyedVector = (keys: HashKey, language: Language, words: readonly Word[]): string =>
  words
    .map(({ lexeme, positions, weights }) => {
      const places = positions.map((position, index) => `${position}${weights[index] === "A" ? "A" : ""}`);
      return `'${keyedWord(keys, language, lexeme)}':${places.join(",")}`;
    })
    .join(" ");
