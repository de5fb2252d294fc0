// The sample company's documents, indexed in a database of their own; with an embedding model where one is given.
import { sampleEmbedder } from "./embedder.ts";
import { openDocuments as open } from "../../../packages/gantry/src/retrieve/testing/open.ts";
import { writeDocuments } from "../../../examples/meridian/src/documents/index.ts";
import type { FoundPassage, Ranking } from "../../../packages/gantry/src/retrieve/index.ts";

export interface OpenDocuments {
  readonly documents: number;
  readonly passages: number;
  readonly hasVectors: boolean;
  search(query: string, ranking: Ranking, top: number): Promise<readonly FoundPassage[]>;
  close(): Promise<void>;
}

export async function openDocuments(): Promise<OpenDocuments> {
  const embedder = sampleEmbedder();
  const opened = await open({
    collections: ["manuals", "terms", "contracts"],
    ...(embedder === undefined ? {} : { embedder }),
  });
  await writeDocuments(opened.folder);
  const reports = await opened.documents.index();
  const unread = reports.flatMap((it) => it.unread);
  if (unread.length > 0) throw new Error(unread.map((it) => it.why).join("\n"));
  return {
    documents: reports.reduce((sum, it) => sum + it.documents, 0),
    passages: reports.reduce((sum, it) => sum + it.passages, 0),
    hasVectors: embedder !== undefined,
    search: (query, ranking, top) => opened.search(query, { ranking, top }),
    close: () => opened.close(),
  };
}
