// Questions that a support manager, and the head of customer success, typed in French; see strangers-last-english.ts.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { flow, ordered, rows } from "./types.ts";
import { either, formerToo, ofTwo, over, unknownToo, withChart } from "./strangers-layouts.ts";

const manager = "sales-manager";
const director = "sales-director";

const frenchTickets = "from ticket where not is_closed and language = 'fr' and priority <> 'Low'";
const problems = `from ticket where type = 'Problem' and ${q.lastQuarter("created_date")}`;

/** Days until tickets were closed, on average. */
const daysOpen = (days: string): string =>
  `select priority, avg(${days}) from ticket where is_closed group by priority`;

/** Runs a support team. */
const support: readonly Written[] = [
  [
    "count",
    director,
    "Nombre de tickets escaladés encore ouverts, par région",
    unknownToo((where) =>
      rows(
        `select region, count(*) from ticket where status = 'Escalated' and not is_closed and ${where} group by region`,
      ),
    ),
  ],
  [
    "compare",
    director,
    "En moyenne, combien de jours mettons-nous à fermer un ticket selon sa priorité ?",
    // To the second, in whole days, or from one day of the calendar to another.
    rows(
      daysOpen("epoch(closed_date - created_date) / 86400"),
      daysOpen("date_sub('day', created_date, closed_date)"),
      daysOpen("closed_date::date - created_date::date"),
    ),
  ],
  [
    "top",
    director,
    "Les cinq clients qui ont ouvert le plus de tickets depuis début septembre",
    formerToo((where) =>
      ordered(
        `select account, count(*) from ticket
         where created_date >= date '2026-09-01' and account is not null and ${where}
         group by account order by 2 desc limit 5`,
      ),
    ),
  ],
  [
    "count",
    director,
    "Combien de garanties étendues expirent d'ici fin décembre, par gamme ?",
    rows(
      `select product_line, count(*) from warranty
       where type = 'Extended' and end_date between date '2026-11-16' and date '2026-12-31' group by product_line`,
    ),
  ],
  [
    "filter",
    director,
    "Tickets en français toujours ouverts, sauf ceux de basse priorité, avec le nom du client",
    rows(`select case_number, account ${frenchTickets}`),
  ],
  [
    "trend",
    director,
    "Demandes de fonctionnalité reçues chaque mois depuis janvier 2026",
    over(
      "month",
      "created_date",
      "count(*)",
      "from ticket where type = 'Feature Request' and created_date >= date '2026-01-01'",
    ),
  ],
  [
    "verb",
    director,
    "Fais-moi un graphique des tickets reçus le mois dernier par type",
    withChart(rows(`select type, count(*) from ticket where ${q.lastMonth("created_date")} group by type`)),
  ],
  [
    "join",
    director,
    "Quels clients ont à la fois un ticket escaladé et une facture en retard ?",
    formerToo((where) =>
      rows(
        `select distinct account from ticket where status = 'Escalated' and not is_closed
         and account_id in (select account_id from invoice where status = 'overdue') and ${where}`,
      ),
    ),
  ],
  [
    "compare",
    director,
    "Qui nous a signalé le plus de problèmes le trimestre dernier, les hôpitaux ou les universités ?",
    either(
      ofTwo("industry", "Hospital", "University", "count(*)", problems),
      rows(
        `select industry, count(*) ${problems} and industry in ('Hospital', 'University')
         group by industry order by 2 desc limit 1`,
      ),
    ),
  ],
  [
    "risk",
    director,
    "Quels petits clients de la région AMER risquent de nous quitter le trimestre prochain ?",
    flow("retention", { region: "AMER", segment: "small", period: "next quarter" }),
  ],
];

const won =
  "select count(*) from account where customer_since >= date '2026-02-01' and customer_since <= date '2026-11-16'";
const lost = "select count(*) from account where churned_on >= date '2026-02-01' and churned_on <= date '2026-11-16'";
const stillHere = `${won} and status = 'active'`;

/** Heads customer success in EMEA. */
const success: readonly Written[] = [
  [
    "top",
    manager,
    "Nos dix plus gros clients par valeur de contrat, avec leur date de renouvellement",
    ordered(
      `select c.name, c.renewal_date, sum(k.eur) from customer c join contract k on k.account_id = c.id
       where k.status = 'active' group by c.name, c.renewal_date order by 3 desc limit 10`,
    ),
  ],
  [
    "compare",
    manager,
    "Depuis février, combien de clients avons-nous gagnés et combien en avons-nous perdus ?",
    rows(
      `select (${won}), (${lost})`,
      `select (${stillHere}), (${lost})`,
      `${won} union all ${lost}`,
      `${stillHere} union all ${lost}`,
    ),
  ],
];

export const strangersLastFrench: readonly Written[] = [...support, ...success];
