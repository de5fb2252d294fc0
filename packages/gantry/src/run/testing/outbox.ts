// A mail system for tests that outlives any process: a file with one line for each mail that left.
import fs from "node:fs";
import type { ActionDef } from "../../connect/kit/index.ts";

export interface SentMail {
  /** Of an activity: its record. */
  readonly what?: string;
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

export const readOutbox = (file: string): readonly SentMail[] =>
  fs.existsSync(file)
    ? fs
        .readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as SentMail)
    : [];

/** @param fail called before a mail is written; what it throws is the mail server's answer */
export const mailAction = (file: string, fail: (to: string) => void = () => undefined): ActionDef => ({
  title: "Send a mail",
  input: {
    to: { type: "varchar", required: true, role: "recipient", description: "address" },
    subject: { type: "varchar", required: true, role: "content", description: "subject" },
    body: { type: "varchar", required: true, role: "content", description: "text" },
  },
  idempotency: "the key stands in each mail",
  run: async (input, key) => {
    fail(String(input["to"]));
    fs.appendFileSync(file, `${JSON.stringify({ ...input, key })}\n`);
    return { reference: key };
  },
  reconcile: async (_input, key) => (readOutbox(file).some((mail) => mail.key === key) ? { reference: key } : "absent"),
});

/** A CRM that keeps its log in a file of the same kind. */
export const logAction = (file: string): ActionDef => ({
  ...mailAction(file),
  title: "Log an activity",
  input: {
    what: { type: "varchar", required: true, role: "target", description: "record" },
    subject: { type: "varchar", required: true, role: "content", description: "subject" },
  },
});
