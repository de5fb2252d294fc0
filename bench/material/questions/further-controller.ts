// Questions of a controller, in German. Written before the grammar that reads them was looked at.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { rows, ordered } from "./types.ts";

const director = "sales-director";
const analyst = "analyst";

export const furtherController: readonly Written[] = [
  [
    "sum",
    director,
    "Wie hoch sind unsere Außenstände?",
    rows(
      "select sum(eur) from invoice where status = 'overdue'",
      "select sum(eur) from invoice where status in ('open', 'overdue')",
    ),
  ],
  [
    "trend",
    director,
    "Umsatzentwicklung je Monat im laufenden Geschäftsjahr",
    rows(
      `select date_trunc('month', order_date)::date, sum(eur) from sale where ${q.thisYear("order_date")} group by 1`,
    ),
  ],
  [
    "list",
    director,
    "Rechnungen über 50.000 Euro, die noch nicht bezahlt sind",
    rows(
      "select number from invoice where status in ('open', 'overdue') and amount > 50000",
      "select number from invoice where status in ('open', 'overdue') and eur > 50000",
      "select number from invoice where status <> 'paid' and amount > 50000",
      "select number from invoice where status = 'open' and amount > 50000",
      "select number from invoice where status = 'open' and eur > 50000",
    ),
  ],
  [
    "sum",
    director,
    "Summe der im September ausgestellten Rechnungen",
    rows(`select sum(eur) from invoice where status <> 'void' and ${q.monthBefore("issued_on")}`),
  ],
  [
    "join",
    director,
    "Welche Kunden haben mindestens zwei überfällige Rechnungen?",
    rows(
      "select account from invoice where status = 'overdue' and account_id in (select id from customer) group by account_id, account having count(*) >= 2",
      "select account from invoice where status = 'overdue' and account is not null group by account_id, account having count(*) >= 2",
    ),
  ],
  [
    "compare",
    analyst,
    "Durchschnittlicher Listenpreis je Produktlinie",
    rows("select product_line, avg(list_price) from product group by 1"),
  ],
  [
    "count",
    director,
    "Wie viele Zahlungen sind im Oktober fehlgeschlagen?",
    rows(`select count(*) from payment where failed and ${q.lastMonth("paid_on")}`),
  ],
  [
    "compare",
    director,
    "Zahlungen nach Zahlungsart im letzten Quartal",
    rows(
      `select method, count(*) from payment where ${q.lastQuarter("paid_on")} group by 1`,
      `select method, sum(amount) from payment where ${q.lastQuarter("paid_on")} group by 1`,
    ),
  ],
  [
    "period",
    director,
    "Umsatz im dritten Quartal gegenüber dem zweiten Quartal",
    rows(
      `select sum(eur) filter (${q.lastQuarter("order_date")}), sum(eur) filter (${q.quarterBefore("order_date")}) from sale`,
    ),
  ],
  [
    "sum",
    director,
    "Umsatz ohne die Schweiz im letzten Quartal",
    rows(
      `select sum(eur) from sale where country <> 'CH' and ${q.lastQuarter("order_date")}`,
      `select sum(eur) from sale where country is distinct from 'CH' and ${q.lastQuarter("order_date")}`,
    ),
  ],
  [
    "share",
    director,
    "Anteil der überfälligen Rechnungen je Region",
    rows("select region, count(*) filter (status = 'overdue') / count(*) from invoice group by 1"),
  ],
  [
    "top",
    director,
    "Die zehn umsatzstärksten Kunden des Vorjahres",
    ordered(
      `select account, sum(eur) from sale where account is not null and ${q.lastYear("order_date")} group by account_id, account order by 2 desc limit 10`,
    ),
  ],
  [
    "list",
    director,
    "Welche Verträge laufen bis Ende Januar 2027 aus?",
    rows(
      `select number from contract where ${q.span("2026-11-16", "2027-02-01")("end_date")}`,
      "select number from contract where end_date < date '2027-02-01'",
      `select number from contract where status = 'active' and ${q.span("2026-11-16", "2027-02-01")("end_date")}`,
    ),
  ],
  [
    "compare",
    director,
    "Vertragswert nach Produktlinie, absteigend sortiert",
    ordered("select product_line, sum(eur) from contract where status = 'active' group by 1 order by 2 desc"),
  ],
  [
    "count",
    director,
    "Wie viele Bestellungen wurden letzten Monat storniert?",
    rows(`select count(*) from erp.sales_orders where status = 'Cancelled' and ${q.lastMonth("order_date")}`),
  ],
  [
    "sum",
    analyst,
    "Umsatz der Pharmakunden im ersten Halbjahr",
    rows(
      `select sum(eur) from sale where industry = 'Pharmaceuticals' and ${q.span("2026-02-01", "2026-08-01")("order_date")}`,
      `select sum(eur) from sale where industry = 'Pharmaceuticals' and ${q.span("2026-01-01", "2026-07-01")("order_date")}`,
    ),
  ],
];
