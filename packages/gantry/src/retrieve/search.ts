// Finds passages for a query: by words always, by meaning too where vectors are to be had. Ranked over nothing but what
// the caller may see, so that neither a place nor a score tells of anything else.
import type { Visible } from "../store/index.ts";
import { openPassage } from "./documents.ts";
import type { Kept } from "./documents.ts";
import { fuse } from "./fuse.ts";
import { keyedWord } from "./keyed.ts";
import { languages } from "./types.ts";
import type { FoundPassage } from "./types.ts";
import type { EmbedOn, Vectors } from "./vectors.ts";

export interface Search {
  readonly query: string;
  /** Collections and documents that may be seen. */
  readonly visible: Visible;
  /** All collections that are searched, also those of which only documents may be seen. */
  readonly collections: readonly string[];
  readonly top: number;
  readonly on: EmbedOn;
}

/** How a search is ranked: `words` alone, `vectors` alone (for measuring), or both. */
export type Ranking = "words" | "vectors" | "both";

/** Each ranking gives so many candidates to the fusion. */
const candidates = 50;
/** Words of a long query beyond these change little and cost much. */
const mostWords = 150;

/** The query's words as each language cuts them: a passage of any language is found by its own. */
async function wordsOf({ store, keys }: Kept, query: string): Promise<readonly string[]> {
  const cut = await Promise.all(
    languages.map(async (language) => {
      const [words = []] = await store.documents.words(language, [""], [query]);
      return words.slice(0, mostWords).map(({ lexeme }) => keyedWord(keys, language, lexeme));
    }),
  );
  return cut.flat();
}

export async function searchPassages(
  kept: Kept,
  vectors: Vectors | undefined,
  search: Search,
  ranking: Ranking = "both",
): Promise<readonly FoundPassage[]> {
  if (search.query.trim() === "") return [];
  const { query, visible, collections, top, on } = search;
  const limit = Math.max(candidates, top);
  const byWords =
    ranking === "vectors" ? [] : await kept.store.documents.rank(visible, await wordsOf(kept, query), limit);
  const wordIds = byWords.map(({ document, position }) => `${document}/${position}`);
  const meant =
    ranking === "words" || vectors === undefined
      ? undefined
      : await vectors.rank(query, { ...visible, all: collections }, limit, on);
  const ranked =
    meant === undefined
      ? byWords.map(({ score }, index) => ({ id: wordIds[index] ?? "", score }))
      : fuse(ranking === "vectors" ? [meant] : [wordIds, meant]);
  return open(kept, ranked.slice(0, top));
}

/** What was erased meanwhile is left out. */
async function open(
  kept: Kept,
  ranked: readonly { readonly id: string; readonly score: number }[],
): Promise<readonly FoundPassage[]> {
  const places = ranked.map(({ id }) => {
    const at = id.lastIndexOf("/");
    return { document: id.slice(0, at), position: Number(id.slice(at + 1)) };
  });
  const rows = new Map(
    (await kept.store.documents.find(places)).map((row) => [`${row.document}/${row.position}`, row]),
  );
  const found = ranked.flatMap(({ id, score }) => {
    const row = rows.get(id);
    const content = row && openPassage(kept, row);
    return row && content ? [{ row, content, id, score }] : [];
  });
  return found.map(({ row, content, id, score }, index) => ({
    collection: row.collection,
    passage: id,
    document: content.document,
    title: content.title,
    place: content.place,
    text: content.text,
    language: content.language,
    rank: index + 1,
    subjects: content.subjects,
    score: Math.round(score * 1e6) / 1e6,
  }));
}
