// Paraphrases in German, as different people would ask. Written before the grammar was read.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { rows, ordered, charted, flow, refused } from "./types.ts";

const director = "sales-director";
const manager = "sales-manager";
const analyst = "analyst";

export const paraphrasesGerman: readonly Written[] = [
  [
    "risk",
    manager,
    "abwanderungsrisiko großkunden emea dieses quartal",
    flow("retention", { region: "EMEA", segment: "enterprise", period: "this quarter" }),
  ],
  [
    "verb",
    director,
    "Schreib bitte jedem mittelgroßen Kunden in Amerika, der uns nächstes Quartal verlassen könnte, eine E-Mail",
    flow("retention", { region: "AMER", segment: "mid-market", period: "next quarter" }),
  ],
  [
    "verb",
    manager,
    "Fass mir die Umsatzentwicklung des letzten Quartals in EMEA zusammen, mit Grafik",
    flow("sales-trends", { region: "EMEA", period: "last quarter" }),
  ],
  [
    "verb",
    director,
    "Nachfass-Mails an unsere 10 besten Kunden mit Bildern der angesehenen Produkte und Garantieangaben",
    flow("follow-up", { count: "10" }),
  ],
  [
    "verb",
    director,
    "Erstelle Produktbeschreibungen und Lifestyle-Bilder für die neue Sommerkollektion",
    flow("collection", { collection: "summer" }),
  ],
  ["list", director, "Schweizer Kunden", rows("select name from customer where country = 'CH'")],
  [
    "list",
    manager,
    "Zeig mir bitte alle Krankenhäuser, die bei uns Kunde sind",
    rows("select name from customer where industry = 'Hospital'"),
  ],
  [
    "list",
    analyst,
    "Zentrifugen unter 10.000 Euro",
    rows("select name from product where category = 'Centrifuges' and list_price < 10000"),
  ],
  [
    "list",
    director,
    "unbezahlte Rechnungen aus Österreich",
    rows("select number from invoice where status = 'open' and country = 'AT'"),
  ],
  [
    "list",
    director,
    "Welche Verträge laufen im nächsten Monat aus?",
    rows(`select number from contract where ${q.nextMonth("end_date")}`),
  ],
  ["count", director, "Anzahl Kunden je Land", rows("select country, count(*) from customer group by all")],
  [
    "count",
    manager,
    "Wieviele offene Tickets gibt es mit Priorität hoch?",
    rows("select count(*) from ticket where not is_closed and priority = 'High'"),
  ],
  [
    "count",
    analyst,
    "Wie viele Bestellungen kamen letzten Monat rein?",
    rows(`select count(*) from purchase where ${q.lastMonth("order_date")}`),
  ],
  [
    "sum",
    director,
    "Umsatz letztes Jahr mit Unis",
    rows(`select sum(eur) from sale where industry = 'University' and ${q.lastYear("order_date")}`),
  ],
  [
    "sum",
    manager,
    "Wie viel haben wir im laufenden Quartal in Deutschland umgesetzt?",
    rows(`select sum(eur) from sale where country = 'DE' and ${q.thisQuarter("order_date")}`),
  ],
  [
    "top",
    director,
    "die umsatzstärksten 5 Kunden in diesem Jahr",
    ordered(
      `select account, sum(eur) from sale where account is not null and ${q.thisYear("order_date")} group by account_id, account order by 2 desc limit 5`,
    ),
  ],
  [
    "top",
    analyst,
    "Welches Land hat die wenigsten Kunden?",
    ordered("select country, count(*) from customer group by 1 order by 2 limit 1"),
  ],
  [
    "compare",
    director,
    "Deutschland gegen Österreich: Umsatz im letzten Quartal",
    rows(
      `select country, sum(eur) from sale where country in ('DE', 'AT') and ${q.lastQuarter("order_date")} group by all`,
    ),
  ],
  [
    "share",
    director,
    "Wieviel Prozent der Kunden sind Großkunden?",
    rows(
      "select count(*) filter (segment = 'enterprise') / count(*) from customer",
      "select segment, count(*) / sum(count(*)) over () from customer group by 1",
    ),
  ],
  [
    "trend",
    director,
    "monatlicher Umsatzverlauf im letzten Jahr",
    rows(
      `select date_trunc('month', order_date)::date, sum(eur) from sale where ${q.lastYear("order_date")} group by 1`,
    ),
  ],
  [
    "period",
    director,
    "Ticketzahlen letzter Monat verglichen mit dem Vormonat",
    rows(
      `select count(*) filter (${q.lastMonth("created_date")}), count(*) filter (${q.monthBefore("created_date")}) from ticket`,
    ),
  ],
  [
    "filter",
    director,
    "alle Kunden in Deutschland oder der Schweiz ausser Hochschulen",
    rows("select name from customer where country in ('DE', 'CH') and industry <> 'University'"),
  ],
  [
    "join",
    director,
    "Kunden ohne Bestellung in den letzten 90 Tagen",
    rows(
      `select name from customer where id not in (select account_id from purchase where account_id is not null and ${q.last90Days("order_date")})`,
    ),
  ],
  ["unanswerable", director, "Welche Kunden zahlen ungern?", refused],
  [
    "verb",
    manager,
    "Balkendiagramm Kunden pro Branche",
    charted("select industry, count(*) from customer group by all"),
  ],
];
