import { expect, test } from "vitest";
import { errorFromProblem, GantryError, Problem } from "./index.ts";

test("an error crosses the wire and comes back the same", () => {
  const error = new GantryError("source-unreachable", 'source "crm" does not answer', {
    remedy: "check its address with `gantry systems`",
    where: { source: "crm" },
    retryable: true,
  });
  const back = errorFromProblem(Problem.parse(JSON.parse(JSON.stringify(error.toProblem()))));
  expect(back).toMatchObject({ code: error.code, message: error.message, remedy: error.remedy, retryable: true });
  expect(back.status).toBe(502);
});

test("a cause never reaches the problem document", () => {
  const error = new GantryError("query-failed", "the query failed", { cause: new Error("ada@example.com") });
  expect(JSON.stringify(error.toProblem())).not.toContain("ada@example.com");
});
