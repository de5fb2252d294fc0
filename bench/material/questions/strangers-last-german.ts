// Questions that a sales controller, and an office manager who chases unpaid invoices, typed in German; see
// strangers-last-english.ts.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { flow, ordered, rows } from "./types.ts";
import { byGroupInSpans, either, formerToo, ofTwo, over, share, unknownToo } from "./strangers-layouts.ts";

const director = "sales-director";

const cancelled = "count(*) filter (status = 'Cancelled')::double / count(*)";
const ordersSinceFebruary = "from erp.sales_orders where order_date >= date '2026-02-01'";
const dealsThisMonth = `from deal where not is_closed and eur > 100000 and ${q.thisMonth("close_date")}`;
const toHospitalsAndUniversities = `from sale where industry in ('Hospital', 'University') and order_date >= date '2026-08-01'`;

/** Reckons for sales. */
const controller: readonly Written[] = [
  [
    "period",
    director,
    "Umsatz je Produktlinie im letzten Quartal, verglichen mit dem gleichen Quartal im Vorjahr",
    byGroupInSpans(
      "product_line",
      "sum(eur)",
      "from sale",
      q.lastQuarter("order_date"),
      q.lastQuarterAYearBefore("order_date"),
    ),
  ],
  [
    "compare",
    director,
    "Wie hoch war im Oktober der durchschnittliche Auftragswert in Euro je Region?",
    unknownToo((where) =>
      rows(
        `select region, sum(eur)::double / count(distinct sales_order_id) from sale
         where ${q.lastMonth("order_date")} and ${where} group by region`,
        `select region, avg(round(net_amount * to_eur, 2)) from purchase
         join billing.fx_rates f on f.currency = purchase.currency and f.valid_from = date_trunc('month', order_date)
         where ${q.lastMonth("order_date")} and ${where} group by region`,
      ),
    ),
  ],
  [
    "top",
    director,
    "Die fünf umsatzstärksten Kunden in diesem Geschäftsjahr",
    formerToo((where) =>
      ordered(
        `select account, sum(eur) from sale where ${q.thisYear("order_date")} and account is not null and ${where}
         group by account order by 2 desc limit 5`,
      ),
    ),
  ],
  [
    "share",
    director,
    "Wie groß ist seit Februar in jedem Monat der Anteil stornierter Aufträge?",
    either(
      over("month", "order_date", cancelled, ordersSinceFebruary),
      over("month", "order_date", `100 * ${cancelled}`, ordersSinceFebruary),
    ),
  ],
  [
    "filter",
    director,
    "Offene Verkaufschancen über 100.000 Euro, die noch diesen Monat abgeschlossen werden sollen",
    rows(`select id ${dealsThisMonth}`, `select account, close_date ${dealsThisMonth}`),
  ],
  [
    "compare",
    director,
    "Durchschnittlicher Rabatt der laufenden Verträge nach Segment",
    unknownToo((where) =>
      rows(`select segment, avg(discount_percent) from contract where status = 'active' and ${where} group by segment`),
    ),
  ],
  [
    "sum",
    director,
    "Was haben wir seit Anfang August an Krankenhäuser und Universitäten verkauft?",
    either(
      rows(`select sum(eur) ${toHospitalsAndUniversities}`),
      ofTwo("industry", "Hospital", "University", "sum(eur)", toHospitalsAndUniversities),
    ),
  ],
  [
    "top",
    director,
    "Im letzten Quartal verlorene Deals nach Verlustgrund, der häufigste zuerst",
    ordered(
      `select loss_reason, count(*) from deal where is_closed and not is_won and ${q.lastQuarter("close_date")}
       group by loss_reason order by 2 desc`,
    ),
  ],
  [
    "verb",
    director,
    "Fass mir zusammen, wie sich die Verkäufe in APAC im letzten Quartal entwickelt haben, mit Diagramm",
    flow("sales-trends", { region: "APAC", period: "last quarter" }),
  ],
  [
    "share",
    director,
    "Wie viel Prozent vom Umsatz des letzten Quartals kommen aus Deutschland, Österreich und der Schweiz zusammen?",
    unknownToo((where) =>
      share("country in ('DE', 'AT', 'CH')", `from sale where ${q.lastQuarter("order_date")} and ${where}`, "sum(eur)"),
    ),
  ],
];

/** Chases what is not paid. */
const office: readonly Written[] = [
  [
    "filter",
    director,
    "Welche Rechnungen sind überfällig und waren schon vor Oktober fällig?",
    rows("select number from invoice where status = 'overdue' and due_on < date '2026-10-01'"),
  ],
  [
    "count",
    director,
    "Wie viele Lastschriften sind letzten Monat geplatzt?",
    rows(`select count(*) from payment where failed and method = 'direct-debit' and ${q.lastMonth("paid_on")}`),
  ],
];

export const strangersLastGerman: readonly Written[] = [...controller, ...office];
