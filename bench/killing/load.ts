// Clients that ask, wait, approve and reject without end, and write down what they were told: whatever was acknowledged must
// have come true in the end.
import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@gantry/client";
import { GantryError } from "@gantry/contract";
import type { Draft } from "@gantry/contract";
import { draftsOf } from "../../test/support/answer.ts";
import type { Dice } from "../material/dice.ts";

export interface Decided {
  readonly run: string;
  readonly approval: string;
  readonly decision: "accept" | "reject";
  /** The server said yes; else nobody heard what it said. */
  acknowledged: boolean;
}

export interface Load {
  /** Runs whose start was acknowledged. */
  readonly runs: ReadonlySet<string>;
  readonly decided: ReadonlyMap<string, Decided>;
  /** Errors that no client could have waited out, by code. */
  readonly surprises: ReadonlyMap<string, number>;
  /** Each client finishes what it has begun. */
  stop(): Promise<void>;
}

const questions = ["enterprise", "mid-market", "small"].map(
  (segment) => `which ${segment} customers in EMEA are at risk of leaving this quarter`,
);
const patience = 180_000;

/** @param connect to a server that lives, if one does */
export function startLoad(connect: () => Promise<Client>, dice: Dice, clients: number): Load {
  const runs = new Set<string>();
  const decided = new Map<string, Decided>();
  const surprises = new Map<string, number>();
  const stopping = new AbortController();

  /** Again and again until it is answered. */
  const patiently = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
    for (const end = Date.now() + patience; ; await delay(100)) {
      try {
        return await work(await connect());
      } catch (error) {
        const waits = error instanceof TypeError || (error instanceof GantryError && error.retryable);
        if (!waits || Date.now() > end) throw error;
      }
    }
  };

  const decide = async (run: string, draft: Draft): Promise<void> => {
    const decision = dice.next() < 0.6 ? "accept" : "reject";
    const entry: Decided = { run, approval: draft.approval, decision, acknowledged: false };
    decided.set(draft.approval, entry);
    const { contentHash } = draft;
    try {
      await patiently((client) =>
        client.decide(draft.approval, {
          decision,
          contentHash,
          ...(decision === "accept" ? { acknowledgeFlags: true } : {}),
        }),
      );
      entry.acknowledged = true;
    } catch (error) {
      // What was cut off may have been heard: then the second time it is decided already.
      if (!(error instanceof GantryError && error.code === "already-decided")) throw error;
    }
  };

  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const idempotencyKey = `${dice.next()}`;
        const question = dice.pick(questions);
        const { run } = await patiently((client) => client.ask(question, { idempotencyKey }));
        runs.add(run);
        let answer = await patiently((client) => client.answer(run, { wait: 5 }));
        while (answer.status === "running") answer = await patiently((client) => client.answer(run, { wait: 5 }));
        if (answer.status !== "waiting") continue;
        for (const draft of draftsOf(answer)) if (draft.state === "pending") await decide(run, draft);
      } catch (error) {
        const code = error instanceof GantryError ? error.code : String(error);
        surprises.set(code, (surprises.get(code) ?? 0) + 1);
        await delay(200);
      }
    }
  };
  const working = Array.from({ length: clients }, work);
  return {
    runs,
    decided,
    surprises,
    stop: async () => {
      stopping.abort();
      await Promise.all(working);
    },
  };
}
