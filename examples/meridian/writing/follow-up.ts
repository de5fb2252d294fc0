// How follow-up letters read when no language model writes them: short paragraphs, each in the form that says most with the
// facts at hand. Products stand in lists, so that no language needs their gender; greeting and signature at the end are added.
import type { Phrasebook } from "gantry";

const english = {
  locale: "en-GB",
  subjects: [
    "{viewed_1}: shall I show it to you?",
    "Your warranty until {next_end|date}, and how we can help",
    "Your Meridian instruments: where their warranties stand",
  ],
  report: [
    [["Dear {salutation} {last_name},", "Dear {first_name} {last_name},", "Dear {contact},", "Good morning,"]],
    [
      [
        "Thank you for {orders|plural:one=the order,other=the # orders} that {account} has placed with us over the past year.",
        "Thank you for the trust that you have placed in us over the past year.",
      ],
    ],
    [
      [
        "Your team has lately been looking at these products of ours: {viewed_1}, {viewed_2} and {viewed_3}.",
        "Your team has lately been looking at two products of ours: {viewed_1} and {viewed_2}.",
        "Your team has lately been looking at this product of ours: {viewed_1}.",
      ],
      [
        "{pictures|plural:one=You find it,other=You find them} pictured below. If that could help with your work, I will gladly show {pictures|plural:one=it,other=them} to you, at your lab or in a call, and answer what the catalogue leaves open.",
      ],
    ],
    [
      [
        "As for what you have from us: all {all_covered|number:0} instruments are under warranty today; the first to end is that of your {next_product}, on {next_end|date}.",
        "As for what you have from us: of {units|number:0} instruments {some_covered|plural:one=one is,other=# are} under warranty today; the next to end is that of your {next_product}, on {next_end|date}.",
        "As for what you have from us: the warranties on your {none_covered|number:0} instruments have ended by now.",
      ],
      [
        "The table below shows where {units|plural:one=it stands,other=they stand}. If you would like to go on being covered, tell me for which, and I will come back to you with what is possible.",
      ],
    ],
    [["When would be a good time to talk? A short reply with a day that suits you is enough."]],
  ],
};

const german = {
  locale: "de-DE",
  subjects: [
    "{viewed_1}: Darf ich Ihnen mehr zeigen?",
    "Ihre Garantie bis {next_end|date}, und was wir für Sie tun können",
    "Ihre Meridian-Geräte: Wie es um die Garantien steht",
  ],
  report: [
    [
      [
        "Guten Tag {salutation} {last_name},",
        "Guten Tag {first_name} {last_name},",
        "Guten Tag {contact},",
        "Guten Tag,",
      ],
    ],
    [
      [
        "herzlichen Dank für {orders|plural:one=die Bestellung,other=die # Bestellungen}, die Ihr Haus ({account}) im vergangenen Jahr bei uns aufgegeben hat.",
        "herzlichen Dank für Ihr Vertrauen im vergangenen Jahr.",
      ],
    ],
    [
      [
        "Ihr Team hat sich in letzter Zeit diese Produkte von uns angesehen: {viewed_1}, {viewed_2} und {viewed_3}.",
        "Ihr Team hat sich in letzter Zeit zwei Produkte von uns angesehen: {viewed_1} und {viewed_2}.",
        "Ihr Team hat sich in letzter Zeit dieses Produkt von uns angesehen: {viewed_1}.",
      ],
      [
        "{pictures|plural:one=Ein Bild davon finden Sie,other=Bilder davon finden Sie} weiter unten. Wenn das bei Ihrer Arbeit helfen könnte, zeige ich {pictures|plural:one=es,other=sie} Ihnen gern, bei Ihnen im Labor oder in einem Gespräch, und beantworte, was der Katalog offenlässt.",
      ],
    ],
    [
      [
        "Zu den Geräten, die Sie von uns haben: Alle {all_covered|number:0} stehen heute unter Garantie; als Erstes endet die für Ihr Gerät {next_product}, am {next_end|date}.",
        "Zu den Geräten, die Sie von uns haben: Von {units|number:0} {some_covered|plural:one=steht eines,other=stehen #} heute unter Garantie; als Nächstes endet die für Ihr Gerät {next_product}, am {next_end|date}.",
        "Zu den {none_covered|number:0} Geräten, die Sie von uns haben: Die Garantien darauf sind inzwischen abgelaufen.",
      ],
      [
        "Die Tabelle unten zeigt {units|plural:one=die Einzelheiten,other=den Stand}. Wenn Sie weiterhin abgesichert sein möchten, sagen Sie mir, für welches Gerät, und ich melde mich mit dem, was möglich ist.",
      ],
    ],
    [["Wann passt Ihnen ein Gespräch? Eine kurze Antwort mit einem Tag genügt."]],
  ],
};

const french = {
  locale: "fr-FR",
  words: { "m.": "Monsieur", mme: "Madame", dr: "Docteur", "dr.": "Docteur", pr: "Professeur" },
  subjects: [
    "{viewed_1} : puis-je vous en montrer davantage ?",
    "Votre garantie jusqu’au {next_end|date}, et ce que nous pouvons faire pour vous",
    "Vos appareils Meridian : où en sont les garanties",
  ],
  report: [
    [["Bonjour {salutation|word} {last_name},", "Bonjour {first_name} {last_name},", "Bonjour {contact},", "Bonjour,"]],
    [
      [
        "Merci pour {orders|plural:one=la commande passée,other=les # commandes passées} par votre établissement ({account}) au cours de l’année écoulée.",
        "Merci de la confiance que vous nous avez accordée au cours de l’année écoulée.",
      ],
    ],
    [
      [
        "Votre équipe a récemment regardé ces produits : {viewed_1}, {viewed_2} et {viewed_3}.",
        "Votre équipe a récemment regardé deux de nos produits : {viewed_1} et {viewed_2}.",
        "Votre équipe a récemment regardé ce produit : {viewed_1}.",
      ],
      [
        "{pictures|plural:one=Vous en trouverez une photo,other=Vous en trouverez des photos} ci-dessous. Si cela peut vous être utile, je vous en ferai volontiers la démonstration, dans votre laboratoire ou au téléphone, et répondrai à ce que le catalogue ne dit pas.",
      ],
    ],
    [
      [
        "Quant aux appareils que vous avez déjà : les {all_covered|number:0} sont tous sous garantie aujourd’hui ; la première à prendre fin est celle du {next_product}, le {next_end|date}.",
        "Quant aux appareils que vous avez déjà : sur {units|number:0}, {some_covered|plural:one=un est,other=# sont} sous garantie aujourd’hui ; la prochaine à prendre fin est celle de votre appareil {next_product}, le {next_end|date}.",
        "Quant aux {none_covered|number:0} appareils que vous avez déjà : leurs garanties ont pris fin.",
      ],
      [
        "Le tableau ci-dessous {units|plural:one=en donne le détail,other=fait le point}. Si vous souhaitez rester couverts, dites-moi pour lequel, et je reviendrai vers vous avec ce qui est possible.",
      ],
    ],
    [["Quand pourrions-nous en parler ? Une courte réponse avec un jour qui vous convient suffit."]],
  ],
};

export const followUp: Phrasebook = {
  name: "follow-up",
  defaultLanguage: "en",
  languages: { en: english, de: german, fr: french },
};
