import { expect, it } from "vitest";
import { idSuffix, isRecordId, recordId } from "./crm-id.ts";

it("extends an id as Salesforce documents it", () => {
  expect(idSuffix("001A0000006Vm9r")).toBe("IAC");
});

it("gives every number an id of its own and knows a wrong one", () => {
  const ids = Array.from({ length: 20_000 }, (_, i) => recordId("003", i));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every(isRecordId)).toBe(true);
  expect(isRecordId(ids[5]?.slice(0, 15) ?? "")).toBe(false);
  expect(isRecordId("001A0000006Vm9rIAB")).toBe(false);
});
