// A policy that allows more in the console than elsewhere: who says of herself that she is there gets nothing by it.
import path from "node:path";
import { createClient } from "@gantry/client";
import type { Client } from "@gantry/client";
import type { Answer } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mainQuestion } from "./support/answer.ts";
import { openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";

let house: House;
let asked: Answer;

/** The manager's client with a token for a surface (none: for the API), saying that it shows answers on another. */
const manager = async (vouched?: "console", said?: string): Promise<Client> => {
  const response = await fetch(`${house.url}/local/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ persona: "sales-manager", surface: vouched }),
  });
  const { token } = (await response.json()) as { token: string };
  return createClient({ url: house.url, token, ...(said === undefined ? {} : { surface: said }) });
};

const veiled = (answer: Answer): readonly boolean[] => [
  ...new Set(
    answer.blocks.flatMap((block) =>
      block.kind === "table" ? block.rows.map((row) => JSON.stringify(row["account"]).startsWith('"COMPANY_')) : [],
    ),
  ),
];

beforeAll(async () => {
  const project = path.join(import.meta.dirname, "projects/changing");
  house = await openHouse({ GANTRY_PROJECT: project, TEST_POLICY: "at-console" });
  asked = await (await manager("console")).ask(mainQuestion, { wait: 60 });
});
afterAll(() => house?.close());

test("in the console she asks, and sees companies by name", () => {
  expect(asked.status).toBe("waiting");
  expect(veiled(asked)).toEqual([false]);
});

test.each([
  ["a program's token that says it is the console", undefined, "console"],
  ["a program's token that says nothing", undefined, undefined],
  ["the console's token of a client that shows answers elsewhere", "console", "wallboard"],
] as const)("%s may not ask, and sees companies as tokens", async (_, vouched, said) => {
  const client = await manager(vouched, said);
  await expect(client.ask(mainQuestion)).rejects.toMatchObject({ code: "forbidden" });
  expect(veiled(await client.answer(asked.run))).toEqual([true]);
});
