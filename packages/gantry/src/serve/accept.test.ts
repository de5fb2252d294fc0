import { expect, test } from "vitest";
import { preferredType } from "./accept.ts";

const offered = ["application/json", "application/x-ndjson", "text/csv"] as const;

test.each([
  [undefined, "application/json"],
  ["*/*", "application/json"],
  ["text/csv", "text/csv"],
  ["Text/CSV; header=present", "text/csv"],
  ["text/*, application/json;q=0.5", "text/csv"],
  ["application/json;q=0.1, application/x-ndjson;q=0.2", "application/x-ndjson"],
  ["application/json;q=0, */*", "application/x-ndjson"],
  ["text/html, */*;q=0.1", "application/json"],
])("of Accept: %s it is %s", (header, expected) => {
  expect(preferredType(header, offered)).toBe(expected);
});

test("what is not offered is refused with what is", () => {
  expect(() => preferredType("text/html", offered)).toThrow(
    expect.objectContaining({ code: "bad-request", remedy: expect.stringContaining("text/csv") }),
  );
});
