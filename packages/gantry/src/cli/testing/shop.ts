// A small shop whose runs are recorded and replayed: its catalog, two flows, its policy and a stricter one.
import { act, approve, column, flow, number, prompt, query, table, text } from "../../flow/index.ts";
import type { FlowDocument } from "../../flow/index.ts";
import { shopCatalog } from "./memory-shop.ts";
import type { Caller, PolicyDefinition, TreatmentRule } from "../../policy/index.ts";

export const regions = ["EMEA", "AMER", "APAC", "LATAM"] as const;
export const refusedRegion = "APAC";

export const customers = Array.from({ length: 24 }, (_, index) => ({
  id: `C${index + 1}`,
  name: `${["Aldermoor", "Brightwater", "Calloway", "Dunmore"][index % 4]} ${["Analytics", "Foods"][index % 2]} Ltd`,
  contact: `${["Ada", "Grace", "Edsger", "Barbara", "Niklaus"][index % 5]} ${["Lovelace", "Hopper", "Liskov"][index % 3]}`,
  email: `contact${index}@customer.example`,
  region: regions[index % 4] ?? "EMEA",
  revenue: 1000 * (index + 1),
  visits: (index * 7) % 50,
}));

export const catalog = shopCatalog(
  customers[0] ?? {},
  {
    id: "identifier",
    name: "company.name",
    contact: "person.name",
    email: "person.email",
    region: "business",
    revenue: "financial",
    visits: "business",
  },
  ["=", ">="],
  { mail: { connector: "smtp", title: "Mail", connection: {} } },
);

const letters = (name: string, template: string): FlowDocument =>
  flow({
    name,
    title: name,
    asks: [],
    purpose: "testing",
    input: { region: text(), least: number() },
    steps: {
      found: query(
        "id",
        "select id, name, contact, email, revenue, visits from shop.customers where region = $region and revenue >= $least",
      ),
      drafts: prompt({
        each: "select * from found",
        key: "id",
        task: "write",
        instructions: "Write a short letter.",
        template,
        output: { subject: { type: "text", maxLength: 200 }, body: { type: "text", maxLength: 2000 } },
      }),
      review: approve({
        rows: "select f.id, f.email, d.subject, d.body, d.flags from drafts d join found f using (id)",
        key: "id",
        by: "manager",
        content: ["email", "subject", "body"],
        editable: ["subject"],
      }),
      letters: act("mail.send", {
        each: "review",
        key: "id",
        input: { to: "email", subject: "subject", body: "body" },
      }),
    },
    answer: [table("found", "Customers", [column("name", "Customer"), column("visits", "Visits", "number")])],
  });

export const rich = letters("rich", "{{name}}, {{contact}}, {{email}}: revenue {{revenue}}, {{visits}} visits");
export const plain = letters("plain", "{{contact}}: {{visits}} visits");

const pass = (label: string): TreatmentRule => ({ label, to: {}, treatment: "pass" });
export const definition: PolicyDefinition = {
  treatments: [
    { label: "*", level: "control", to: {}, treatment: "pass" },
    ...["identifier", "business", "financial", "person.email", "text.*", "row", "public"].map(pass),
    ...["company.name", "person.name"].map((label): TreatmentRule => ({
      label,
      to: { kind: "model" },
      treatment: "token",
    })),
    ...["company.name", "person.name"].flatMap((label): TreatmentRule[] => [
      { label, to: { kind: "mail" }, treatment: "pass" },
      { label, to: { kind: "viewer" }, treatment: "pass" },
    ]),
  ],
  roles: [{ name: "manager", title: "Manager" }],
  permissions: `permit (principal in Role::"manager", action, resource);`,
};
export const stricter: PolicyDefinition = {
  ...definition,
  treatments: [
    ...definition.treatments,
    { label: "person.email", to: { kind: "model" }, treatment: "drop" },
    { label: "financial", to: { kind: "model" }, treatment: "band" },
  ],
  roles: [{ name: "manager", title: "Manager", rowFilters: { "shop.customers": `region <> '${refusedRegion}'` } }],
};

export const manager: Caller = {
  subject: "test:manager",
  name: "Manager",
  roles: ["manager"],
  via: "issuer",
  attributes: {},
  tokens: {},
  surface: "api",
};
