// Documents in a whole house: indexed as it starts, searched as each caller may, cited in an answer that opens the passage.
import { Answer } from "@gantry/contract";
import type { Claim } from "@gantry/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, visit } from "./support/browser.ts";
import { startChatProvider } from "./support/chat-provider.ts";
import type { ChatProvider } from "./support/chat-provider.ts";
import { openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";

let provider: ChatProvider;
let house: House;
beforeAll(async () => {
  provider = await startChatProvider();
  house = await openHouse(provider.env);
}, 120_000);
afterAll(async () => {
  await house?.close();
  await provider?.close();
});

const answered = async (topic: string, says: string, persona = "sales-manager"): Promise<Answer> => {
  provider.answer = () => ({ text: JSON.stringify({ text: says }) });
  const response = await fetch(`${house.url}/api/flows/document-answers/runs`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${await house.token(persona)}`,
      "content-type": "application/json",
      prefer: "wait=60",
    },
    body: JSON.stringify({ input: { topic } }),
  });
  return Answer.parse(await response.json());
};
const textIn = ({ blocks }: Answer): { readonly text: string; readonly claims: readonly Claim[] } => {
  const block = blocks.find((it) => it.kind === "text");
  if (block?.kind !== "text") throw new Error("the answer has no text");
  return { text: block.text, claims: block.claims ?? [] };
};
const rowsIn = ({ blocks }: Answer) => blocks.flatMap((it) => (it.kind === "table" ? it.rows : []));

describe("an answer from documents", () => {
  test("cites passages, and each mark leads to what stands there", async () => {
    const says = "The piston seals are replaced every 2,000 hours of pumping [1].";
    const answer = await answered("When must the piston seals of the LC-40 be replaced?", says);
    const { text, claims } = textIn(answer);
    expect(text).toBe(says);
    expect(claims.map(({ kind, text: mark }) => [kind, mark])).toEqual([["citation", "[1]"]]);
    const [cell] = claims[0]?.cells ?? [];
    expect(cell).toMatchObject({
      step: "found",
      sources: ["coluna-lc-40.html"],
      column: expect.stringContaining("piston seals"),
    });
    expect(cell?.value).toContain("every 2,000 hours");
    expect(rowsIn(answer)[0]).toMatchObject({ rank: 1, text: expect.stringContaining("every 2,000 hours") });
    expect(answer.receipt.egresses[0]?.columns.map((it) => it.column)).toContain("documents.manuals.text");
  });

  test("shows a mark of no passage as resting on nothing", async () => {
    const { claims } = textIn(await answered("piston seals", "They are replaced now and then [9]."));
    expect(claims).toMatchObject([{ kind: "citation", text: "[9]", cells: [] }]);
  });

  test("tells the model to cite, and gives it what a document says as data inside the fence", async () => {
    await answered("piston seals", "The passages do not say.");
    const sent = provider.raw.at(-1) ?? "";
    expect(sent).toContain("Behind each statement that rests on a passage put its mark");
    expect(sent).toMatch(/⟦data \w+⟧[^⟧]*cite: \[1\][^⟦]*⟦end/);
  });

  test("opens its passage in the console", async () => {
    const { run } = await answered("piston seals LC-40", "Every 2,000 hours of pumping [1].");
    const browser = await openBrowser();
    try {
      const { page } = await visit(browser, house.door);
      await page.getByRole("button", { name: "Sales manager EMEA" }).click();
      await page.getByRole("navigation").waitFor();
      await page.goto(`${house.url}/#/runs/${run}`);
      await page.getByRole("button", { name: "[1]" }).click();
      await page.getByText("The seal kit is part number 40-1187").first().waitFor();
      expect(await page.locator(".claim-card").innerText()).toContain("coluna-lc-40.html");
    } finally {
      await browser.close();
    }
  });
});

describe("internal terms of a region", () => {
  test("are found by that region's people and by those who see all, and by nobody else", async () => {
    const ask = async (persona: string) => {
      const found = await (
        await house.client(persona)
      ).searchDocuments("volume discount list price", {
        in: ["documents.contracts"],
        top: 50,
      });
      return [...new Set(found.passages.map((it) => it.document ?? ""))].toSorted((a, b) => a.localeCompare(b));
    };
    expect(await ask("sales-manager")).toEqual(["emea/framework.md"]);
    expect(await ask("sales-director")).toEqual(["amer/framework.docx", "apac/framework.html", "emea/framework.md"]);
    expect(await ask("analyst")).toEqual([]);
    await expect(ask("compliance")).rejects.toMatchObject({ code: "forbidden" });
  });

  test("are in no answer of theirs, and in no row of their own SQL", async () => {
    const answer = await answered("volume discount AMER APAC distributors", "The passages do not say.");
    const said = JSON.stringify(rowsIn(answer));
    expect(said).toContain("EMEA");
    expect(said).not.toMatch(/GSA schedule|Distributors of the region APAC/);
    const client = await house.client("sales-manager");
    const { rows } = await client.query("select distinct document from documents.contracts");
    expect(rows).toEqual([{ document: "emea/framework.md" }]);
  });
});

test("the index is brought up to date by who administers, since it names what others may not see", async () => {
  await expect((await house.client("sales-manager")).indexDocuments()).rejects.toMatchObject({ code: "forbidden" });
});
