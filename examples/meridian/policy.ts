// What may go where at Meridian, and which rows and columns exist for whom; who may do what stands in policy.cedar.
// The default is to refuse.
import { definePolicy, textFile } from "gantry";

const mine = "select id from crm.accounts where region = $caller_region";

// Of the other systems, what belongs to `accounts`: a query for ids of accounts.
const belongingTo = (accounts: string): Readonly<Record<string, string>> => {
  const customers = `select id from billing.customers where crm_id in (${accounts})`;
  const of = (column: string): string => `select ${column} from crm.accounts where id in (${accounts})`;
  const orders = `select sales_order_id from erp.sales_orders where customer in (${of("erp_customer")})`;
  return {
    "billing.customers": `crm_id in (${accounts})`,
    "billing.contracts": `customer_id in (${customers})`,
    "billing.invoices": `customer_id in (${customers})`,
    "billing.payments": `invoice_id in (select id from billing.invoices where customer_id in (${customers}))`,
    "usage.weekly": `account_ref in (${of("usage_ref")})`,
    "usage.views": `account_ref in (${of("usage_ref")})`,
    "erp.sales_orders": `customer in (${of("erp_customer")})`,
    "erp.sales_order_items": `sales_order_id in (${orders})`,
    "erp.warranties": `customer in (${of("erp_customer")})`,
  };
};

export const policy = definePolicy({
  treatments: [
    // Models: people and companies as tokens wherever the model runs, so that a text can be shown to anyone.
    { label: "person.name", to: { kind: "model" }, treatment: "token" },
    {
      label: "person.*",
      to: { kind: "model" },
      treatment: "refuse",
      why: "no model needs an address, a number or a title of a person",
    },
    { label: "company.*", to: { kind: "model" }, treatment: "token" },
    {
      label: "text.untrusted",
      to: { kind: "model" },
      treatment: "token",
      why: "masked: people, companies and addresses in it become tokens",
    },
    { label: "financial", to: { kind: "model", zone: "inside" }, treatment: "pass" },
    { label: "financial", to: { kind: "model" }, treatment: "band" },
    {
      label: "financial.discount",
      to: { kind: "model" },
      treatment: "pass",
      why: "a customer's own terms can be a reason to talk; amounts leave as bands",
    },
    { label: "secret", to: {}, treatment: "refuse" },
    // What is neither about a person nor a secret goes where the work is done.
    { label: "public", to: {}, treatment: "pass" },
    { label: "row", to: {}, treatment: "pass" },
    { label: "usage", to: {}, treatment: "pass" },
    { label: "billing", to: {}, treatment: "pass" },
    { label: "contract", to: {}, treatment: "pass" },
    { label: "contract.*", to: {}, treatment: "pass" },
    { label: "consent", to: {}, treatment: "pass" },
    { label: "score", to: {}, treatment: "pass" },
    { label: "text.generated", to: {}, treatment: "pass" },
    {
      label: "input.*",
      to: { kind: "model" },
      treatment: "token",
      why: "masked: people and companies named in a question become tokens",
    },
    // That a column decided which rows came out tells little of it.
    { label: "*", level: "control", to: {}, treatment: "pass" },
    // Channels: a letter to a customer may name her and her company; the CRM holds these values already.
    { label: "person.*", to: { kind: "mail" }, treatment: "pass" },
    { label: "company.*", to: { kind: "mail" }, treatment: "pass" },
    {
      label: "text.untrusted",
      to: { kind: "mail" },
      treatment: "pass",
      why: "only as a draft that a person has approved",
    },
    { label: "financial.*", to: { kind: "mail" }, treatment: "pass", why: "a customer knows her own figures" },
    { label: "*", to: { kind: "write", name: "crm" }, treatment: "pass" },
    // Viewers.
    { label: "*", to: { kind: "viewer", role: "sales-manager" }, treatment: "pass" },
    { label: "*", to: { kind: "viewer", role: "sales-director" }, treatment: "pass" },
    { label: "person.*", to: { kind: "viewer", role: "analyst" }, treatment: "token" },
    { label: "company.*", to: { kind: "viewer", role: "analyst" }, treatment: "token" },
    { label: "text.untrusted", to: { kind: "viewer", role: "analyst" }, treatment: "token" },
    { label: "financial", to: { kind: "viewer", role: "analyst" }, treatment: "pass" },
    { label: "financial.*", to: { kind: "viewer", role: "analyst" }, treatment: "pass" },
    // A page of the CRM resolves names itself: it gets record ids and tokens only.
    { label: "person.*", to: { kind: "page" }, treatment: "token" },
    { label: "company.*", to: { kind: "page" }, treatment: "token" },
    { label: "text.untrusted", to: { kind: "page" }, treatment: "token" },
    { label: "financial", to: { kind: "page" }, treatment: "pass" },
    { label: "financial.*", to: { kind: "page" }, treatment: "pass" },
  ],
  // A number over people covers at least so many, except for roles that see them in clear.
  aggregates: { minimum: 5 },
  roles: [
    {
      name: "sales-manager",
      title: "Sales manager: her region's customers, in clear",
      rowFilters: {
        "crm.accounts": "region = $caller_region",
        // A folder a region.
        "documents.contracts": "document like lower($caller_region) || '/%'",
        "crm.contacts": `account_id in (${mine})`,
        "crm.cases": `account_id in (${mine})`,
        "crm.opportunities": `account_id in (${mine})`,
        ...belongingTo(mine),
      },
      forbidden: ["crm.accounts.internal_notes", "crm.accounts.discount_ceiling"],
      minimumPeople: 1,
    },
    {
      name: "sales-director",
      title: "Sales director: all regions, in clear",
      minimumPeople: 1,
    },
    {
      name: "analyst",
      title: "Analyst: all regions, people and companies as tokens",
      rowFilters: { "documents.contracts": "false" },
      forbidden: ["crm.accounts.internal_notes"],
    },
    {
      name: "compliance",
      title: "Compliance officer: what left, and by which rule",
    },
    {
      name: "crm-user",
      title: "A user of the CRM, asking from its pages: reads run in her name",
      // The CRM itself answers with what it shares with her.
      rowFilters: { ...belongingTo("select id from crm.accounts"), "documents.contracts": "false" },
    },
    { name: "administrator", title: "Administrator" },
  ],
  services: [
    { name: "digest", title: "Weekly digest of EMEA", roles: ["sales-manager"], attributes: { region: "EMEA" } },
  ],
  permissions: textFile(new URL("./policy.cedar", import.meta.url)),
});
