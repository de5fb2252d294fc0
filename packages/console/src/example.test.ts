import { expect, test } from "vitest";
import { exampleOf } from "./example.ts";

const input = {
  type: "object",
  properties: {
    region: { type: "string", enum: ["EMEA", "AMER"] },
    period: { type: "string", default: "this quarter" },
    count: { type: "number", default: 10 },
  },
};

test("a pattern becomes a question that can be asked as it stands", () => {
  expect(exampleOf("which customers in {region} may churn {period}", input)).toBe(
    "Which customers in EMEA may churn this quarter?",
  );
  expect(exampleOf("write to our top {count} clients", input)).toBe("Write to our top 10 clients?");
});

test("a field that nothing is known of stays as its name", () => {
  expect(exampleOf("how is {customer} doing?", input)).toBe("How is customer doing?");
  expect(exampleOf("how is {customer}", {})).toBe("How is customer?");
});
