// What Meridian's data is about, as people call it in English, French and German.
import type { CatalogDocument } from "gantry";
import { words } from "./words.ts";

export const subjects: NonNullable<CatalogDocument["subjects"]> = [
  {
    name: "customer",
    table: "crm.accounts",
    synonyms: words(
      "client, account, compte, comptes, customers, clients, accounts, company, companies, kunde, kunden, entreprise cliente",
    ),
    usually: { column: "status", values: ["active"] },
    shows: ["region", "segment", "billing_country"],
  },
  {
    name: "ticket",
    table: "crm.cases",
    synonyms: words(
      "case, support ticket, tickets, support case, demande d'assistance, supportfall, supportfälle, anfrage",
    ),
    label: "case_number",
    date: "created_date",
    shows: ["status", "priority", "created_date"],
  },
  {
    name: "contact",
    table: "crm.contacts",
    synonyms: words("contact person, interlocuteur, kontakt, ansprechpartner"),
    shows: ["title", "language"],
  },
  {
    name: "colleague",
    table: "crm.users",
    synonyms: words("staff member, our people, collègue, mitarbeiter von uns, kollege, kollegen"),
    shows: ["title", "region"],
  },
  {
    name: "deal",
    table: "crm.opportunities",
    synonyms: words(
      "opportunity, opportunities, affaire, opportunité, geschäft, verkaufschance, abschluss, abschlüsse",
    ),
    label: "id",
    date: "close_date",
    shows: ["type", "stage_name", "close_date"],
  },
  {
    name: "product",
    table: "erp.products",
    synonyms: words(
      "instrument, products, item, article, produit, produkt, produkte, artikel, gerät, geräte, appareil",
    ),
    date: "launch_date",
    shows: ["category", "product_line", "collection"],
  },
  {
    name: "order",
    table: "erp.sales_orders",
    synonyms: words(
      "sales order, ordered, commande, commandé, bestellt, bestellten, bestellung, bestellungen, auftrag, aufträge",
    ),
    label: "sales_order_id",
    date: "order_date",
    usually: { column: "status", values: ["Delivered", "Shipped", "Open"] },
    shows: ["order_date", "net_amount", "currency", "status"],
  },
  {
    name: "invoice",
    table: "billing.invoices",
    synonyms: words("bill, facture, rechnung, rechnungen"),
    label: "number",
    date: "issued_on",
    shows: ["issued_on", "due_on", "amount", "currency", "status"],
  },
  {
    name: "contract",
    table: "billing.contracts",
    synonyms: words("agreement, contrat, vertrag, verträge"),
    label: "number",
    date: "start_date",
    shows: ["product_line", "start_date", "end_date", "status"],
  },
  {
    name: "payment",
    table: "billing.payments",
    synonyms: words("paiement, zahlung, zahlungen"),
    label: "id",
    date: "paid_on",
    shows: ["paid_on", "amount", "currency", "method"],
  },
  {
    name: "warranty",
    table: "erp.warranties",
    synonyms: words("warranties, guarantee, garantie, garanties, garantien, gewährleistung"),
    label: "warranty_id",
    date: "start_date",
    shows: ["start_date", "end_date", "type"],
  },
];
