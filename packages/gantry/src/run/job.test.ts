import fc from "fast-check";
import { expect, test } from "vitest";
import { jobId, parseJobId } from "./job.ts";

const name = fc.stringMatching(/^[$a-z][a-z0-9_-]{0,20}$/);

test("a job's id reads back as the job, whatever it is called", () => {
  fc.assert(
    fc.property(
      name,
      name,
      fc.option(fc.base64String(), { nil: undefined }),
      fc.integer({ min: 1, max: 99 }),
      (run, step, key, attempt) => {
        const row = key === undefined || key === "" ? undefined : Buffer.from(key).toString("base64url");
        const job = { run, step, ...(row === undefined ? {} : { row }), attempt };
        expect(parseJobId(jobId(job))).toEqual(job);
      },
    ),
  );
});

test("first attempts bear the plain id", () => {
  expect(jobId({ run: "r", step: "drafts", attempt: 1 })).toBe("r/drafts");
  expect(jobId({ run: "r", step: "drafts", row: "x", attempt: 2 })).toBe("r/drafts/x~2");
  expect(() => parseJobId("r")).toThrow(expect.objectContaining({ code: "internal" }));
});
