// Questions of another round of strangers in German; see strangers-later-english.ts.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { ordered, rows } from "./types.ts";
import { byGroupInSpans, over, share, unknownToo, withChart } from "./strangers-layouts.ts";

const director = "sales-director";

/** The head of finance. */
const finance: readonly Written[] = [
  [
    "filter",
    director,
    "Welche überfälligen Rechnungen hätten schon vor mehr als 90 Tagen bezahlt werden müssen? Bitte mit Rechnungsnummer und Betrag.",
    rows("select number, amount from invoice where status = 'overdue' and due_on < date '2026-08-18'"),
  ],
  [
    "sum",
    director,
    "Wie viele offene Rechnungen werden zwischen heute und dem 15. Dezember fällig, und welche Summe in Euro ergibt das?",
    rows(
      `select count(*), sum(eur) from invoice
       where status = 'open' and due_on between date '2026-11-16' and date '2026-12-15'`,
    ),
  ],
  [
    "count",
    director,
    "Wie viele Zahlungen sind im letzten Quartal fehlgeschlagen, aufgeschlüsselt nach Zahlungsart?",
    rows(`select method, count(*) from payment where failed and ${q.lastQuarter("paid_on")} group by method`),
  ],
  [
    "trend",
    director,
    "Fakturierter Betrag Monat für Monat seit Februar, bitte als Diagramm.",
    withChart(
      over("month", "issued_on", "sum(eur)", "from invoice where status <> 'void' and issued_on >= date '2026-02-01'"),
    ),
  ],
  [
    "share",
    director,
    "Welcher Anteil unserer aktiven Verträge verlängert sich automatisch?",
    share("auto_renew", "from contract where status = 'active'"),
  ],
  [
    "top",
    director,
    "Nennen Sie mir die fünf aktiven Verträge mit dem höchsten Jahreswert in Euro.",
    ordered("select number, eur from contract where status = 'active' order by eur desc limit 5"),
  ],
  [
    "period",
    director,
    "In Rechnung gestellter Betrag je Region: letztes Quartal im Vergleich zum Quartal davor.",
    unknownToo((where) =>
      byGroupInSpans(
        "region",
        "sum(eur)",
        `from (select * from invoice where status <> 'void' and ${where})`,
        q.lastQuarter("issued_on"),
        q.quarterBefore("issued_on"),
      ),
    ),
  ],
  [
    "filter",
    director,
    "Welche Verträge enden im Dezember oder Januar und verlängern sich nicht von selbst?",
    rows(
      `select number from contract where not auto_renew
       and end_date >= date '2026-12-01' and end_date < date '2027-02-01'`,
    ),
  ],
  [
    "sum",
    director,
    "Wie viele Tage vergingen im Schnitt zwischen Rechnungsdatum und Zahlungseingang bei den Rechnungen, die von Juli bis September 2026 bezahlt wurden? Bitte nach Segment.",
    unknownToo((where) =>
      rows(
        `select segment, avg(paid_on - issued_on) from invoice
         where paid_on >= date '2026-07-01' and paid_on < date '2026-10-01' and ${where} group by segment`,
      ),
    ),
  ],
  [
    "join",
    director,
    "Welche Kunden haben mindestens zwei überfällige Rechnungen?",
    rows(
      `select account from invoice where status = 'overdue' and account is not null
       group by account having count(*) >= 2`,
      `select b.name from invoice i join billing.customers b on b.id = i.customer_id where i.status = 'overdue'
       group by b.id, b.name having count(*) >= 2`,
    ),
  ],
];

/** Somebody new, who doesn't know yet what things are called. */
const newcomer: readonly Written[] = [
  [
    "join",
    director,
    "Wer von uns ist eigentlich für die Kunden in Österreich zuständig?",
    rows(
      "select distinct u.name from customer c join colleague u on u.id = c.owner_id where c.country = 'AT'",
      "select c.name, u.name from customer c join colleague u on u.id = c.owner_id where c.country = 'AT'",
    ),
  ],
  [
    "top",
    director,
    "Welche zehn Kunden haben die meisten Beschäftigten, und wie viele sind es jeweils?",
    ordered("select name, number_of_employees from customer order by number_of_employees desc nulls last limit 10"),
  ],
  [
    "top",
    director,
    "Wie heißt das teuerste Gerät, das wir verkaufen, und was kostet es laut Liste?",
    rows("select name, list_price from product order by list_price desc limit 1"),
  ],
];

export const strangersLaterGerman: readonly Written[] = [...finance, ...newcomer];
