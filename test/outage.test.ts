// The database goes away under a server at work: killed, shut down, or with no room left. Requests are told so, nothing is
// half done, and everything goes on by itself.
import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Client } from "@gantry/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftsOf, mainQuestion } from "./support/answer.ts";
import { openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { call } from "./support/http.ts";
import type { Reply } from "./support/http.ts";
import { startSystemsApart } from "./support/systems-apart.ts";
import type { SystemsApart } from "./support/systems-apart.ts";
import { until } from "./support/until.ts";

let apart: SystemsApart;
beforeAll(async () => {
  apart = await startSystemsApart({ accounts: 400 });
});
afterAll(() => apart?.close());

const postmasterOf = (folder: string): number =>
  Number(readFileSync(path.join(folder, "postgres/data/postmaster.pid"), "utf8").split("\n")[0]);

/** Whoever is turned away is told that it will pass. */
function expectTold(reply: Reply): void {
  expect(reply).toMatchObject({ status: 503, body: { code: "unavailable", retryable: true } });
  expect(Number(reply.headers.get("retry-after"))).toBeGreaterThan(0);
}

/** The letters of these drafts have gone out, each once. */
async function expectSent(client: Client, run: string, approvals: readonly string[]): Promise<void> {
  await until(
    "the letters",
    async () => {
      const drafts = draftsOf(await client.answer(run)).filter((it) => approvals.includes(it.approval));
      return drafts.length === approvals.length && drafts.every((it) => it.effect === "sent");
    },
    60,
  );
  expect(await apart.twice()).toEqual([]);
}

describe("PostgreSQL is restarted", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(apart.env);
  });
  afterAll(() => house?.close());

  test.each(["SIGKILL", "SIGINT"] as const)(
    "by %s in the middle of runs: they go on, and requests get 503 or an answer",
    async (signal) => {
      const client = await house.client("sales-manager");
      const token = await house.token("sales-manager");
      const { run } = await client.ask(mainQuestion);
      process.kill(postmasterOf(house.dataFolder), signal);
      const replies: Reply[] = [];
      await until("an answer", async () => {
        const reply = await call(`${house.url}/api/runs/${run}/state`, { token });
        replies.push(reply);
        return reply.status === 200 && replies.some((it) => it.status !== 200);
      });
      for (const reply of replies) if (reply.status !== 200) expectTold(reply);
      const answer = await client.answer(run, { wait: 60 });
      expect(answer.status).toBe("waiting");
      const [draft] = draftsOf(answer);
      if (!draft) return expect.unreachable("a draft");
      await client.decide(draft.approval, {
        decision: "accept",
        contentHash: draft.contentHash,
        acknowledgeFlags: true,
      });
      await expectSent(client, run, [draft.approval]);
    },
  );
});

/** A disk of its own, which can be filled. */
function mountSmallDisk(): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), "gantry-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=220m,mode=711", "tmpfs", folder], { stdio: "ignore" });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}

describe("the disk is full", () => {
  let folder = "";
  let house: House | undefined;
  beforeAll(async () => {
    folder = mountSmallDisk() ?? "";
    if (folder === "") return;
    const data = path.join(folder, "data");
    mkdirSync(data, { mode: 0o711 });
    house = await openHouse({ ...apart.env, GANTRY_DATA: data });
  });
  afterAll(async () => {
    if (!house) return;
    await house.close();
    execFileSync("umount", [folder]);
    rmSync(folder, { recursive: true });
  });

  /** Takes all the room that is left. */
  function fill(): void {
    const file = openSync(path.join(folder, "filler"), "w");
    try {
      for (const size of [1 << 20, 4096]) {
        const block = Buffer.alloc(size);
        try {
          for (;;) writeSync(file, block);
        } catch (error) {
          if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
        }
      }
    } finally {
      closeSync(file);
    }
  }

  test("what can't be kept is refused, what was acknowledged stands, and with room all of it goes on", async ({
    skip,
  }) => {
    if (!house) return skip("only root on Linux can mount a disk for it");
    const { url } = house;
    const client = await house.client("sales-manager");
    const token = await house.token("sales-manager");
    const first = await client.ask(mainQuestion, { wait: 60 });
    const drafts = draftsOf(first);
    // In the middle of its steps when the room is gone.
    const begun: string[] = [(await client.ask(mainQuestion)).run];
    fill();
    // Some room is set aside in the database's own files: ask until it is used up.
    const refused = await until("a refusal", async () => {
      const reply = await call(`${url}/api/ask`, { token, body: { question: mainQuestion } });
      if (reply.status === 202) begun.push(String(reply.body["run"]));
      return reply.status === 503 && reply;
    });
    expectTold(refused);
    expect(refused.body.detail).toMatch(/full|does not answer/);
    const accepted: string[] = [];
    for (const draft of drafts.slice(0, 3)) {
      const { approval, contentHash } = draft;
      const decision = { decision: "accept", contentHash, acknowledgeFlags: true };
      const reply = await call(`${url}/api/approvals/${approval}/decision`, { token, body: decision });
      if (reply.status === 200) accepted.push(approval);
      else expectTold(reply);
    }
    rmSync(path.join(folder, "filler"));
    await until("the database", async () => (await fetch(`${url}/health`)).ok, 60);
    for (const run of begun) expect((await client.answer(run, { wait: 60 })).status).toBe("waiting");
    // What was refused was not half done: it can be decided now.
    for (const { approval, contentHash } of drafts.slice(0, 3).filter((it) => !accepted.includes(it.approval))) {
      await client.decide(approval, { decision: "accept", contentHash, acknowledgeFlags: true });
    }
    await expectSent(
      client,
      first.run,
      drafts.slice(0, 3).map((it) => it.approval),
    );
  });
});
