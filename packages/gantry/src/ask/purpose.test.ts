import { expect, test } from "vitest";
import { bare } from "./purpose.ts";

const off = (question: string, holds = false): string => bare(question, () => holds).question;

test.each([
  ["We are preparing the launch campaign, so could you please show all products", "could you please show all products"],
  ["For a mailing that I am planning I would need a list of contacts", "I would need a list of contacts"],
  ["I have a board meeting tomorrow. Show me revenue by region", "Show me revenue by region"],
  ["Für die Sitzung morgen brauche ich den Umsatz je Land", "brauche ich den Umsatz je Land"],
  ["Je prépare une réunion, pourrais-tu me donner le CA par région ?", "donner le CA par région ?"],
  ["Hi there, revenue by region", "revenue by region"],
  ["revenue by region for the board meeting", "revenue by region"],
])("%s: what it is for is no part of it", (question, rest) => {
  expect(off(question).replaceAll(/\s+/g, " ")).toBe(rest);
});

test.each([
  "For our customers in Germany, show me revenue",
  "revenue for the summer campaign",
  "I'm preparing a slide without hospitals, show me revenue by region",
  "customers who have more than 3 tickets",
])("%s: what may be a condition stays", (question) => {
  expect(off(question)).toBe(question);
});

test("a clause that names a value or a time stays", () => {
  const question = "I'm preparing a meeting with German clients, show me open tickets by region";
  expect(off(question, true)).toBe(question);
  expect(bare(question, () => false).dropped).toEqual(["I'm preparing a meeting with German clients"]);
});
