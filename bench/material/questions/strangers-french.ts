// Questions that people in different jobs asked in their own words in French; see strangers-english.ts.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { flow, ordered, rows } from "./types.ts";
import { over } from "./strangers-layouts.ts";

const manager = "sales-manager";
const director = "sales-director";

/** Who looks after customers in EMEA. */
const forCustomers: readonly Written[] = [
  [
    "risk",
    manager,
    "Quels grands comptes de la zone EMEA risquent de nous quitter ce trimestre ? Prépare un mail de fidélisation personnalisé pour chacun.",
    flow("retention", { region: "EMEA", segment: "enterprise", period: "this quarter" }),
  ],
  [
    "count",
    manager,
    "Combien de clients actifs avons-nous en France, en Belgique et en Suisse, pays par pays ?",
    rows("select country, count(*) from customer where country in ('FR', 'BE', 'CH') group by country"),
  ],
  [
    "list",
    manager,
    "Donne-moi les clients français dont le renouvellement tombe entre le 1er décembre et le 31 janvier.",
    rows(
      "select name from customer where country = 'FR' and renewal_date between date '2026-12-01' and date '2027-01-31'",
    ),
  ],
  [
    "join",
    manager,
    "Quels clients ont au moins deux tickets ouverts en ce moment ?",
    rows(
      `select name from customer where id in (
         select account_id from ticket where not is_closed group by account_id having count(*) >= 2)`,
    ),
  ],
  [
    "join",
    manager,
    "Y a-t-il des grands comptes allemands qui n'ont ouvert aucun ticket depuis le 1er août 2026 ? Lesquels ?",
    rows(
      `select name from customer where segment = 'enterprise' and country = 'DE'
       and id not in (select account_id from ticket where created_date >= date '2026-08-01')`,
    ),
  ],
  [
    "trend",
    manager,
    "Comment a évolué le nombre de sessions par mois entre mai et octobre 2026 ?",
    over(
      "month",
      "week",
      "sum(sessions)",
      "from usage_week where week >= date '2026-05-01' and week < date '2026-11-01'",
    ),
  ],
  [
    "join",
    manager,
    "Qui sont les contacts francophones chez nos clients belges ?",
    rows("select name from contact where language = 'fr' and country = 'BE' and account_status = 'active'"),
  ],
  [
    "top",
    manager,
    "Pour quelles raisons avons-nous perdu des renouvellements cette année ? La plus fréquente d'abord, avec le nombre.",
    ordered(`select loss_reason, count(*) from deal where type = 'Renewal' and is_closed and not is_won
         and ${q.thisYear("close_date")} group by loss_reason order by 2 desc`),
  ],
  [
    "compare",
    manager,
    "Quel était le taux d'utilisation des licences par segment le mois dernier ?",
    rows(
      `select segment, sum(active_users)::double / sum(licensed_users) from usage_week where ${q.lastMonth("week")}
       group by segment`,
      `select segment, 100 * sum(active_users)::double / sum(licensed_users) from usage_week where ${q.lastMonth("week")}
       group by segment`,
    ),
  ],
  [
    "count",
    manager,
    "Combien de garanties expirent le mois prochain ?",
    rows(`select count(*) from warranty where ${q.nextMonth("end_date")}`),
  ],
];

/** An assistant in marketing. */
const forMarketing: readonly Written[] = [
  [
    "verb",
    director,
    "Peux-tu préparer un e-mail de suivi personnalisé pour nos 5 meilleurs clients, avec les images des produits qu'ils ont consultés et les informations de garantie ?",
    flow("follow-up", { count: "5" }),
  ],
  [
    "verb",
    director,
    "Il me faudrait des descriptions de produits personnalisées et des visuels d'ambiance pour la nouvelle collection d'été, mais sans que toute notre base de données parte chez une IA externe.",
    flow("collection", { collection: "summer" }),
  ],
];

export const strangersFrench: readonly Written[] = [...forCustomers, ...forMarketing];
