// Meridian, its CRM elsewhere, with a letter by each way that a stranger's text comes in beside tickets and names: documents
// and their file names, what a model searches and asks by itself, what a tool gives an agent of the company's own.
import {
  act,
  approve,
  defineModels,
  definePolicy,
  defineProject,
  defineTools,
  find,
  flow,
  oneOf,
  prompt,
  query,
  reason,
} from "gantry";
import type { Step } from "gantry";
import { contactsOf } from "../../../examples/meridian/flows/contacts.ts";
import { project as elsewhere } from "../elsewhere/gantry.config.ts";

const address = (name: string): string => process.env[name] ?? "http://127.0.0.1:9";

const most = Number(process.env["TEST_LETTERS"] ?? 12);

const targets = query(
  "account_id",
  `select a.id as account_id, a.name as account, a.renewal_date, o.name as owner, o.title as owner_title
   from crm.accounts a left join crm.users o on o.id = a.owner_id
   where a.region = $region and a.status = 'active'`,
  "Customers",
);

const letters = query(
  "account_id",
  `select t.*, p.contact, p.email, coalesce(p.language, 'en') as language, coalesce(k.tickets_90d, 0) as tickets_90d
   from targets t join contacts p using (account_id)
   left join (select c.account_id, count(*) as tickets_90d from crm.cases c join targets using (account_id)
              where c.created_date >= $today - 90 and c.created_date < $today + 1 group by c.account_id) k using (account_id)
   where p.email is not null and not p.opted_out and not p.bounced
   order by t.account_id limit ${most}`,
  "Whom to write to",
);

const facts = [
  "Customer: {{account_id}}",
  "Language: {{language}}",
  "Company: {{account}}",
  "Contact: {{contact}}",
  "Account owner: {{owner}}, {{owner_title}}",
  "Renewal date: {{renewal_date}}",
  "Tickets in 90 days: {{tickets_90d}}",
].join("\n");

const each = "select * from letters";
const instructions =
  "Write a short letter from the account owner to the contact, in the language given, that invites them to talk before the renewal. State nothing but the facts given, no discount and no promise.";
const output = { subject: { type: "text", maxLength: 150 }, body: { type: "text", maxLength: 4000 } } as const;

/** A flow whose letters a step `drafts` writes. */
const letterFlow = (name: string, title: string, steps: Readonly<Record<string, Step>>) =>
  flow({
    name,
    title,
    asks: [`${title.toLowerCase()} in {region}`],
    purpose: "customer retention",
    input: { region: oneOf("EMEA", "AMER", "APAC") },
    steps: {
      targets,
      contacts: contactsOf("targets"),
      letters,
      ...steps,
      review: approve({
        rows: `select d.account_id, d.subject, d.body, l.email, l.account, d.model, d.template, d.arguments, d.flags
               from drafts d join letters l using (account_id)`,
        key: "account_id",
        by: "sales-manager",
        content: ["email", "subject", "body"],
        editable: ["subject", "body"],
      }),
      emails: act("mail.send", {
        each: "review",
        key: "account_id",
        input: { to: "email", subject: "subject", body: "body" },
      }),
    },
    answer: [{ kind: "drafts", step: "drafts", title: "Letters", review: "review", act: "emails" }],
  });

const written = { each, key: "account_id", instructions, output };

const fromDocuments = letterFlow("letters-from-documents", "Letters with what they sent us", {
  found: find({
    each: "select account_id from letters",
    key: "account_id",
    query: "account_id",
    in: ["documents.letters"],
    top: 2,
  }),
  drafts: prompt({
    ...written,
    passages: "found",
    task: "write",
    template: `${facts}\nWhat they wrote to support: {{passages}}`,
  }),
});

const byReading = letterFlow("letters-by-reading", "Letters after a look around", {
  drafts: reason({
    ...written,
    template: facts,
    tools: {
      query: ["crm.accounts"],
      find: ["documents.letters"],
      mcp: [{ server: "notes", tool: "lookup" }],
    },
    limits: { turns: 5 },
    onError: "skip",
  }),
});

const byGuest = letterFlow("letters-by-guest", "Letters by our own agent", {
  drafts: prompt({ ...written, task: "guest-letter", template: facts }),
});

const { documents: lock = [], ...otherLocks } = elsewhere.lock ?? {};
const passages = lock.find((table) => table.name === "terms");
if (passages === undefined) throw new Error("the sample's catalog has no documents.terms");

const { treatments, permissions, roles } = elsewhere.policy;

export const project = defineProject({
  ...elsewhere,
  catalog: {
    ...elsewhere.catalog,
    tables: {
      ...elsewhere.catalog.tables,
      // Whatever customers send: file names are theirs too.
      "documents.letters": {
        description: "Letters that customers sent us",
        columns: {
          passage: "row",
          document: "text.untrusted",
          title: "text.untrusted",
          place: "public",
          text: "text.untrusted",
          language: "public",
        },
      },
    },
  },
  lock: { ...otherLocks, documents: [...lock, { ...passages, name: "letters", native: "letters" }] },
  policy: definePolicy({
    permissions,
    roles,
    treatments: [
      ...treatments,
      { label: "company.*", to: { kind: "tool" }, treatment: "token" },
      { label: "person.*", to: { kind: "tool" }, treatment: "token" },
      { label: "input.arguments", to: { kind: "tool" }, treatment: "token" },
    ],
  }),
  models: defineModels({
    deployments: [
      {
        provider: "guest",
        model: "agent",
        url: address("TEST_GUEST"),
        zone: "outside",
        key: { secret: "guest" },
        tasks: ["guest-letter"],
      },
      {
        provider: "compatible",
        model: "obedient-1",
        url: address("TEST_MODELS"),
        key: { secret: "models" },
        price: { input: 1, output: 2 },
        tasks: ["plan", "write", "reason"],
      },
    ],
  }),
  tools: defineTools({ servers: { notes: { url: address("TEST_TOOL_SERVER"), tools: { lookup: {} } } } }),
  personas: [
    ...(elsewhere.personas ?? []),
    {
      name: "administrator",
      title: "Reads the documents in anew",
      subject: "meridian:administrator",
      displayName: "Administrator",
      roles: ["administrator"],
      attributes: {},
    },
  ],
  flows: [...elsewhere.flows, fromDocuments, byReading, byGuest],
});
