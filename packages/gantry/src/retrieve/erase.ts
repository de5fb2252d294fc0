// Takes somebody out of the index: what names him is sealed anew without the name, and its old key destroyed.
import type { DataKeys } from "../store/index.ts";
import { keepDocument, openHead, openPassage } from "./documents.ts";
import type { Kept, PassageContent } from "./documents.ts";

/** Finds values of a subject, and takes them out. */
export interface Finder {
  isIn(value: unknown): boolean;
  without<T>(value: T): T;
}

/**
 * Documents that name a subject, or that are sealed under a key that was destroyed. With `forget`, none does any more: not
 * in its text, not in its words, nor in a copy of the database. Files and tables keep what they say; a document that
 * changes there is read anew.
 */
export async function eraseFromDocuments(
  kept: Kept,
  data: DataKeys,
  collections: readonly string[],
  finder: Finder,
  forget: boolean,
): Promise<number> {
  let found = 0;
  for (const row of await kept.store.documents.list(collections)) {
    const head = openHead(kept, row);
    const rows = await kept.store.documents.passages([row.id]);
    const passages = rows.map((it) => openPassage(kept, it));
    const isGone = head === undefined || passages.includes(undefined);
    if (!isGone && !finder.isIn([head, passages])) continue;
    found += 1;
    if (!forget) continue;
    const old = kept.sealer.keysIn(row.sealed);
    if (isGone) {
      await kept.store.documents.remove([row.id]);
    } else {
      const { id, collection, hash } = row;
      const box = kept.sealer.nextBox(`document/${id}`);
      // None is undefined here.
      const left = finder.without(passages as readonly PassageContent[]);
      await keepDocument(kept, { ...finder.without(head), id, collection, hash, passages: left }, box);
    }
    // The first is the document's own; the others are the keys of subjects, which are not this erasure's to destroy.
    data.destroy(old.slice(0, 1));
  }
  return found;
}
