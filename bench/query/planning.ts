// What planning takes: bind, lineage and scan plan of questions that were never seen before.
import { median } from "../statistics.ts";
import { joinParameters, openGantry } from "./ours.ts";
import { questionSql } from "./questions.ts";

export interface Planning {
  /** Milliseconds. */
  readonly median: number;
  readonly slowest: number;
  /** Of questions seen before, with other values. */
  readonly again: number;
  readonly questions: number;
}

/** Plans variants of the join question, each text new to the engine, then one text again and again. */
export async function measurePlanning(urls: Readonly<Record<string, string>>): Promise<Planning> {
  const gantry = await openGantry(urls);
  try {
    const plan = async (sql: string): Promise<number> => {
      const begun = performance.now();
      await gantry.engine.explain(sql, {
        parameters: joinParameters,
        steps: {},
        context: () => gantry.context(),
        signal: new AbortController().signal,
      });
      return performance.now() - begun;
    };
    const variant = (index: number): string =>
      questionSql.join.replace("group by", `and i.amount > ${index} and a.arr < ${100_000 + index} group by`);
    // The first opens the stub.
    await plan(questionSql.join);
    const fresh: number[] = [];
    for (let index = 0; index < 100; index += 1) fresh.push(await plan(variant(index)));
    const again: number[] = [];
    for (let index = 0; index < 100; index += 1) again.push(await plan(questionSql.join));
    const round = (value: number): number => Math.round(value * 100) / 100;
    return {
      median: round(median(fresh)),
      slowest: round(Math.max(...fresh)),
      again: round(median(again)),
      questions: fresh.length,
    };
  } finally {
    await gantry.close();
  }
}
