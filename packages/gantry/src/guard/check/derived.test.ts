import { describe, expect, test } from "vitest";
import { gatherFacts } from "./facts.ts";
import { findUngrounded } from "./ground.ts";

const row = {
  licensed_users: 109,
  active_users: 47,
  milestones_done: 7,
  milestones_total: 10,
  annual_value: "86400.00",
  overdue_amount: "7200.00",
  overdue_invoices: 2,
  contract_term_months: 36,
  quantity: 12,
  budget: "310000.00",
  spent: "217000.00",
  renewal_date: "2026-12-15",
  delivery_date: "2026-12-03",
  visit_date: "2026-12-09",
};
const facts = gatherFacts(
  Object.entries(row).map(([column, cell]) => ({ column, cell })),
  [],
  "2026-11-16",
);
const missing = (text: string): readonly string[] => findUngrounded(text, facts).map(({ text: written }) => written);

describe("what two cells make", () => {
  test.each([
    "62 seats that nobody uses.",
    "Unused seats: 62",
    "Seven of ten milestones are done, three to go.",
    "That is $7,200 a month, or €7,200 per month.",
    "On average €3,600 each.",
    "Over the full term that comes to €259,200.",
    "70 % of the budget is spent, €93,000 remain.",
    "The renewal is due in about four weeks, four weeks to go.",
    "He comes six days after the delivery.",
    "He comes on Wednesday the 9th.",
  ])("is borne: %s", (text) => {
    expect(missing(text)).toEqual([]);
  });

  test.each([
    ["64 seats that nobody uses.", ["64"]],
    ["That is €7,900 per month.", ["€7,900"]],
    ["60 % of the budget is spent.", ["60 %"]],
    ["He comes nine days after the delivery.", ["nine days"]],
    ["The renewal is due in about nine weeks.", ["nine weeks"]],
    ["An agreement of €81,400 over three years.", ["€81,400"]],
  ])("is no other: %s", (text, found) => {
    expect(missing(text)).toEqual(found);
  });
});
