// Questions of another round of strangers in French; see strangers-later-english.ts.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { flow, ordered, rows } from "./types.ts";
import { formerToo } from "./strangers-layouts.ts";

const manager = "sales-manager";
const director = "sales-director";

const viewedInGermany = (where: string): string =>
  `select v.product, count(*) from product_view v join account a on a.name = v.account
   where a.country = 'DE' and ${q.last30Days("v.viewed_at")} and ${where} group by v.product order by 2 desc limit 3`;

const withoutImaging = `select name from customer where country = 'FR' and id not in (
  select account_id from contract where product_line = 'Imaging' and status = 'active' and account_id is not null)`;

/** Who looks after key accounts. */
const keyAccounts: readonly Written[] = [
  [
    "list",
    manager,
    "Quels grands comptes (enterprise) avons-nous en France, en Belgique et aux Pays-Bas, et quand doivent-ils renouveler ?",
    rows("select name, renewal_date from customer where segment = 'enterprise' and country in ('FR', 'BE', 'NL')"),
  ],
  [
    "risk",
    manager,
    "Rédige un message pour chacun des clients mid-market de l'EMEA qui risquent de partir au prochain trimestre.",
    flow("retention", { region: "EMEA", segment: "mid-market", period: "next quarter" }),
  ],
  [
    "sum",
    manager,
    "Combien les hôpitaux français nous ont-ils acheté depuis le 1er février ? Le montant par ligne de produits, s'il te plaît.",
    formerToo((where) =>
      rows(
        `select product_line, sum(eur) from sale where country = 'FR' and industry = 'Hospital'
         and order_date >= date '2026-02-01' and ${where} group by product_line`,
      ),
    ),
  ],
  [
    "top",
    manager,
    "Mes cinq meilleurs clients en chiffre d'affaires au trimestre dernier, avec les montants ?",
    formerToo((where) =>
      ordered(
        `select account, sum(eur) from sale where ${q.lastQuarter("order_date")} and ${where}
         group by account order by 2 desc limit 5`,
      ),
    ),
  ],
  [
    "join",
    manager,
    "Qui tient les cordons de la bourse chez nos clients suisses ? Le nom des « economic buyers » et leur langue.",
    rows(
      "select name, language from contact where role = 'economic-buyer' and country = 'CH' and account_status = 'active'",
      "select name, language from contact where role = 'economic-buyer' and country = 'CH'",
    ),
  ],
  [
    "trend",
    manager,
    "Fais-moi une synthèse de l'évolution des ventes du trimestre dernier en EMEA, avec un graphique.",
    flow("sales-trends", { region: "EMEA", period: "last quarter" }),
  ],
  [
    "join",
    manager,
    "Quelles garanties de clients français arrivent à échéance dans les 30 prochains jours ?",
    rows(
      `select w.warranty_id from warranty w join account a on a.name = w.account
       where a.country = 'FR' and ${q.next30Days("w.end_date")}`,
    ),
  ],
  [
    "count",
    manager,
    "Combien de tickets encore ouverts pour l'Italie et pour l'Espagne ?",
    formerToo((where) =>
      rows(
        `select country, count(*) from ticket where not is_closed and country in ('IT', 'ES') and ${where} group by country`,
      ),
    ),
  ],
  [
    "top",
    manager,
    "Quels sont les trois produits que nos clients allemands ont le plus consultés ces 30 derniers jours ?",
    rows(viewedInGermany("true"), viewedInGermany("a.status = 'active'")),
  ],
  [
    "filter",
    manager,
    "Quels clients français n'ont pas de contrat actif pour la ligne Imaging ?",
    // Of some it isn't known who they are in billing.
    rows(withoutImaging, `${withoutImaging} and id in (select account_id from billed where account_id is not null)`),
  ],
];

/** Somebody new, who doesn't know yet what things are called. */
const newcomer: readonly Written[] = [
  [
    "count",
    director,
    "Je viens d'arriver : dans quels secteurs travaillent nos clients, et combien y en a-t-il dans chacun ?",
    rows("select industry, count(*) from customer group by industry"),
  ],
  [
    "list",
    director,
    "Quelles entreprises sont devenues clientes chez nous depuis le 1er juillet ?",
    rows("select name from customer where customer_since >= date '2026-07-01'"),
  ],
];

export const strangersLaterFrench: readonly Written[] = [...keyAccounts, ...newcomer];
