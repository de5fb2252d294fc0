// Meridian's figures: formulas with their names in English, French and German.
import type { CatalogDocument } from "gantry";
import { words } from "./words.ts";

/** In euros at the rate of a month. */
const euros = (amount: string, currency: string, month: string) => ({
  sql: `sum(round(${amount} * billing.fx_rates.to_eur, 2)::decimal(18, 2))`,
  unit: "EUR",
  format: "currency" as const,
  rates: {
    table: "billing.fx_rates",
    on: `billing.fx_rates.currency = ${currency} and billing.fx_rates.valid_from = date_trunc('month', ${month})::date`,
  },
});
const sold = euros("erp.sales_order_items.net_amount", "erp.sales_orders.currency", "erp.sales_orders.order_date");
const contracted = euros("billing.contracts.annual_value", "billing.contracts.currency", "$today");
const billed = euros("billing.invoices.amount", "billing.invoices.currency", "billing.invoices.issued_on");
const dealt = euros("crm.opportunities.amount", "crm.opportunities.currency_iso_code", "$today");

export const measures: NonNullable<CatalogDocument["measures"]> = [
  { name: "customers", table: "crm.accounts", sql: "count(*)", where: "crm.accounts.status = 'active'", synonyms: [] },
  {
    name: "revenue",
    table: "erp.sales_order_items",
    title: "Revenue",
    sql: sold.sql,
    unit: sold.unit,
    format: sold.format,
    joins: [{ table: "erp.sales_orders" }, sold.rates],
    where: "erp.sales_orders.status <> 'Cancelled'",
    date: "erp.sales_orders.order_date",
    synonyms: words(
      "sales, turnover, net sales, money, sold, sell, sells, selling, bought, buy, buys, buying, purchased, purchase, acheté, achetés, achètent, acheter, gekauft, kaufen, kauften, bring in, chiffre d'affaires, ca, ventes, vente, recettes, vendent, vend, vends, vendre, vendons, vendu, vendue, vendus, vendues, umgesetzt, umsetzen, umsatz, umsätze, verkäufe, verkauf, erlös, erlöse, verkauft",
    ),
  },
  {
    name: "units_sold",
    table: "erp.sales_order_items",
    title: "Units sold",
    sql: "sum(erp.sales_order_items.quantity)",
    joins: [{ table: "erp.sales_orders" }],
    where: "erp.sales_orders.status <> 'Cancelled'",
    date: "erp.sales_orders.order_date",
    synonyms: words(
      "units, units sold, pieces, pieces sold, quantity, quantity sold, unités, unités vendues, pièces, quantité, stück, stückzahl, stückzahlen, verkaufte stück, verkaufte einheiten, einheiten, menge",
    ),
  },
  {
    name: "contract_value",
    table: "billing.contracts",
    title: "Contract value",
    sql: contracted.sql,
    unit: contracted.unit,
    format: contracted.format,
    joins: [contracted.rates],
    where: "billing.contracts.status = 'active'",
    synonyms: words(
      "annual recurring revenue, recurring revenue, ARR, contracted revenue, annual contract value, value of contracts, valeur des contrats, valeur contractuelle, vertragswert, wert der verträge, vertragsvolumen, jahresvertragswert",
    ),
  },
  {
    name: "invoiced",
    table: "billing.invoices",
    title: "Invoiced",
    sql: billed.sql,
    unit: billed.unit,
    format: billed.format,
    joins: [billed.rates],
    where: "billing.invoices.status <> 'void'",
    date: "billing.invoices.issued_on",
    synonyms: words(
      "billed, invoiced amount, invoice amount, amount invoiced, facturé, montant facturé, montant des factures, in rechnung gestellt, fakturiert, rechnungsbetrag, rechnungssumme",
    ),
  },
  {
    name: "overdue_amount",
    table: "billing.invoices",
    title: "Overdue amount",
    sql: billed.sql,
    unit: billed.unit,
    format: billed.format,
    joins: [billed.rates],
    where: "billing.invoices.status = 'overdue'",
    date: "billing.invoices.issued_on",
    synonyms: words(
      "amount overdue, overdue sum, montant en retard, montant des factures en retard, impayés, überfälliger betrag, überfällige summe, außenstände",
    ),
  },
  {
    name: "overdue_share",
    table: "billing.invoices",
    title: "Overdue share",
    format: "percent",
    sql: "count(*) filter (billing.invoices.status = 'overdue')::double / nullif(count(*), 0)",
    date: "billing.invoices.issued_on",
    synonyms: words("overdue rate, late payers, taux de retard, überfälligkeitsquote"),
  },
  {
    name: "deal_value",
    table: "crm.opportunities",
    title: "Value of deals",
    sql: dealt.sql,
    unit: dealt.unit,
    format: dealt.format,
    joins: [dealt.rates],
    date: "crm.opportunities.close_date",
    synonyms: words(
      "value of opportunities, opportunity value, deal volume, value of deals, pipeline value, volume of deals, valeur des opportunités, wert der verkaufschancen, volumen der verkaufschancen",
    ),
  },
  {
    name: "seat_use",
    table: "usage.weekly",
    title: "Seat use",
    format: "percent",
    sql: "sum(usage.weekly.active_users)::double / nullif(sum(usage.weekly.licensed_users), 0)",
    date: "usage.weekly.week",
    synonyms: words("adoption, seat utilisation, seat utilization, taux d'utilisation, nutzungsgrad, auslastung"),
  },
  {
    name: "sessions",
    table: "usage.weekly",
    title: "Sessions",
    sql: "sum(usage.weekly.sessions)",
    date: "usage.weekly.week",
    synonyms: words("usage, number of sessions, utilisation, sitzungen, nutzung"),
  },
  {
    name: "errors",
    table: "usage.weekly",
    title: "Errors",
    sql: "sum(usage.weekly.errors)",
    date: "usage.weekly.week",
    synonyms: words("instrument errors, erreurs, fehler, gerätefehler"),
  },
  {
    name: "product_views",
    table: "usage.views",
    title: "Views",
    sql: "count(*)",
    date: "usage.views.viewed_at",
    synonyms: words(
      "views, viewed, looked at, visited, consultations, consultés, consulté, aufrufe, angesehen, angesehene",
    ),
  },
];
