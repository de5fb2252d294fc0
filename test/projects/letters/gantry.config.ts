// A house without a source to read: flows whose rows stand in their SQL, that wait for people and then send mail. For tests
// of deciding and waiting. TEST_MAIL: connection of the mail server, as JSON (its password is the secret "mail.password");
// TEST_UNDO_SECONDS, TEST_REMIND_SECONDS: how long mails are held back, and when those who decide are reminded.
import { act, approve, column, defaultTreatments, definePolicy, defineProject, flow, query, table } from "gantry";
import type { FlowDocument } from "gantry";

const { TEST_MAIL: mail = "{}", TEST_UNDO_SECONDS: undo = "0", TEST_REMIND_SECONDS: remind } = process.env;

const paragraph =
  "we have worked together for a while now, and I should like to know how you get on. Would an hour next week suit you? ";

/** A row for each letter, all written already. */
const lettersSql = (count: number): string =>
  `select 'c' || i as id, 'Company ' || i as account, 'buyer' || i || '@customer.example' as email,
          'A word on your renewal' as subject, 'Dear buyer, ' || repeat('${paragraph}', 6) as body,
          'its contract ends within the quarter' as why
   from range(${count}) as numbers (i)`;

const letters = (name: string, count: number): FlowDocument =>
  flow({
    name,
    title: `Letters, ${count} of them`,
    asks: [],
    purpose: "customer retention",
    input: {},
    steps: {
      drafts: query("id", lettersSql(count)),
      review: approve({
        title: "Letters to approve",
        rows: "select * from drafts",
        key: "id",
        by: "sales-manager",
        content: ["email", "subject", "body"],
        editable: ["subject", "body"],
        reason: "why",
        evidence: ["account"],
        expiresAfterHours: 24 * 14,
        ...(remind === undefined ? { remindAfterHours: 24 } : { remindAfterHours: Number(remind) / 3600 }),
      }),
      emails: act("mail.send", {
        each: "review",
        key: "id",
        input: { to: "email", subject: "subject", body: "body" },
        undoSeconds: Number(undo),
      }),
    },
    answer: [table("drafts", "Letters", [column("account", "Customer")])],
  });

/** Requests are limited by person: a bench that starts many runs signs in as many people. */
const people = 40;

export const project = defineProject({
  name: "letters",
  title: "Letters",
  catalog: {
    calendar: { timeZone: "UTC", fiscalYearStart: 1 },
    sources: {
      mail: {
        connector: "smtp",
        title: "Mail",
        zone: "outside",
        connection: { host: "127.0.0.1", port: 9, from: "sales@vendor.example", ...(JSON.parse(mail) as object) },
      },
    },
    tables: {},
  },
  lock: {},
  policy: definePolicy({
    treatments: defaultTreatments,
    roles: [{ name: "sales-manager", title: "Sales manager" }],
    permissions: `permit (principal in Role::"sales-manager", action in [Action::"run", Action::"approve"], resource);
permit (principal in Role::"sales-manager", action == Action::"see", resource == View::"runs");`,
  }),
  flows: [letters("letter", 1), letters("letters", 3)],
  phrasebooks: {},
  scores: {},
  personas: Array.from({ length: people }, (_, number) => ({
    name: `manager${number}`,
    title: "Decides",
    subject: `local:manager${number}`,
    displayName: `Manager ${number}`,
    roles: ["sales-manager"],
    attributes: {},
  })),
  reminders: { through: "mail.send", recipients: { "sales-manager": ["managers@vendor.example"] } },
});
