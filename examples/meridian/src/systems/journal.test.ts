import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CrmWrite } from "./crm/index.ts";
import { openJournal } from "./journal.ts";

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "journal-"));
  path = join(dir, "writes.jsonl");
});
afterEach(() => rmSync(dir, { recursive: true }));

const put = (id: string): CrmWrite => ({ kind: "put", object: "Task", record: { Id: id, Subject: "Zürich\nline" } });

const write = (...changes: CrmWrite[][]) => {
  const journal = openJournal(path);
  for (const change of changes) journal.append(change);
  journal.close();
};

const read = () => {
  const journal = openJournal(path);
  journal.close();
  return journal.writes;
};

describe("the CRM's journal", () => {
  it("is empty at first, and gives back all writes of all processes in order", () => {
    expect(read()).toEqual([]);
    write([put("1"), put("2")], [{ kind: "remove", object: "Task", id: "1" }]);
    write([put("3")]);
    expect(read()).toEqual([put("1"), put("2"), { kind: "remove", object: "Task", id: "1" }, put("3")]);
  });

  it("forgets a change that was not written to its end, and goes on after it", () => {
    write([put("1")]);
    const torn = Buffer.from(JSON.stringify([put("2")]));
    // Cut within the two bytes of the ü.
    appendFileSync(path, torn.subarray(0, torn.indexOf("ü") + 1));
    expect(read()).toEqual([put("1")]);
    write([put("3")]);
    expect(read()).toEqual([put("1"), put("3")]);
  });
});
