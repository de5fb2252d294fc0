import { expect, test } from "vitest";
import { agreement, definePolicy } from "./index.ts";

const policy = definePolicy({
  treatments: [],
  roles: [],
  approvals: [{ people: 2 }, { flow: "letters", notRequester: true }, { flow: "refunds", people: 3 }],
});

test("without a rule one person is enough, whoever it is", () => {
  expect(agreement({}, "letters")).toEqual({ people: 1, notRequester: false });
});

test("of several rules for a flow the strictest holds", () => {
  expect(agreement(policy, "letters")).toEqual({ people: 2, notRequester: true });
  expect(agreement(policy, "refunds")).toEqual({ people: 3, notRequester: false });
  expect(agreement(policy, "others")).toEqual({ people: 2, notRequester: false });
});

test("a rule that asks for nobody is refused", () => {
  expect(() => definePolicy({ treatments: [], roles: [], approvals: [{ people: 0 }] })).toThrow(/approvals/);
});
