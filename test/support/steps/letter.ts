// A flow that waits for a person and sends a mail, and one that calls it.
import {
  act,
  approve,
  call,
  column,
  flow,
  oneOf,
  prompt,
  query,
  table,
} from "../../../packages/gantry/src/flow/index.ts";
import type { FlowDocument } from "../../../packages/gantry/src/flow/index.ts";
import { flowOf } from "./open.ts";

export const customers = query("id", "select id, name, email, region from crm.accounts where region = $region");

/** Waits for a person, and sends a mail. */
export const letter: FlowDocument = flow({
  name: "letter",
  title: "A letter",
  asks: [],
  purpose: "test",
  input: { region: oneOf("EMEA", "APAC") },
  steps: {
    customers,
    letters: prompt({
      each: "select id, name, email from customers where id = 'c1'",
      key: "id",
      task: "write",
      instructions: "Write.",
      template: "{{name}}",
      output: { subject: { type: "text", maxLength: 100 }, body: { type: "text", maxLength: 100 } },
    }),
    review: approve({
      rows: "select l.id, l.subject, l.body, c.email from letters l join customers c using (id)",
      key: "id",
      by: "sales-manager",
      content: ["email", "subject", "body"],
      editable: [],
    }),
    emails: act("mail.send", { each: "review", key: "id", input: { to: "email", subject: "subject", body: "body" } }),
    sent: query("id", "select id, email from emails"),
  },
  answer: [table("sent", "Sent", [column("id", "Id"), column("email", "To")])],
});
export const writing = (): FlowDocument =>
  flowOf(
    {
      sent: call("letter", { input: "select $region as region", key: "id" }),
      count: query("n", "select count(*) as n from sent"),
    },
    { answer: [table("sent", "Sent", [column("email", "To")])] },
  );
