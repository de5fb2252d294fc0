// Questions of a customer success manager, in French. Written before the grammar that reads them was looked at.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { rows, ordered, flow } from "./types.ts";

const director = "sales-director";
const manager = "sales-manager";

export const furtherSuccess: readonly Written[] = [
  [
    "join",
    director,
    "Quels clients grands comptes n'ont pas ouvert de ticket cette année ?",
    rows(
      `select name from customer where segment = 'enterprise' and id not in (select account_id from ticket where account_id is not null and ${q.thisYear("created_date")})`,
    ),
  ],
  [
    "list",
    manager,
    "Liste-moi les clients suisses qui renouvellent leur contrat le trimestre prochain",
    rows(`select name from customer where country = 'CH' and ${q.nextQuarter("renewal_date")}`),
  ],
  [
    "top",
    director,
    "Quels sont les 10 clients qui ont le plus de tickets ouverts ?",
    ordered(
      "select account, count(*) from ticket where not is_closed and account is not null group by account_id, account order by 2 desc limit 10",
    ),
  ],
  [
    "compare",
    manager,
    "Taux d'utilisation par segment le mois dernier",
    rows(
      `select segment, sum(active_users) / sum(licensed_users) from usage_week where ${q.lastMonth("week")} group by 1`,
    ),
  ],
  [
    "list",
    director,
    "Y a-t-il des clients français de plus de 5 000 salariés ?",
    rows("select name from customer where country = 'FR' and number_of_employees > 5000"),
  ],
  [
    "list",
    manager,
    "Donne-moi les champions chez nos clients allemands",
    rows(
      "select name from contact where role = 'champion' and country = 'DE' and account_status = 'active'",
      "select name from contact where role = 'champion' and country = 'DE'",
    ),
  ],
  [
    "trend",
    director,
    "Nombre de tickets critiques par mois depuis le début de l'année",
    rows(
      `select date_trunc('month', created_date)::date, count(*) from ticket where priority = 'Critical' and ${q.thisYear("created_date")} group by 1`,
      `select date_trunc('month', created_date)::date, count(*) from ticket where priority = 'Critical' and ${q.span("2026-01-01", "2027-01-01")("created_date")} group by 1`,
    ),
  ],
  [
    "period",
    manager,
    "Le nombre de sessions a-t-il baissé ce trimestre par rapport au trimestre précédent ?",
    rows(
      `select sum(sessions) filter (${q.thisQuarter("week")}), sum(sessions) filter (${q.lastQuarter("week")}) from usage_week`,
    ),
  ],
  [
    "count",
    director,
    "Clients perdus l'an dernier, par pays",
    rows(`select country, count(*) from account where ${q.lastYear("churned_on")} group by 1`),
  ],
  [
    "join",
    director,
    "Quels clients en Italie ou en Espagne ont des factures en retard ?",
    rows(
      "select name from customer where country in ('IT', 'ES') and id in (select account_id from invoice where status = 'overdue')",
    ),
  ],
  [
    "verb",
    director,
    "Prépare un mail de suivi personnalisé pour nos 5 meilleurs clients, avec les photos des produits qu'ils ont consultés et leurs garanties",
    flow("follow-up", { count: "5" }),
  ],
  [
    "risk",
    manager,
    "Quels clients de taille moyenne en EMEA risquent de nous quitter ce trimestre ?",
    flow("retention", { region: "EMEA", segment: "mid-market", period: "this quarter" }),
  ],
  [
    "list",
    director,
    "Tickets toujours ouverts créés il y a plus de 30 jours",
    rows("select case_number from ticket where not is_closed and created_date < date '2026-10-17'"),
  ],
  [
    "count",
    manager,
    "Combien de garanties expirent d'ici la fin décembre ?",
    rows(`select count(*) from warranty where ${q.span("2026-11-16", "2027-01-01")("end_date")}`),
  ],
  [
    "share",
    director,
    "Quelle part des tickets vient du chat ?",
    rows(
      "select count(*) filter (origin = 'Chat') / count(*) from ticket",
      "select origin, count(*) / sum(count(*)) over () from ticket group by 1",
    ),
  ],
  [
    "join",
    manager,
    "Clients sans commande depuis six mois",
    rows(
      "select name from customer where id not in (select account_id from purchase where account_id is not null and order_date >= date '2026-05-16')",
    ),
  ],
];
