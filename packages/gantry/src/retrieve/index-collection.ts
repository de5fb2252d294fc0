// Brings the index of a collection to what its documents say now: what is as it was is left alone, what is gone is forgotten.
import { GantryError } from "@gantry/contract";
import type { SubjectKey } from "../store/index.ts";
import type { Collection } from "./collections.ts";
import { cutDocument, cuttingVersion } from "./cut.ts";
import { keepDocument } from "./documents.ts";
import type { Kept } from "./documents.ts";
import { contentHash, documentId } from "./keyed.ts";
import { documentsIn } from "./origin.ts";
import { readersVersion } from "./read/read.ts";
import type { DocumentReader } from "./read/reader.ts";
import type { IndexReport, ReadDocument, Unread } from "./types.ts";

/** A row of a table as a document. */
export interface RowDocument {
  readonly document: string;
  readonly title: string | null;
  readonly text: string;
  readonly subjects: readonly SubjectKey[];
}

export interface IndexTools extends Kept {
  readonly reader: DocumentReader;
  readonly signal: AbortSignal;
  /** The texts of a table, as the house itself may read it. */
  readonly rows: (origin: Extract<Collection["origin"], { readonly kind: "table" }>) => Promise<readonly RowDocument[]>;
}

/** A document that is there now, by whatever way. */
interface Present {
  readonly document: string;
  readonly subjects: readonly SubjectKey[];
  bytes(): Promise<Uint8Array>;
  read(bytes: Uint8Array): Promise<ReadDocument>;
}

const version = `${readersVersion}.${cuttingVersion}`;
/** A document of more passages than this is searched better as several. */
const mostPassages = 20_000;

/** @throws GantryError `bad-config` where the collection's folder is not there; what can't be read is in the report */
export async function indexCollection(tools: IndexTools, collection: Collection): Promise<IndexReport> {
  const { store, keys } = tools;
  const before = new Map((await store.documents.list([collection.name])).map((row) => [row.id, row]));
  const counts = { added: 0, changed: 0, unchanged: 0, removed: 0 };
  const unread: Unread[] = [];
  const gone = new Set(before.keys());
  for (const present of await presentIn(tools, collection)) {
    tools.signal.throwIfAborted();
    const id = documentId(keys, collection.name, present.document);
    const known = before.get(id);
    try {
      const bytes = await present.bytes();
      const hash = contentHash(keys, version, bytes);
      if (known?.hash === hash) {
        counts.unchanged += 1;
      } else {
        const read = await present.read(bytes);
        const passages = cutDocument(read);
        if (passages.length > mostPassages) throw tooMany(present.document);
        const { document, subjects } = present;
        const title = read.title ?? document;
        await keepDocument(tools, { id, collection: collection.name, hash, document, title, passages, subjects });
        counts[known ? "changed" : "added"] += 1;
      }
      gone.delete(id);
    } catch (error) {
      // What can't be read any more answers no question: it stays among those to be forgotten.
      if (!(error instanceof GantryError) || !isOfDocument(error)) throw error;
      unread.push(unreadOf(collection.name, present.document, error));
    }
  }
  counts.removed = gone.size;
  await store.documents.remove([...gone]);
  const rows = await store.documents.list([collection.name]);
  const passages = rows.reduce((sum, row) => sum + row.passages, 0);
  return { collection: collection.name, documents: rows.length, passages, ...counts, unread };
}

async function presentIn({ reader, rows }: IndexTools, { name, origin }: Collection): Promise<readonly Present[]> {
  if (origin.kind === "folder") {
    return (await documentsIn(name, origin.folder)).map(({ document, bytes }) => ({
      document,
      subjects: [],
      bytes,
      read: (content) => reader.read(content, document),
    }));
  }
  return (await rows(origin))
    .filter((row) => row.text.trim() !== "")
    .map(({ document, title, text, subjects }) => ({
      document,
      subjects,
      bytes: async () => Buffer.from(JSON.stringify([title, text, subjects])),
      read: async () => ({ title, paragraphs: text.split(/\n{2,}/).map((it) => ({ headings: [], text: it.trim() })) }),
    }));
}

const isOfDocument = ({ code }: GantryError): boolean => code === "unsupported-media-type" || code === "too-large";

const unreadOf = (collection: string, document: string, { code, message, remedy }: GantryError): Unread => ({
  collection,
  document,
  code,
  why: message,
  ...(remedy === undefined ? {} : { remedy }),
});

const tooMany = (document: string): GantryError =>
  new GantryError("too-large", `document "${document}" has more than ${mostPassages} passages`, {
    remedy: "split it into several documents",
    where: { document },
  });
