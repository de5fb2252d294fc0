// French phrases of the retention phrasebook.
const training =
  "Je vous propose une session de formation pour votre équipe, bâtie autour de vos méthodes actuelles : une bonne entrée en matière pour les nouveaux collègues, une mise à jour pour les autres.";

export const french = {
  locale: "fr-FR",
  words: { "m.": "Monsieur", mme: "Madame", dr: "Docteur", "dr.": "Docteur", pr: "Professeur" },
  subjects: [
    "Avant votre renouvellement du {renewal_ahead|date} : en parler quelques minutes ?",
    "Votre contrat Meridian jusqu'au {renewal_ahead|date} : qu'est-ce qui vous aiderait le plus ?",
    "Votre renouvellement du {renewal_near|date} : en parler quelques minutes ?",
    "Votre renouvellement du {renewal_past|date} : qu'est-ce qui vous aiderait le plus ?",
    "Comment aider votre laboratoire ?",
  ],
  greetings: [
    "Bonjour {salutation|word} {last_name},",
    "Bonjour {first_name} {last_name},",
    "Bonjour {contact},",
    "Bonjour,",
  ],
  openings: [
    "Votre contrat ({account}) arrive à échéance le {renewal_ahead|date}. Bien avant cette date, je voudrais m'assurer que nos instruments vous rendent les services que vous en attendez.",
    "Le renouvellement de votre contrat ({account}), le {renewal_ahead|date}, est une bonne occasion de faire le point ensemble. Je préfère en parler avec vous dès maintenant plutôt que d'attendre l'échéance.",
    "Chez Meridian, je m'occupe de votre établissement ({account}). Avant l'échéance de votre contrat, le {renewal_ahead|date}, j'aimerais voir avec vous ce que nous pouvons améliorer.",
    "Votre contrat ({account}) arrive à échéance dès le {renewal_near|date}. D'ici là, je voudrais m'assurer que nos instruments vous rendent les services que vous en attendez.",
    "Chez Meridian, je m'occupe de votre établissement ({account}). L'échéance de votre contrat, le {renewal_near|date}, approche : j'aimerais voir avec vous ces prochains jours ce que nous pouvons améliorer.",
    "Votre contrat ({account}) était à renouveler le {renewal_past|date}, et la question reste ouverte. Je voudrais profiter de l'occasion pour savoir si nos instruments vous rendent les services que vous en attendez.",
    "Chez Meridian, je m'occupe de votre établissement ({account}). Le renouvellement de votre contrat était prévu le {renewal_past|date} ; avant de le conclure, j'aimerais voir avec vous ce que nous pouvons améliorer.",
    "Dans la perspective du renouvellement de votre contrat, le {renewal_date|date}, je voudrais m'assurer que nos instruments vous rendent les services que vous en attendez.",
    "Je voudrais m'assurer que nos instruments rendent à votre laboratoire les services que vous en attendez.",
  ],
  arguments: [
    {
      feature: "usage_trend",
      topic: "use",
      when: { fact: "usage_trend", below: -0.1 },
      subjects: ["Redonner toute sa place à Meridian dans votre laboratoire", "Une formation pour votre équipe ?"],
      paragraphs: [
        `Votre équipe utilise le logiciel Meridian {usage_trend|drop} de moins qu'auparavant, et cela depuis le {usage_since|day}. Le plus souvent, c'est qu'un collègue a changé de poste ou qu'une procédure ne convient plus. ${training}`,
        `J'ai remarqué que l'utilisation du logiciel Meridian par votre équipe a baissé de {usage_trend|drop} depuis le {usage_since|day}. Si quelque chose vous gêne, je tiens à le savoir et à y remédier. ${training}`,
        `Au cours des douze dernières semaines, votre équipe a utilisé le logiciel Meridian {usage_trend|drop} de moins que pendant les douze précédentes. Si quelque chose vous gêne, je tiens à le savoir et à y remédier. ${training}`,
        `Il me semble que le logiciel Meridian occupe depuis peu moins de place dans votre quotidien. Si quelque chose vous gêne, je tiens à le savoir et à y remédier. ${training}`,
      ],
    },
    {
      feature: "seat_use",
      topic: "use",
      when: { fact: "seat_use", below: 0.75 },
      subjects: [
        "Mieux profiter de vos licences Meridian",
        "Vos licences Meridian sont-elles entre les bonnes mains ?",
      ],
      paragraphs: [
        `Sur vos {licensed_users|number:0} licences, {active_users|number:0} sont utilisées en ce moment. Vous ne devriez pas payer pour un accès que personne n'a le temps d'apprendre à utiliser. ${training} Et si le nombre de licences ne correspond plus à vos besoins, parlons-en ouvertement.`,
        `Votre contrat prévoit {licensed_users|number:0} licences, dont {active_users|number:0} servent aujourd'hui. Soit vos collègues ont besoin d'une meilleure prise en main, soit le nombre ne convient plus ; l'un comme l'autre se règle. ${training}`,
        `Ces huit dernières semaines, environ {seat_use|percent} de vos licences ont servi. Soit vos collègues ont besoin d'une meilleure prise en main, soit le nombre ne convient plus ; l'un comme l'autre se règle. ${training}`,
        `Il semble que toutes vos licences ne soient pas utilisées. ${training}`,
      ],
    },
    {
      feature: "weeks_silent",
      topic: "use",
      when: { fact: "weeks_silent", above: 1 },
      subjects: ["Peut-on vous aider à reprendre ?", "Quelque chose freine-t-il votre travail avec Meridian ?"],
      paragraphs: [
        `Au cours des douze dernières semaines, personne dans votre laboratoire n'a travaillé avec le logiciel Meridian pendant {weeks_silent|plural:one=une semaine,other=# semaines}. Il y a peut-être de bonnes raisons à cela ; sinon, j'aimerais savoir ce qui vous gêne. ${training}`,
        `Votre logiciel Meridian a peu servi ces derniers temps. Il y a peut-être de bonnes raisons à cela ; sinon, j'aimerais savoir ce qui vous gêne. ${training}`,
      ],
    },
    {
      feature: "error_rate",
      topic: "service",
      when: { fact: "error_rate", above: 0.5 },
      subjects: [
        "Une visite technique pour vos instruments Meridian",
        "Vos instruments doivent fonctionner sans erreur",
      ],
      paragraphs: [
        "Au cours des douze dernières semaines, vos instruments ont signalé environ {error_rate|number} erreurs pour cent sessions, plus que ce que vous devriez avoir à supporter. Je souhaite vous envoyer un de nos ingénieurs, qui restera votre interlocuteur personnel jusqu'à ce que tout fonctionne.",
        "Environ {error_rate|number} erreurs pour cent sessions sur les douze dernières semaines : vos instruments peuvent faire mieux. Convenons d'une visite technique, par un ingénieur qui puisse rester ensuite votre interlocuteur.",
        "Vos instruments signalent des erreurs plus souvent qu'ils ne le devraient. Je souhaite vous envoyer un de nos ingénieurs, qui restera votre interlocuteur personnel jusqu'à ce que tout fonctionne.",
      ],
    },
    {
      feature: "tickets_90d",
      topic: "service",
      when: { fact: "tickets_90d", above: 1 },
      subjects: ["Vos questions ouvertes, reprises ensemble", "Vos demandes d'assistance des dernières semaines"],
      paragraphs: [
        "Ces trois derniers mois, vous avez dû écrire {tickets_90d|plural:one=une fois,other=# fois} à notre assistance, et {open_tickets|plural:one=une demande reste ouverte,other=# demandes restent ouvertes}. Je regrette le temps que cela vous a coûté. Je souhaite vous présenter un ingénieur qui connaît votre installation, reprend tout ce qui reste ouvert et se déplace si c'est plus rapide.",
        "Ces trois derniers mois, vous avez dû écrire {tickets_90d|plural:one=une fois,other=# fois} à notre assistance. Je regrette le temps que cela vous a coûté. Je souhaite vous présenter un ingénieur qui connaît votre installation, reprend tout ce qui reste ouvert et se déplace si c'est plus rapide.",
        "Votre équipe s'est adressée {tickets_90d|plural:one=une fois,other=# fois} à notre assistance ces trois derniers mois. C'est trop. Je vous propose un ingénieur qui passe tout en revue avec vous en une seule fois, et reste ensuite votre interlocuteur.",
        "Votre équipe a dû s'adresser à notre assistance plus souvent qu'elle ne le devrait. Je souhaite vous présenter un ingénieur qui connaît votre installation et reprend tout ce qui reste ouvert.",
      ],
    },
    {
      feature: "urgent_tickets_90d",
      topic: "service",
      when: { fact: "urgent_tickets_90d", above: 0 },
      subjects: ["Après vos demandes urgentes : trouver la cause ensemble", "Suite à vos demandes urgentes"],
      paragraphs: [
        "Ces trois derniers mois, vous avez eu {urgent_tickets_90d|plural:one=une demande urgente,other=# demandes urgentes} auprès de notre assistance. Quand un instrument s'arrête, votre travail s'arrête aussi, et je le regrette. Je souhaite organiser une visite technique, avec un ingénieur que vous pourrez ensuite appeler directement.",
        "Vous avez eu {urgent_tickets_90d|plural:one=une demande urgente,other=# demandes urgentes} ces trois derniers mois. Je veux que l'on trouve la cause, et pas seulement le symptôme : prévoyons une visite technique, avec un ingénieur à qui vous pourrez ensuite vous adresser directement.",
        "Je sais que certaines de vos demandes à notre assistance étaient urgentes. Je veux que l'on trouve la cause, et pas seulement le symptôme : prévoyons une visite technique, avec un ingénieur que vous pourrez ensuite appeler directement.",
      ],
    },
    {
      feature: "overdue_invoices",
      topic: "billing",
      when: { fact: "overdue_invoices", above: 0 },
      subjects: ["Pouvons-nous vous aider pour une facture ?", "Régler ensemble la question des factures"],
      paragraphs: [
        "De notre côté, {overdue_invoices|plural:one=une facture reste ouverte,other=# factures restent ouvertes}. Si quelque chose ne va pas, un numéro de commande, un montant ou l'adresse, dites-le-moi : notre service de facturation peut vous appeler, et tout se règle en général en une conversation.",
        "Je vois que {overdue_invoices|plural:one=une de nos factures est encore ouverte,other=# de nos factures sont encore ouvertes}. Il s'agit souvent d'un numéro de commande manquant ou du mauvais destinataire. Voulez-vous que notre service de facturation vous appelle pour régler cela directement avec vous ?",
        "Il semble qu'il reste une question au sujet de nos factures. Voulez-vous que notre service de facturation vous appelle pour régler cela directement avec vous ?",
      ],
    },
    {
      feature: "days_late",
      topic: "billing",
      when: { fact: "days_late", above: 5 },
      subjects: ["Simplifier nos factures pour vous", "Des factures qui vous conviennent mieux"],
      paragraphs: [
        "J'ai l'impression que nos factures font un détour avant d'arriver au bon service chez vous. Un court appel avec notre service de facturation suffirait pour convenir de ce qui vous arrange : une autre adresse, d'autres dates, un numéro de commande sur chacune.",
        "Nos factures ne semblent pas bien s'accorder avec vos circuits de paiement. Notre service de facturation se fera un plaisir de vous appeler pour trouver ce qui vous convient mieux : d'autres dates, une autre adresse, une seule facture au lieu de plusieurs.",
      ],
    },
    {
      feature: "failed_payments_12m",
      topic: "billing",
      when: { fact: "failed_payments_12m", above: 0 },
      subjects: ["Remettre vos paiements en ordre", "Une solution rapide pour vos paiements"],
      paragraphs: [
        "Au cours de l'année écoulée, {failed_payments_12m|plural:one=un paiement n'a pas abouti,other=# paiements n'ont pas abouti}. La plupart du temps, il s'agit d'un compte modifié ou d'un mandat expiré. Notre service de facturation peut régler cela avec vous en un court appel, pour que votre comptabilité n'ait plus à s'en soucier.",
        "Certains paiements n'ont pas abouti. La plupart du temps, il s'agit d'un compte modifié ou d'un mandat expiré. Notre service de facturation peut régler cela avec vous en un court appel, pour que votre comptabilité n'ait plus à s'en soucier.",
      ],
    },
    {
      feature: "auto_renew",
      topic: "renewal",
      when: { fact: "auto_renew", below: 0.5 },
      subjects: ["Votre renouvellement : quelle suite vous conviendrait ?", "Préparer la suite avec Meridian"],
      paragraphs: [
        "Votre contrat ne se renouvelle pas automatiquement, et je ne voudrais pas que vous deviez décider dans l'urgence. Parlons bientôt de la suite : les instruments et services dont vous avez besoin, ceux dont vous pouvez vous passer, et ce qui rendrait les prochaines années plus faciles à prévoir.",
        "Comme votre contrat prend fin si nous ne le renouvelons pas ensemble, voyons dès maintenant ce que la suite devrait comprendre, et ce dont vous pourriez vous passer.",
      ],
    },
    {
      feature: "contract_term_months",
      topic: "renewal",
      subjects: ["Une suite à la mesure de vos projets", "Votre renouvellement : quelle suite vous conviendrait ?"],
      paragraphs: [
        "J'aimerais parler de la suite tant qu'il est temps de lui donner forme : les instruments et services dont vous avez besoin, ceux dont vous pouvez vous passer, et une durée qui convienne à vos plans plutôt qu'aux nôtres.",
        "Si vous me dites ce que votre laboratoire prévoit pour l'année à venir, je peux préparer une proposition qui s'y accorde, par son contenu comme par sa durée.",
      ],
    },
    {
      feature: "champion_left",
      topic: "people",
      when: { fact: "champion_left", above: 0.5 },
      subjects: ["Votre contact chez Meridian se présente", "Faire connaissance, et faire le point"],
      paragraphs: [
        "J'ai appris que le collègue qui suivait Meridian chez vous a quitté ses fonctions. Beaucoup de savoir part avec une personne ; je voudrais donc nous présenter à nouveau : ce que vous utilisez, ce que cela permet de faire, et qui appeler. Une demi-heure suffit, et la personne qui prend le relais est la bienvenue.",
        "Puisque la personne avec qui nous travaillions a quitté votre équipe, j'aimerais repartir sur de bonnes bases avec celle qui a pris le relais : une courte présentation de ce que vous avez, de l'usage que vous en faites et de ceux qui sont là pour vous chez Meridian.",
      ],
    },
  ],
  otherwise: [
    "J'aimerais entendre de vive voix ce qui vous convient, ce qui ne vous convient pas et ce que vous prévoyez pour l'année à venir. J'en tirerai une proposition adaptée pour la suite.",
    "Dites-moi ce qui s'est bien passé et ce qui s'est moins bien passé. Je préfère l'entendre de vous que de le deviner, et je reviendrai vers vous avec une proposition qui en tient compte.",
  ],
  closings: [
    "Une demi-heure la semaine prochaine vous conviendrait-elle ? Il suffit de me répondre avec une heure, je m'occupe du reste.",
    "Répondez-moi simplement avec un jour qui vous convient, et je vous appelle. Si une autre personne de votre équipe est mieux placée pour en parler, n'hésitez pas à me l'indiquer.",
    "Quel serait un bon moment pour en parler ? Indiquez-moi ce qui vous arrange, et j'organise le reste.",
  ],
  signatures: [
    "Bien cordialement\n\n{owner}\n{owner_title}\nMeridian Instruments",
    "Bien cordialement\n\n{owner}\nMeridian Instruments",
    "Bien cordialement\n\nVotre équipe chez Meridian Instruments",
  ],
};
