// What a `prompt` is told of passages, and each row its own.
import type { Row } from "../../catalog/index.ts";
import { citeMark, passageColumn } from "../../flow/index.ts";
import type { Work } from "../house.ts";
import type { StepResult } from "../result.ts";

/** Stands behind the author's instructions. */
export const citingInstructions = [
  "The data holds passages of documents, each with a mark such as [1]. State nothing that no passage and no other data says.",
  "Behind each statement that rests on a passage put its mark, as it stands there; never a mark that is not given.",
  "A sentence without a mark repeats no figure and no phrase of a passage.",
  "Where the passages do not answer, say that they do not.",
].join("\n");

/** Puts the passages that a `find` step found into the rows, by their key: a list, the best first. */
export async function givePassages(work: Work, finder: string, key: string, rows: StepResult): Promise<StepResult> {
  const { house, run } = work;
  const found = await house.relations.of(run, finder);
  const step = run.document.steps[finder];
  const finderKey = step?.kind === "find" ? step.key : key;
  const byKey = Map.groupBy(found.rows, (row) => JSON.stringify(row[finderKey] ?? null));
  const given = rows.relation.rows.map((row): Row => {
    const own = byKey.get(JSON.stringify(row[key] ?? null)) ?? [];
    const passages = own.map(({ document = null, title = null, place = null, text = null }, index) => ({
      cite: citeMark(index + 1),
      document,
      title,
      place,
      text,
    }));
    const whole: Row = { ...row, [passageColumn]: passages };
    house.subjects.note(whole, [...new Set([row, ...own].flatMap((it) => house.subjects.of(it)))]);
    return whole;
  });
  const columns = [...rows.relation.columns, { name: passageColumn, type: "json" as const }];
  return { ...rows, relation: { columns, rows: given } };
}
