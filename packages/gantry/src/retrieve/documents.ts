// What is kept of a document, sealed under a key of its own: written, found and forgotten here.
import { detectLanguage } from "../model/index.ts";
import type { Box, DocumentRow, PassageRow, Sealer, Store, SubjectKey } from "../store/index.ts";
import { keyedVector } from "./keyed.ts";
import type { HashKey } from "./keyed.ts";
import type { Language, Passage } from "./types.ts";

/** Sealed beside a document. */
export interface DocumentHead {
  readonly document: string;
  readonly title: string;
  readonly language: Language;
  /** Whom it tells of: with the key of any of them it is gone. */
  readonly subjects: readonly SubjectKey[];
}

/** Sealed with each passage. */
export interface PassageContent extends Passage, DocumentHead {}

export interface Kept {
  readonly store: Pick<Store, "documents">;
  readonly sealer: Sealer;
  readonly keys: HashKey;
}

export const boxOf = (sealer: Sealer, id: string): Box => sealer.box(`document/${id}`);
const headPlace = "documents";
const passagePlace = (position: number): string => `passages/${position}`;
export const vectorPlace = (position: number): string => `vectors/${position}`;

/** Undefined where a key was destroyed: of the document, or of one of whom it tells. */
export const openHead = (
  { sealer }: Kept,
  { id, sealed }: Pick<DocumentRow, "id" | "sealed">,
): DocumentHead | undefined =>
  // Sealed by `keepDocument` under the same place, and authenticated; so are those below.
  boxOf(sealer, id).openIfKept(sealed, headPlace) as DocumentHead | undefined;

export const openPassage = (
  { sealer }: Kept,
  { document, position, sealed }: Pick<PassageRow, "document" | "position" | "sealed">,
): PassageContent | undefined =>
  boxOf(sealer, document).openIfKept(sealed, passagePlace(position)) as PassageContent | undefined;

const configurations = { en: "english", fr: "french", de: "german" } as const;

/** The configuration that most of the text's small words speak for. */
export function languageOf(passages: readonly Passage[]): Language {
  const sample = passages
    .map(({ text }) => text)
    .join("\n")
    .slice(0, 20_000);
  const found = detectLanguage(sample);
  return found === null ? "simple" : configurations[found];
}

export interface ToKeep extends Omit<DocumentHead, "language"> {
  readonly id: string;
  readonly collection: string;
  readonly hash: string;
  readonly passages: readonly Passage[];
}

/** Cuts its words, keys them, seals what it says, and puts it in place of what was kept of it before. */
export async function keepDocument(
  kept: Kept,
  document: ToKeep,
  box: Box = boxOf(kept.sealer, document.id),
): Promise<void> {
  const { id, collection, hash, title, passages, subjects } = document;
  const language = languageOf(passages);
  const words = await kept.store.documents.words(
    language,
    passages.map(({ headings }) => [title, ...headings].join("\n")),
    passages.map(({ text }) => text),
  );
  const head: DocumentHead = { document: document.document, title, language, subjects };
  await kept.store.documents.keep(
    { id, collection, hash, language, passages: passages.length, sealed: box.seal(head, headPlace, subjects) },
    passages.map((passage, position) => {
      const own = words[position] ?? [];
      const content: PassageContent = { ...passage, ...head };
      return {
        position,
        length: own.reduce((sum, it) => sum + it.positions.length, 0),
        words: keyedVector(kept.keys, language, own),
        sealed: box.seal(content, passagePlace(position), subjects),
      };
    }),
  );
}
