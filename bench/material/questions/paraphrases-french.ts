// Paraphrases in French, as different people would ask. Written before the grammar was read.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { rows, ordered, charted, flow, refused } from "./types.ts";

const director = "sales-director";
const manager = "sales-manager";
const analyst = "analyst";

export const paraphrasesFrench: readonly Written[] = [
  [
    "risk",
    manager,
    "grands comptes à risque EMEA ce trimestre",
    flow("retention", { region: "EMEA", segment: "enterprise", period: "this quarter" }),
  ],
  [
    "verb",
    director,
    "Rédige un e-mail de fidélisation pour chaque client PME d'APAC qui risque de partir le trimestre prochain",
    flow("retention", { region: "APAC", segment: "small", period: "next quarter" }),
  ],
  [
    "verb",
    manager,
    "Pourrais-tu me faire une synthèse de l'évolution des ventes du trimestre passé en EMEA, avec un graphique ?",
    flow("sales-trends", { region: "EMEA", period: "last quarter" }),
  ],
  [
    "verb",
    director,
    "Prépare un mail de suivi personnalisé pour nos 10 meilleurs clients avec les images des produits consultés et la garantie",
    flow("follow-up", { count: "10" }),
  ],
  [
    "verb",
    director,
    "Écris des descriptions personnalisées et des images d'ambiance pour la nouvelle collection d'été",
    flow("collection", { collection: "summer" }),
  ],
  ["list", director, "clients allemands", rows("select name from customer where country = 'DE'")],
  [
    "list",
    manager,
    "Donne-moi la liste des hôpitaux clients en Belgique",
    rows("select name from customer where industry = 'Hospital' and country = 'BE'"),
  ],
  [
    "list",
    analyst,
    "quels sont les microscopes à plus de 30 000 euros",
    rows("select name from product where category = 'Microscopes' and list_price > 30000"),
  ],
  [
    "list",
    director,
    "factures en retard de nos clients français",
    rows("select number from invoice where status = 'overdue' and country = 'FR'"),
  ],
  [
    "list",
    director,
    "contrats arrivant à échéance le mois prochain",
    rows(`select number from contract where ${q.nextMonth("end_date")}`),
  ],
  ["count", director, "nb de clients par région", rows("select region, count(*) from customer group by all")],
  [
    "count",
    manager,
    "Combien de tickets urgents non résolus avons-nous ?",
    rows(
      "select count(*) from ticket where not is_closed and priority in ('High', 'Critical')",
      "select count(*) from ticket where not is_closed and priority = 'High'",
      "select count(*) from ticket where not is_closed and priority = 'Critical'",
    ),
  ],
  [
    "count",
    analyst,
    "commandes passées cette année, combien ?",
    rows(`select count(*) from purchase where ${q.thisYear("order_date")}`),
  ],
  [
    "sum",
    director,
    "CA du mois dernier en Suisse",
    rows(`select sum(eur) from sale where country = 'CH' and ${q.lastMonth("order_date")}`),
  ],
  [
    "sum",
    manager,
    "Combien avons-nous vendu aux universités l'an dernier ?",
    rows(`select sum(eur) from sale where industry = 'University' and ${q.lastYear("order_date")}`),
  ],
  [
    "top",
    director,
    "les 5 pays où l'on vend le plus cette année",
    ordered(
      `select country, sum(eur) from sale where country is not null and ${q.thisYear("order_date")} group by 1 order by 2 desc limit 5`,
    ),
  ],
  [
    "top",
    analyst,
    "Quelle gamme a rapporté le moins de chiffre d'affaires le trimestre dernier ?",
    ordered(
      `select product_line, sum(eur) from sale where ${q.lastQuarter("order_date")} group by 1 order by 2 limit 1`,
    ),
  ],
  [
    "compare",
    director,
    "ventes EMEA contre APAC cette année",
    rows(
      `select region, sum(eur) from sale where region in ('EMEA', 'APAC') and ${q.thisYear("order_date")} group by all`,
    ),
  ],
  [
    "share",
    director,
    "Quel pourcentage du chiffre d'affaires de l'année dernière vient des grands comptes ?",
    rows(
      `select sum(eur) filter (segment = 'enterprise') / sum(eur) from sale where ${q.lastYear("order_date")}`,
      `select segment, sum(eur) / sum(sum(eur)) over () from sale where ${q.lastYear("order_date")} group by 1`,
    ),
  ],
  [
    "trend",
    director,
    "évolution mensuelle du chiffre d'affaires depuis le début de l'année",
    rows(
      `select date_trunc('month', order_date)::date, sum(eur) from sale where ${q.thisYear("order_date")} group by 1`,
    ),
  ],
  [
    "period",
    director,
    "Comment le CA du trimestre dernier se compare-t-il à celui du même trimestre de l'année précédente ?",
    rows(
      `select sum(eur) filter (${q.lastQuarter("order_date")}), sum(eur) filter (${q.lastQuarterAYearBefore("order_date")}) from sale`,
    ),
  ],
  [
    "filter",
    director,
    "clients pharma ou biotech hors de France",
    rows("select name from customer where industry in ('Pharmaceuticals', 'Biotechnology') and country <> 'FR'"),
  ],
  [
    "join",
    director,
    "clients qui n'ont rien commandé depuis un an",
    rows(
      `select name from customer where id not in (select account_id from purchase where account_id is not null and ${q.last12Months("order_date")})`,
    ),
  ],
  ["unanswerable", director, "Quels clients sont mécontents de la cantine ?", refused],
  [
    "verb",
    manager,
    "camembert des clients par segment",
    charted("select segment, count(*) from customer group by all"),
  ],
];
