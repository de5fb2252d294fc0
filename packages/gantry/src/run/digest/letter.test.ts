import type { Answer, Block } from "@gantry/contract";
import { expect, test } from "vitest";
import { digestLetter } from "./letter.ts";

const column = (name: string, format: "text" | "percent" | "list" = "text", treatment: "pass" | "drop" = "pass") => ({
  name,
  title: name,
  format,
  labels: [],
  treatment,
});
const tableWith = (rows: number, more: readonly ReturnType<typeof column>[] = []): Block => ({
  kind: "table",
  step: "rows",
  title: "Customers",
  key: "name",
  columns: [column("name"), column("risk", "percent"), ...more],
  rows: Array.from({ length: rows }, (_, i) => ({ $key: String(i), name: `Customer ${i}`, risk: 0.5 })),
});
const answerOf = (...blocks: Block[]): Answer => ({
  run: "r_1",
  status: "waiting",
  interpretation: { flow: "f", title: "F", text: "customers", input: {}, planner: "test" },
  blocks,
  coverage: [],
  tokens: {},
  receipt: { run: "r_1", policy: "p", summary: "nothing left", egresses: [], sources: [], ledger: null },
});
const letter = (answer: Answer, more: object = {}) =>
  digestLetter(answer, {
    title: "At risk",
    sender: "Meridian",
    address: "https://gantry.example",
    at: new Date(0),
    ...more,
  });

test("what stands in a cell is a text in the mail, whatever it looks like", async () => {
  const table = tableWith(1);
  if (table.kind === "table") table.rows[0] = { $key: "0", name: '<img src="http://x.example/a.png">', risk: 1 };
  const { html } = await letter(answerOf(table), { title: "A & B <b>" });
  expect(html).toContain("&lt;img src=&quot;http://x.example/a.png&quot;&gt;");
  expect(html).not.toContain("<img");
  expect(html).toContain("A &amp; B &lt;b&gt;");
});

test("more rows than one reads in a mail are counted, and named columns that mail may not carry", async () => {
  const { html, body, subject } = await letter(answerOf(tableWith(34, [column("notes", "text", "drop")])));
  expect(subject).toBe("At risk: 34 rows");
  expect(body.match(/^\* Customer/gm)).toHaveLength(30);
  for (const text of [html, body]) {
    expect(text).toContain("4 more rows in the console.");
    expect(text).toContain("Not by mail: notes.");
  }
});

test("an answer without rows says so", async () => {
  expect((await letter(answerOf(tableWith(0)))).body).toContain("There is none.");
});

test("news come first, and a header takes no line break", async () => {
  const { subject, body } = await letter(answerOf(tableWith(1)), {
    subject: "2 more\r\nBcc: x@y.example",
    news: ["2 more"],
  });
  expect(subject).toBe("2 more Bcc: x@y.example");
  expect(body.indexOf("2 more")).toBeLessThan(body.indexOf("Customer 0"));
});

test("a chart of one row of bars is drawn with cells; another is a drawing, with its numbers where no table has them", async () => {
  const axis = { column: "name", title: "Name", format: "text" } as const;
  const risk = { column: "risk", title: "Risk", format: "percent" } as const;
  const rows = [
    { name: "A", risk: 0.5 },
    { name: "B", risk: 1 },
  ];
  const chart = (type: "bar" | "line"): Block => ({
    kind: "chart",
    step: "rows",
    spec: { type, title: "Risk", x: axis, y: [risk] },
    rows,
  });
  const bars = await letter(answerOf(chart("bar")));
  expect(bars.html).toContain('<td width="50%" bgcolor=');
  expect(bars.html).not.toContain("<img");
  const line = await letter(answerOf(chart("line")));
  expect(line.html).toContain('<img src="data:image/png;base64,');
  expect(line.html).toContain('alt="Risk: from A 50% to B 100%, highest B 100%"');
  expect(line.html).toContain("50%");
  const tabled = await letter(answerOf(chart("line"), tableWith(2)));
  expect(tabled.html.match(/>Risk</g)).toBeNull();
});

test("rows that are new are marked, and come first where not all have room", async () => {
  const marks = { added: new Set(["id of 33"]), changed: new Set(["2"]) };
  const { body, html } = await letter(answerOf(tableWith(34)), { marks, idOf: (key: string) => `id of ${key}` });
  expect(body.match(/^\* Customer \d+.*$/gm)?.slice(0, 3)).toEqual([
    "* Customer 2 (changed)",
    "* Customer 33 (new)",
    "* Customer 0",
  ]);
  expect(html).toMatch(/Customer 33 <span[^>]*>new<\/span>/);
});
