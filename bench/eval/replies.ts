// Genuine replies of a language model, recorded, through the real prompts, the guard's checks and the runs that asked for them:
// how many are right without a repair. The planner's stand in `eval ask`.
// `--record DIR` writes prompts without a reply into DIR/inbox, `--take DIR` takes what stands in DIR/outbox into the record;
// a model that reads by itself needs a round for each turn. `--only NAME` plays one scenario, `--list` shows what went wrong.
import { openCompany } from "../material/questions/index.ts";
import type { OwnCompany } from "../material/questions/index.ts";
import type { Measurement } from "../measurement.ts";
import { startChatProvider } from "../../test/support/chat-provider.ts";
import { openHouse } from "../../test/support/house.ts";
import { openBook } from "../replies/book.ts";
import { takeOutbox, writeInbox } from "../replies/bridge.ts";
import type { Unanswered } from "../replies/bridge.ts";
import { casesName, tallyCases, unansweredCases } from "../replies/prompt-cases.ts";
import { play } from "../replies/play.ts";
import type { Play, Played } from "../replies/play.ts";
import { scenarios } from "../replies/scenarios.ts";
import type { Scenario } from "../replies/scenarios.ts";

/** Set before the first reply was read. */
const goal = { exchanges: 60, share: 0.95 };
const sample = { seed: 1, today: "2026-11-16", accounts: 1200 };

interface Tally {
  readonly name: string;
  readonly exchanges: number;
  readonly right: number;
  /** Each with the exchange that it is about. */
  readonly problems: readonly string[];
}

async function problemsOf(
  { asked, exchange, findings }: Played,
  { right }: Scenario,
  company: () => Promise<OwnCompany>,
): Promise<readonly string[]> {
  if (asked === undefined) return ["is not asked any more"];
  return [...findings.map((it) => `sent back: ${it}`), ...(await right({ asked, reply: exchange.reply, company }))];
}

async function tallyOf(
  scenario: Scenario,
  { played, status, problem }: Play,
  company: () => Promise<OwnCompany>,
): Promise<Tally> {
  const judged = await Promise.all(
    played.map(async (it) => ({ it, problems: await problemsOf(it, scenario, company) })),
  );
  const shown = judged.flatMap(({ it, problems }, at) =>
    problems.length === 0
      ? []
      : [`${at + 1}. ${problems.join("; ")}\n     ${it.exchange.data.slice(0, 120).replaceAll("\n", " / ")}`],
  );
  const failed = status === "failed" ? [`the run failed: ${problem ?? ""}`] : [];
  return {
    name: scenario.name,
    exchanges: judged.length,
    right: status === "failed" ? 0 : judged.filter(({ problems }) => problems.length === 0).length,
    problems: [...failed, ...shown],
  };
}

/** Of prompts without a reply those to record: spread over the languages, in an order that no run changes. */
const chosen = (scenario: Scenario, { unanswered, played }: Play): readonly Unanswered[] => {
  const byLanguage = Map.groupBy(unanswered, ({ asked }) => /^Language: (\w*)/m.exec(asked.data)?.[1] ?? "");
  const columns = [...byLanguage.values()];
  const longest = Math.max(0, ...columns.map((it) => it.length));
  const turned = Array.from({ length: longest }, (_, at) => columns.flatMap((it) => it[at] ?? [])).flat();
  const left = Math.max(0, scenario.most - played.filter((it) => it.asked !== undefined).length);
  return turned.slice(0, left).map(({ chat }) => ({ scenario: scenario.name, chat }));
};

const valueOf = (args: readonly string[], flag: string): string | undefined => {
  const at = args.indexOf(flag);
  return at < 0 ? undefined : args[at + 1];
};

export const measure: Measurement = async ({ quick, args }) => {
  const outbox = valueOf(args, "--take");
  if (outbox !== undefined) {
    const { taken, unfit } = await takeOutbox(outbox);
    console.log(
      `${taken} replies taken; ${unfit.length} fit no schema${unfit.length === 0 ? "" : `: ${unfit.join(", ")}`}`,
    );
    return { pass: unfit.length === 0, figures: { taken, unfit: unfit.length } };
  }
  const [inbox, only] = [valueOf(args, "--record"), valueOf(args, "--only")];
  const wanted = scenarios.filter(({ name }, at) => (only === undefined ? !quick || at % 4 === 0 : name === only));
  let opened: Promise<OwnCompany> | undefined;
  const company = (): Promise<OwnCompany> => (opened ??= openCompany(sample));
  const provider = await startChatProvider();
  const house = await openHouse({
    GANTRY_PROJECT: new URL("../../test/projects/replied", import.meta.url).pathname,
    ...provider.env,
  });
  const tallies: Tally[] = inbox === undefined && only === undefined ? [await tallyCases()] : [];
  const unanswered: Unanswered[] = [];
  try {
    for (const scenario of wanted) {
      const book = openBook(scenario.name, scenario.turns);
      if (inbox === undefined && book.exchanges.length === 0) continue;
      const played = await play(scenario, book, house, provider);
      if (inbox !== undefined)
        book.forget(played.played.filter((it) => it.asked === undefined).map((it) => it.exchange));
      const tally = await tallyOf(scenario, played, company);
      tallies.push(tally);
      unanswered.push(...chosen(scenario, played));
      console.log(
        `${scenario.name.padEnd(28)} ${String(tally.right).padStart(3)} of ${String(tally.exchanges).padStart(3)} right, ${played.unanswered.length} prompts without a reply (${played.status})`,
      );
      if (args.includes("--list") || inbox !== undefined) for (const it of tally.problems) console.log(`  ${it}`);
    }
  } finally {
    await house.close();
    await provider.close();
    if (opened) (await opened).close();
  }
  if (inbox !== undefined) {
    if (only === undefined)
      unanswered.push(...(await unansweredCases()).map((chat) => ({ scenario: casesName, chat })));
    writeInbox(inbox, unanswered);
    console.log(`${unanswered.length} prompts in ${inbox}/inbox`);
    return { pass: true, figures: { prompts: unanswered.length } };
  }
  const exchanges = tallies.reduce((sum, it) => sum + it.exchanges, 0);
  const right = tallies.reduce((sum, it) => sum + it.right, 0);
  const share = exchanges === 0 ? 0 : right / exchanges;
  console.log(
    `${right} of ${exchanges} right without a repair (${(share * 100).toFixed(1)} %); goal ${goal.share * 100} % of ${goal.exchanges}`,
  );
  const enough = quick || only !== undefined || exchanges >= goal.exchanges;
  return {
    pass: enough && share >= goal.share,
    figures: { exchanges, right, share: Number(share.toFixed(4)) },
  };
};
