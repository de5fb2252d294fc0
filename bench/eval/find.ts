// Questions over the sample company's documents: whether the passage that answers is among the first five, and how far up.
// Full text, vectors where an embedding model is given (GANTRY_EMBEDDINGS_URL, GANTRY_EMBEDDINGS_MODEL), and both.
import path from "node:path";
import { openDocuments } from "../material/find/open.ts";
import type { OpenDocuments } from "../material/find/open.ts";
import { acrossLanguages, questions } from "../material/find/questions.ts";
import type { Question } from "../material/find/questions.ts";
import type { Measurement } from "../measurement.ts";

/** Of questions asked in the document's language. Set before the first search. */
const goal = { recall: 0.9, reciprocalRank: 0.75 };
const first = 5;

interface Score {
  readonly questions: number;
  /** Share whose passage is among the first five. */
  readonly recall: number;
  /** Mean of 1 / rank, 0 where it is not among the first ten (MRR). */
  readonly reciprocalRank: number;
}

type Asked = Question & { readonly rank: number | null };

const plain = (text: string): string => text.replaceAll(/\s+/g, " ");

async function rankOf(opened: OpenDocuments, ranking: "words" | "vectors" | "both", it: Question): Promise<Asked> {
  const found = await opened.search(it.ask, ranking, 10);
  const hit = found.find(
    ({ document, text }) => path.posix.basename(document) === it.document && plain(text).includes(it.holds),
  );
  return { ...it, rank: hit?.rank ?? null };
}

const scoreOf = (asked: readonly Asked[]): Score => ({
  questions: asked.length,
  recall: asked.filter(({ rank }) => rank !== null && rank <= first).length / asked.length,
  reciprocalRank: asked.reduce((sum, { rank }) => sum + (rank === null ? 0 : 1 / rank), 0) / asked.length,
});

const percent = (share: number): string => `${(share * 100).toFixed(1).padStart(5)} %`;

export const measure: Measurement = async ({ args }) => {
  const opened = await openDocuments();
  try {
    const { passages, documents, hasVectors } = opened;
    console.log(`${documents} documents, ${passages} passages, ${questions.length + acrossLanguages.length} questions`);
    const figures: Record<string, unknown> = { documents, passages };
    let pass = false;
    for (const ranking of hasVectors ? (["words", "vectors", "both"] as const) : (["words"] as const)) {
      const asked: Asked[] = [];
      for (const it of questions) asked.push(await rankOf(opened, ranking, it));
      const across: Asked[] = [];
      for (const it of acrossLanguages) across.push(await rankOf(opened, ranking, it));
      const scores: Record<string, Score> = {
        english: scoreOf(asked.filter((it) => it.language === "english")),
        german: scoreOf(asked.filter((it) => it.language === "german")),
        french: scoreOf(asked.filter((it) => it.language === "french")),
        "all, in the document's language": scoreOf(asked),
        "asked in another language": scoreOf(across),
      };
      console.log(`\n${ranking.padEnd(34)} questions  recall@5    MRR`);
      for (const [name, score] of Object.entries(scores)) {
        const rank = score.reciprocalRank.toFixed(3);
        console.log(`  ${name.padEnd(34)} ${String(score.questions).padStart(6)}   ${percent(score.recall)}  ${rank}`);
      }
      if (args.includes("--show"))
        for (const it of [...asked, ...across])
          if (it.rank === null || it.rank > 1) console.log(`    ${it.rank ?? "-"}  ${it.ask} (${it.document})`);
      const all = scoreOf(asked);
      pass ||= all.recall >= goal.recall && all.reciprocalRank >= goal.reciprocalRank;
      figures[ranking] = scores;
    }
    if (!hasVectors) console.log("\nvectors and both: not measured, no embedding model is given");
    return { pass, figures: { ...figures, vectors: hasVectors ? figures["vectors"] : "not measured" } };
  } finally {
    await opened.close();
  }
};
