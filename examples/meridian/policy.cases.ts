// What Meridian's policy promises: `gantry policy test`.
import { policyCases } from "gantry";

export const cases = policyCases({
  callers: {
    manager: { roles: ["sales-manager"], attributes: { region: "EMEA" } },
    director: { roles: ["sales-director"] },
    analyst: { roles: ["analyst"] },
    compliance: { roles: ["compliance"] },
    "crm user": { roles: ["crm-user"], via: "crm", surface: "crm-page" },
    "crm user signed in otherwise": { roles: ["crm-user"] },
    stranger: { roles: [] },
  },
  permissions: [
    { caller: "manager", may: ["ask", "query", "chat", "run:retention", "approve:retention", "see:inbox"] },
    { caller: "manager", mayNot: ["see:ledger", "see:policy", "administer", "erase"] },
    { caller: "director", may: ["ask", "run:retention", "approve:retention"], mayNot: ["see:ledger"] },
    { caller: "analyst", may: ["ask", "query", "run:retention"], mayNot: ["approve:retention", "see:inbox"] },
    {
      caller: "compliance",
      may: ["see:ledger", "see:policy", "see:proofs", "erase"],
      mayNot: ["ask", "chat", "run:retention", "see:runs"],
    },
    { caller: "crm user", may: ["ask", "run:retention", "see:runs"], mayNot: ["query", "chat", "approve:retention"] },
    { caller: "crm user signed in otherwise", mayNot: ["ask", "run:retention"] },
    { caller: "stranger", mayNot: ["ask", "query", "run:retention", "see:catalog"] },
  ],
  treatments: [
    { label: "person.name", to: { kind: "model", zone: "outside" }, is: "token" },
    { label: "person.name", to: { kind: "model", zone: "inside" }, is: "token" },
    { label: "person.email", to: { kind: "model", zone: "inside" }, is: "refuse" },
    { label: "person.email", to: { kind: "mail", zone: "outside", name: "mail" }, is: "pass" },
    { label: "person.email", level: "control", to: { kind: "model", zone: "outside" }, is: "pass" },
    { label: "company.name", to: { kind: "model", zone: "partner" }, is: "token" },
    { label: "financial", to: { kind: "model", zone: "inside" }, is: "pass" },
    { label: "financial", to: { kind: "model", zone: "outside" }, is: "band" },
    { label: "secret", to: { kind: "mail", zone: "outside", name: "mail" }, is: "refuse" },
    { label: "unlabelled", to: { kind: "model", zone: "inside" }, is: "refuse" },
    { label: "text.untrusted", to: { kind: "viewer", zone: "inside", roles: ["analyst"] }, is: "token" },
    { label: "person.name", to: { kind: "viewer", zone: "inside", roles: ["analyst"] }, is: "token" },
    { label: "person.name", to: { kind: "viewer", zone: "inside", roles: ["sales-manager"] }, is: "pass" },
    { label: "person.name", to: { kind: "viewer", zone: "inside", roles: ["compliance"] }, is: "refuse" },
    { label: "company.name", to: { kind: "page", zone: "outside", name: "crm-page" }, is: "token" },
  ],
  data: {
    "crm.accounts": [
      { id: "a1", region: "EMEA", usage_ref: "u1", erp_customer: "e1" },
      { id: "a2", region: "APAC", usage_ref: "u2", erp_customer: "e2" },
      { id: "a3", region: null, usage_ref: "u3", erp_customer: "e3" },
    ],
    "crm.contacts": [
      { id: "c1", account_id: "a1" },
      { id: "c2", account_id: "a2" },
      { id: "c3", account_id: null },
    ],
    "billing.customers": [
      { id: 1, crm_id: "a1" },
      { id: 2, crm_id: "a2" },
      { id: 4, crm_id: null },
    ],
    "billing.invoices": [
      { id: 11, customer_id: 1 },
      { id: 12, customer_id: 2 },
      { id: 14, customer_id: 4 },
    ],
    "billing.payments": [
      { id: 21, invoice_id: 11 },
      { id: 22, invoice_id: 12 },
    ],
    "usage.weekly": [{ account_ref: "u1" }, { account_ref: "u2" }],
    "erp.sales_orders": [
      { sales_order_id: "o1", customer: "e1" },
      { sales_order_id: "o3", customer: "e3" },
    ],
  },
  rows: [
    { caller: "manager", table: "crm.accounts", by: "id", sees: ["a1"], hides: ["internal_notes", "discount_ceiling"] },
    { caller: "manager", table: "crm.contacts", by: "id", sees: ["c1"] },
    { caller: "manager", table: "billing.customers", by: "id", sees: [1] },
    { caller: "manager", table: "billing.invoices", by: "id", sees: [11] },
    { caller: "manager", table: "billing.payments", by: "id", sees: [21] },
    { caller: "manager", table: "usage.weekly", by: "account_ref", sees: ["u1"] },
    { caller: "manager", table: "erp.sales_orders", by: "sales_order_id", sees: ["o1"] },
    { caller: "director", table: "crm.accounts", by: "id", sees: ["a1", "a2", "a3"] },
    { caller: "analyst", table: "crm.accounts", by: "id", sees: ["a1", "a2", "a3"], hides: ["internal_notes"] },
    { caller: "crm user", table: "billing.invoices", by: "id", sees: [11, 12] },
  ],
});
