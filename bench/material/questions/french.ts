// Questions in French.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { rows, ordered, charted, flow, refused, choices } from "./types.ts";

const director = "sales-director";
const manager = "sales-manager";
const analyst = "analyst";

export const french: readonly Written[] = [
  [
    "list",
    director,
    "Liste nos clients grands comptes en France",
    rows("select name from customer where segment = 'enterprise' and country = 'FR'"),
  ],
  [
    "list",
    analyst,
    "Quels produits font partie de la collection Summer 2026 ?",
    rows("select name from product where collection = 'Summer 2026'"),
  ],
  [
    "list",
    manager,
    "Quels clients en Suisse doivent renouveler leur contrat le trimestre prochain ?",
    rows(`select name from customer where country = 'CH' and ${q.nextQuarter("renewal_date")}`),
  ],
  [
    "list",
    director,
    "Montre-moi les tickets critiques encore ouverts",
    rows("select case_number from ticket where not is_closed and priority = 'Critical'"),
  ],
  [
    "count",
    director,
    "Combien de clients avons-nous en Allemagne ?",
    rows("select count(*) from customer where country = 'DE'"),
  ],
  [
    "count",
    manager,
    "Combien de commandes avons-nous reçues le mois dernier ?",
    rows(`select count(*) from purchase where ${q.lastMonth("order_date")}`),
  ],
  [
    "count",
    director,
    "Nombre de clients par secteur d'activité",
    rows("select industry, count(*) from customer group by all"),
  ],
  [
    "count",
    analyst,
    "Combien de tickets sont ouverts dans la région APAC ?",
    rows("select count(*) from ticket where not is_closed and region = 'APAC'"),
  ],
  [
    "sum",
    director,
    "Quel a été notre chiffre d'affaires le trimestre dernier ?",
    rows(`select sum(eur) from sale where ${q.lastQuarter("order_date")}`),
  ],
  [
    "sum",
    analyst,
    "Chiffre d'affaires des clients PME en Amérique cette année",
    rows(`select sum(eur) from sale where segment = 'small' and region = 'AMER' and ${q.thisYear("order_date")}`),
  ],
  [
    "sum",
    manager,
    "Quel est le montant des factures en retard ?",
    rows("select sum(eur) from invoice where status = 'overdue'"),
  ],
  [
    "sum",
    director,
    "Quelle est la valeur des contrats de nos clients en Italie ?",
    rows("select sum(eur) from contract where status = 'active' and country = 'IT'"),
  ],
  [
    "top",
    director,
    "Les 5 meilleurs clients par chiffre d'affaires l'année dernière",
    ordered(
      `select account, sum(eur) from sale where account is not null and ${q.lastYear("order_date")} group by account_id, account order by 2 desc limit 5`,
    ),
  ],
  [
    "top",
    director,
    "Quel pays a le plus de tickets ouverts ?",
    ordered("select country, count(*) from ticket where not is_closed group by 1 order by 2 desc limit 1"),
  ],
  [
    "top",
    analyst,
    "Les trois gammes de produits qui se vendent le moins cette année",
    ordered(`select product_line, sum(eur) from sale where ${q.thisYear("order_date")} group by 1 order by 2 limit 3`),
  ],
  [
    "compare",
    director,
    "Compare le chiffre d'affaires en EMEA et en APAC le mois dernier",
    rows(
      `select region, sum(eur) from sale where region in ('EMEA', 'APAC') and ${q.lastMonth("order_date")} group by all`,
    ),
  ],
  [
    "share",
    director,
    "Part de chaque région dans le chiffre d'affaires de l'année dernière",
    rows(`select region, sum(eur) / sum(sum(eur)) over () from sale where ${q.lastYear("order_date")} group by 1`),
  ],
  [
    "trend",
    director,
    "Évolution mensuelle des ventes cette année",
    rows(
      `select date_trunc('month', order_date)::date, sum(eur) from sale where ${q.thisYear("order_date")} group by 1`,
    ),
  ],
  [
    "trend",
    manager,
    "Nombre de tickets par mois cette année",
    rows(
      `select date_trunc('month', created_date)::date, count(*) from ticket where ${q.thisYear("created_date")} group by 1`,
    ),
  ],
  [
    "period",
    director,
    "Compare le chiffre d'affaires du trimestre dernier avec le trimestre précédent",
    rows(
      `select sum(eur) filter (${q.lastQuarter("order_date")}), sum(eur) filter (${q.quarterBefore("order_date")}) from sale`,
    ),
  ],
  [
    "filter",
    director,
    "Clients en France ou en Belgique qui ne sont pas des grands comptes",
    rows("select name from customer where country in ('FR', 'BE') and segment <> 'enterprise'"),
  ],
  [
    "filter",
    analyst,
    "Produits de plus de 60 000 euros qui ne sont pas de la gamme Analysis",
    rows("select name from product where list_price > 60000 and product_line <> 'Analysis'"),
  ],
  [
    "filter",
    manager,
    "Combien de clients ont plus de 1000 employés, sauf en Allemagne ?",
    rows("select count(*) from customer where number_of_employees > 1000 and country <> 'DE'"),
  ],
  [
    "join",
    director,
    "Quels grands comptes en Allemagne ont des factures en retard ?",
    rows(
      "select name from customer where segment = 'enterprise' and country = 'DE' and id in (select account_id from invoice where status = 'overdue')",
    ),
  ],
  [
    "join",
    director,
    "Quels clients ont acheté le Optera C1 Confocal Microscope cette année ?",
    rows(
      `select name from customer where id in (select account_id from sale where product = 'Optera C1 Confocal Microscope' and ${q.thisYear("order_date")})`,
    ),
  ],
  [
    "join",
    analyst,
    "Chiffre d'affaires par segment pour la gamme Imaging le trimestre dernier",
    rows(
      `select segment, sum(eur) from sale where product_line = 'Imaging' and ${q.lastQuarter("order_date")} group by 1`,
    ),
  ],
  [
    "risk",
    manager,
    "Quels grands comptes en EMEA risquent de nous quitter ce trimestre ?",
    flow("retention", { region: "EMEA", segment: "enterprise", period: "this quarter" }),
  ],
  [
    "verb",
    director,
    "Résume les tendances des ventes du trimestre dernier dans la région APAC et crée un graphique",
    flow("sales-trends", { region: "APAC", period: "last quarter" }),
  ],
  [
    "verb",
    director,
    "Dessine un graphique du nombre de clients par région",
    charted("select region, count(*) from customer group by all"),
  ],
  ["unanswerable", director, "Quel temps fera-t-il demain à Paris ?", refused],
  ["unanswerable", manager, "Quels clients aiment le fromage ?", refused],
  ["forbidden", manager, "Montre les notes internes de nos clients", refused],
  ["ambiguous", director, "Qui sont nos plus gros clients ?", choices("revenue", "contract value")],
];
