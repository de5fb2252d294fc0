// Questions that people in different jobs asked in their own words in German; see strangers-english.ts.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { flow, ordered, rows } from "./types.ts";
import { inSpans, over, shareAmong } from "./strangers-layouts.ts";

const director = "sales-director";

/** A controller. */
const exactly: readonly Written[] = [
  [
    "sum",
    director,
    "Wie hoch ist der Gesamtbetrag der überfälligen Rechnungen, aufgeschlüsselt nach Region?",
    rows("select region, sum(eur) from invoice where status = 'overdue' group by region"),
  ],
  [
    "compare",
    director,
    "Bitte den Umsatz des letzten Quartals je Produktlinie.",
    rows(`select product_line, sum(eur) from sale where ${q.lastQuarter("order_date")} group by product_line`),
  ],
  [
    "trend",
    director,
    "Wie hat sich unser Umsatz seit Februar 2026 Monat für Monat entwickelt?",
    over("month", "order_date", "sum(eur)", "from sale where order_date >= date '2026-02-01'"),
  ],
  [
    "top",
    director,
    "Welche zehn Rechnungen sind am längsten überfällig?",
    ordered("select number from invoice where status = 'overdue' order by due_on limit 10"),
  ],
  [
    "period",
    director,
    "Stellen Sie den im Oktober fakturierten Betrag dem vom September gegenüber.",
    inSpans(
      "sum(eur)",
      "from (select * from invoice where status <> 'void')",
      q.lastMonth("issued_on"),
      q.monthBefore("issued_on"),
    ),
  ],
  [
    "share",
    director,
    "Wie viel Prozent aller Rechnungen sind derzeit überfällig?",
    shareAmong("status", "overdue", "from invoice"),
  ],
  [
    "count",
    director,
    "Anzahl der fehlgeschlagenen Zahlungen der letzten 12 Monate nach Zahlungsart",
    rows(`select method, count(*) from payment where failed and ${q.last12Months("paid_on")} group by method`),
  ],
  [
    "filter",
    director,
    "Welche aktiven Verträge mit mehr als 15 % Rabatt enden zwischen dem 1. Dezember 2026 und dem 31. Januar 2027?",
    rows(
      `select number from contract where status = 'active' and discount_percent > 15
       and end_date between date '2026-12-01' and date '2027-01-31'`,
    ),
  ],
  [
    "verb",
    director,
    "Fassen Sie die Umsatzentwicklung der Region EMEA im letzten Quartal zusammen, mit Vorjahresvergleich und passendem Diagramm.",
    flow("sales-trends", { region: "EMEA", period: "last quarter" }),
  ],
  [
    "compare",
    director,
    "Durchschnittlicher Rabatt der laufenden Verträge je Produktlinie",
    rows("select product_line, avg(discount_percent) from contract where status = 'active' group by product_line"),
  ],
];

/** Who leads support, in a hurry, in Zurich. */
const inAHurry: readonly Written[] = [
  [
    "count",
    director,
    "wieviele tickets haben wir letzten monat auf deutsch bekomen",
    rows(`select count(*) from ticket where language = 'de' and ${q.lastMonth("created_date")}`),
  ],
  [
    "risk",
    director,
    "welche mid-market kunden in EMEA sind dises quartal abwanderungsgefärdet",
    flow("retention", { region: "EMEA", segment: "mid-market", period: "this quarter" }),
  ],
  [
    "filter",
    director,
    "zeig mir alle ofenen tickets mit hoher oder kritischer prioriät von kunden in Deutschland",
    rows(`select case_number from ticket where not is_closed and priority in ('High', 'Critical')
       and account_id in (select id from customer where country = 'DE')`),
  ],
];

export const strangersGerman: readonly Written[] = [...exactly, ...inAHurry];
