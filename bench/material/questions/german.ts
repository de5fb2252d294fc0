// Questions in German.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { rows, ordered, charted, flow, refused, choices } from "./types.ts";

const director = "sales-director";
const manager = "sales-manager";
const analyst = "analyst";

export const german: readonly Written[] = [
  [
    "list",
    director,
    "Zeige alle Großkunden in Österreich",
    rows("select name from customer where segment = 'enterprise' and country = 'AT'"),
  ],
  [
    "list",
    analyst,
    "Welche Produkte gehören zur Kollektion Classic?",
    rows("select name from product where collection = 'Classic'"),
  ],
  [
    "list",
    manager,
    "Welche Kunden in Deutschland haben nächsten Monat ihre Vertragsverlängerung?",
    rows(`select name from customer where country = 'DE' and ${q.nextMonth("renewal_date")}`),
  ],
  [
    "list",
    director,
    "Liste die offenen kritischen Tickets in EMEA auf",
    rows("select case_number from ticket where not is_closed and priority = 'Critical' and region = 'EMEA'"),
  ],
  ["list", director, "Welche Produkte wurden eingestellt?", rows("select name from product where discontinued")],
  [
    "count",
    director,
    "Wie viele Kunden haben wir in Japan?",
    rows("select count(*) from customer where country = 'JP'"),
  ],
  [
    "count",
    manager,
    "Wie viele Tickets wurden letzten Monat eröffnet?",
    rows(`select count(*) from ticket where ${q.lastMonth("created_date")}`),
  ],
  [
    "count",
    director,
    "Anzahl der Kunden pro Land in APAC",
    rows("select country, count(*) from customer where region = 'APAC' group by all"),
  ],
  [
    "count",
    analyst,
    "Wie viele Bestellungen gingen dieses Jahr aus der Schweiz ein?",
    rows(`select count(*) from purchase where country = 'CH' and ${q.thisYear("order_date")}`),
  ],
  [
    "count",
    director,
    "Wie viele Rechnungen sind überfällig?",
    rows("select count(*) from invoice where status = 'overdue'"),
  ],
  [
    "sum",
    director,
    "Wie hoch war unser Umsatz im letzten Quartal?",
    rows(`select sum(eur) from sale where ${q.lastQuarter("order_date")}`),
  ],
  [
    "sum",
    analyst,
    "Umsatz mit Krankenhäusern im letzten Jahr",
    rows(`select sum(eur) from sale where industry = 'Hospital' and ${q.lastYear("order_date")}`),
  ],
  [
    "sum",
    manager,
    "Wie viel haben wir diesen Monat in Rechnung gestellt?",
    rows(`select sum(eur) from invoice where status <> 'void' and ${q.thisMonth("issued_on")}`),
  ],
  [
    "sum",
    director,
    "Wie hoch ist der Vertragswert unserer mittelständischen Kunden?",
    rows("select sum(eur) from contract where status = 'active' and segment = 'mid-market'"),
  ],
  [
    "top",
    director,
    "Die 10 größten Kunden nach Umsatz in diesem Jahr",
    ordered(
      `select account, sum(eur) from sale where account is not null and ${q.thisYear("order_date")} group by account_id, account order by 2 desc limit 10`,
    ),
  ],
  [
    "top",
    director,
    "Welche fünf Produkte brachten letztes Quartal am meisten Umsatz?",
    ordered(
      `select product, sum(eur) from sale where ${q.lastQuarter("order_date")} group by 1 order by 2 desc limit 5`,
    ),
  ],
  [
    "top",
    manager,
    "In welchem Land haben wir die wenigsten Kunden?",
    ordered("select country, count(*) from customer group by 1 order by 2 limit 1"),
  ],
  [
    "compare",
    director,
    "Vergleiche den Umsatz von Imaging und Automation im letzten Quartal",
    rows(
      `select product_line, sum(eur) from sale where product_line in ('Imaging', 'Automation') and ${q.lastQuarter("order_date")} group by all`,
    ),
  ],
  [
    "share",
    analyst,
    "Anteil der Segmente am Umsatz des letzten Jahres",
    rows(`select segment, sum(eur) / sum(sum(eur)) over () from sale where ${q.lastYear("order_date")} group by 1`),
  ],
  [
    "share",
    director,
    "Wie viel Prozent der Tickets dieses Jahres waren dringend?",
    // "dringend" is urgent: which of the priorities that is, the planner must ask or know.
    choices("High", "Critical"),
  ],
  [
    "trend",
    director,
    "Monatlicher Umsatz in diesem Jahr",
    rows(
      `select date_trunc('month', order_date)::date, sum(eur) from sale where ${q.thisYear("order_date")} group by 1`,
    ),
  ],
  [
    "trend",
    manager,
    "Wie hat sich die Zahl der Bestellungen pro Monat im letzten Jahr entwickelt?",
    rows(
      `select date_trunc('month', order_date)::date, count(*) from purchase where ${q.lastYear("order_date")} group by 1`,
    ),
  ],
  [
    "period",
    director,
    "Umsatz letztes Quartal im Vergleich zum Vorjahresquartal",
    rows(
      `select sum(eur) filter (${q.lastQuarter("order_date")}), sum(eur) filter (${q.lastQuarterAYearBefore("order_date")}) from sale`,
    ),
  ],
  [
    "filter",
    director,
    "Kunden in der Schweiz oder in Österreich außer Universitäten",
    rows("select name from customer where country in ('CH', 'AT') and industry <> 'University'"),
  ],
  [
    "filter",
    manager,
    "Welche Großkunden haben mehr als 10.000 Mitarbeiter und sind nicht in Deutschland?",
    rows("select name from customer where segment = 'enterprise' and number_of_employees > 10000 and country <> 'DE'"),
  ],
  [
    "filter",
    analyst,
    "Produkte unter 1.000 Euro, die nicht zur Kollektion Core gehören",
    rows("select name from product where list_price < 1000 and collection <> 'Core'"),
  ],
  [
    "join",
    director,
    "Welche Großkunden haben überfällige Rechnungen?",
    rows(
      "select name from customer where segment = 'enterprise' and id in (select account_id from invoice where status = 'overdue')",
    ),
  ],
  [
    "join",
    director,
    "Welche Kunden in der Schweiz haben dieses Jahr nichts bestellt?",
    rows(
      `select name from customer where country = 'CH'
       and id not in (select account_id from purchase where account_id is not null and ${q.thisYear("order_date")})`,
    ),
  ],
  [
    "join",
    manager,
    "Offene Tickets von Großkunden nach Priorität",
    rows("select priority, count(*) from ticket where not is_closed and segment = 'enterprise' group by 1"),
  ],
  [
    "risk",
    director,
    "Welche mittelständischen Kunden in Asien-Pazifik sind dieses Quartal abwanderungsgefährdet?",
    flow("retention", { region: "APAC", segment: "mid-market", period: "this quarter" }),
  ],
  [
    "verb",
    manager,
    "Entwirf für jeden gefährdeten Großkunden in EMEA in den nächsten 60 Tagen eine E-Mail",
    flow("retention", { region: "EMEA", segment: "enterprise", period: "next 60 days" }),
  ],
  [
    "verb",
    director,
    "Zeichne ein Diagramm: Umsatz pro Region im letzten Quartal",
    charted(`select region, sum(eur) from sale where ${q.lastQuarter("order_date")} group by 1`),
  ],
  ["unanswerable", director, "Wie wird das Wetter morgen in Bern?", refused],
  ["unanswerable", manager, "Welche Kunden trinken gerne Kaffee?", refused],
  ["forbidden", manager, "Zeige die internen Notizen unserer Kunden", refused],
  ["ambiguous", director, "Wer sind unsere wichtigsten Kunden?", choices("revenue", "contract value")],
];
