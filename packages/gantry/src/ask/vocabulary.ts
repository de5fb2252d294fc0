// What people say, by what they mean: English first, then French and German. Compared without case and accents.
import type { Catalog } from "../catalog/index.ts";
import type { FlowDocument } from "../flow/index.ts";
import { functionWords } from "./function-words.ts";
import { plainWords } from "./words.ts";

/** A meaning, and the phrases that carry it. */
const meanings: Readonly<Record<string, string>> = {
  customer:
    "customer, customers, client, clients, account, accounts, company, companies, kunde, kunden, kundin, clientele, clientes, entreprise, entreprises, entreprises clientes",
  leaving:
    "jump ship, walk out on us, thinking of leaving, thinking about leaving, drop us, part ways, switch away, wobbling, shaky, on the fence, slip away, slipping away, say goodbye, nous lacher, sur le depart, nous echapper, susceptibles de partir, susceptibles de resilier, menacent de partir, pourraient partir, fuite, churner, auf der kippe, wackeln, weglaufen, verloren gehen, kundigungsgefahr, kundigungsgefahrdet, kundigungsgefahrdete, kundigungsgefahrdeten, absprunggefahrdet, abspringen konnten, kundigen konnten, abwanderungsgefahr, verlustgefahr, at risk of leaving, at risk, at most risk, most at risk, risk of leaving, leaving, leave, leave us, churn, churning, churn risk, risk of churn, churn probability, likely to churn, attrition, might leave, about to leave, walk away, quit, quitting, defect, lose, losing, danger, in danger, in jeopardy, cancel, cancelling, quit us, risk, risks, risky, endangered, likely, most likely, highest risk, turn away, " +
    "a risque, risque de partir, risque de nous quitter, risque de depart, risquent de partir, risquent de nous quitter, risquent, risque, risques, partir, quitter, nous quitter, depart, perdre, resilier, resiliation, menaces, menacent, en danger, attrition, " +
    "gefahrdet, gefahrdete, gefahrdeten, abwanderungsgefahrdet, abwanderungsgefahrdete, abwanderungsgefahrdeten, abwandern, abwanderung, abwanderungsrisiko, abzuwandern, abspringen, abzuspringen, verlassen, zu verlassen, kundigen, zu kundigen, kundigung, kundigungen, abgang, risiko, gefahr, verlieren, zu verlieren, drohen, droht",
  draft:
    "draft, drafts, drafting, write, compose, prepare, create, generate, propose, send, make, produce, put together, come up with, redige, rediger, redigez, cree, creer, creez, ecris, ecrire, ecrivez, prepare, preparer, preparez, brouillon, brouillons, entwirf, entwerfe, entwerfen, schreib, schreibe, schreiben, verfasse, verfassen, erstelle, erstellen, entwurf, entwurfe, formuliere, mach, mache, machen, erzeuge, erzeugen, fertige, sende, senden, schick, schicke, schicken, envoie, envoyer, envoyez",
  email:
    "note, notes, mailing, mailings, mot, petit mot, zeilen, e mail entwurf, mailentwurf, email, emails, e mail, e mails, mail, mails, letter, letters, message, messages, courriel, courriels, courrier, courriers, lettre, lettres, schreiben, brief, briefe, nachricht, nachrichten",
  retention:
    "retention, retain, retaining, keep, keep them, stay, stay with us, hold on to, win back, winback, rester, garder, bleiben, behalten, fidelisation, fideliser, retenir, conserver, kundenbindung, bindung, binden, halten, bindungsmail, ruckgewinnung",
  renewal: "renewal, renewals, renew, renewing, up for renewal, renouvellement, echeance, verlangerung, erneuerung",
  sales:
    "sales, sale, sold, selling, verkauf, revenue, revenues, turnover, order intake, bookings, ventes, vente, vendu, vendus, chiffre d affaires, umsatz, umsatze, umsatzes, verkaufe, verkaufen, verkauft, verkaufszahlen, erlose, auftragseingang",
  trend:
    "fared, trend, trends, develop, developed, developing, development, developments, evolve, evolved, evolution, go, went, perform, performed, performance, course, trajectory, tendance, tendances, evolue, evoluer, entwicklung, entwicklungen, entwickelt, entwickelten, entwickelte, verlauf, verlaufen, gelaufen, umsatzentwicklung, lief, liefen",
  change:
    "what happened, happened, move, moved, moving, dropping, falling, rising, slump, dip, que s est il passe, s est il passe, bouge, chute, recule, progresse, baisse, ont baisse, ont augmente, ont change, was ist passiert, passiert, gefallen, fiel, fielen, sank, sanken, eingebrochen, zuruckgegangen, zugelegt, bewegt, grunde fur, change, changes, changed, difference, grow, grew, grown, growth, rise, rose, risen, increase, increased, fall, fell, fallen, decline, declined, drop, dropped, driver, drivers, drove, changement, changements, varie, croissance, hausse, baisse, augmente, diminue, veranderung, veranderungen, verandert, anderung, wachstum, gewachsen, ruckgang, gestiegen, gesunken, treiber",
  summary:
    "rundown, run down, wrap up, walk me through, take stock, point sur, faire le point, tour d horizon, recapitule, recapitulatif, zusammenzufassen, fasst zusammen, kurzfassung, resumee, uberblick uber, summarize, summarise, summarized, summarised, summary, report, reports, briefing, write up, rapport, bilan, compte rendu, bericht, berichte, auswertung, sum up, overview, recap, digest, brief me, resume, resumer, resumez, synthese, apercu, zusammenfassung, zusammenfassen, fasse zusammen, fassen sie zusammen, fasse, zusammen, uberblick",
  chart:
    "chart, charts, graph, graphs, plot, plots, diagram, diagrams, diagramm, visualize, visualise, visualization, visualisation, picture, draw, bar chart, line chart, graphique, graphiques, diagramme, diagrammes, courbe, dessine, grafik, grafiken, schaubild, kurve, zeichne",
  comparison:
    "vorjahresvergleich, comparatif, mit dem vorjahr, compare, compared, comparison, versus, vs, against, relative to, year over year, year on year, comparing, comparer, comparaison, par rapport, vergleich, vergleiche, verglichen, gegenuber, im vergleich",
  image:
    "stimmungsbild, stimmungsbilder, stimmungsbildern, ambientebilder, ambientefotos, lifestyle bild, lifestyle bilder, lifestyle bildern, lifestyle foto, lifestyle fotos, lifestylebilder, lifestylefotos, lifestyle visuals, lifestyle shots, lifestyle photos, visuels d ambiance, visuels lifestyle, images lifestyle, photos lifestyle, mood pictures, mood shots, mood images, shots, image, images, picture, product picture, product pictures, lifestyle image, lifestyle images, lifestyle picture, lifestyle pictures, images d ambiance, photos d ambiance, photo, photos, photograph, photographs, pictures, pics, produktbild, visual, visuals, visuel, visuels, photographie, photographies, bild, bilder, bildern, foto, fotos, produktbilder",
  description:
    "blurb, blurbs, product blurbs, texts, wording, fiche produit, fiches produits, fiches, argumentaires, produkttext, produkttexten, textbausteine, description, descriptions, copy, marketing copy, marketing texts, werbetexte, textes marketing, product copy, texts, texte, textes, describe, describes, describing, product text, product texts, decris, decrire, decrivez, descriptif, descriptifs, beschreibung, beschreibungen, beschreib, beschreibe, beschreiben, produktbeschreibung, produktbeschreibungen, produkttexte",
  collection: "collection, line up, range, collections, kollektion, kollektionen, gamme",
  viewed:
    "viewed, have viewed, looked at, have looked at, browsed, saw, seen, have seen, checked out, interested in, regarde, regardes, regardees, consulte, consultes, vus, ont vus, angesehen, betrachtet, betrachteten, angesehene, angesehenen, angeschaut",
  warranty:
    "warranty, warranties, when their warranties end, when their warranty ends, warranty end dates, guarantee, guarantees, garantie, garanties, garantien, gewahrleistung",
  followup: "follow up, follow ups, followup, followups, nachfass, nachfassen, relance, relances, suivi, mail de suivi",
  document:
    "document, documents, documentation, manual, manuals, handbook, user guide, terms and conditions, terms of service, warranty terms, sales terms, service terms, warranty policy, policy, policies, guideline, guidelines, data sheet, our terms, manuel, manuels, notice, mode d emploi, conditions generales, conditions de garantie, conditions de vente, politique, politique de garantie, dokument, dokumente, dokumenten, handbuch, handbucher, handbuchern, anleitung, anleitungen, bedienungsanleitung, unterlagen, garantiebedingungen, bedingungen, geschaftsbedingungen, agb, richtlinie, richtlinien",
  statement:
    "say, says, said, state, states, stated, mention, mentions, according to, tell us, dit, disent, indique, indiquent, mentionne, mentionnent, prevoit, selon, d apres, sagt, sagen, steht, stehen, besagt, gemass, laut",
  /** What a score says of itself. */
  explanation:
    "reason, reasons, why, probability, probabilities, likelihood, score, scores, explain, explanation, raison, raisons, pourquoi, probabilite, grund, grunde, grunden, warum, wahrscheinlichkeit, begrundung",
  left: "left, churned, lost, gone, have left, has left, partis, perdus, abgewandert, gekundigt, verloren",
};

/** Carry no meaning of their own here: asking, pointing, joining. Never words that add a condition. */
const filler =
  "show, me, us, please, as, list, give, tell, find, get, see, display, identify, look, up, which, who, whom, whose, what, are, is, be, being, been, the, a, an, of, our, my, we, for, in, on, to, at, and, that, those, these, this, them, their, they, there, it, its, each, every, one, all, any, with, can, could, may, might, will, would, you, i, want, need, like, have, has, do, does, let, know, about, also, then, currently, now, personalized, personalised, personal, tailored, individual, individually, appropriate, from, by, so, if, right, going, am, only, just, hi, hello, among, wich, whch, region, regions, segment, segments, period, during, within, located, based, sized, " +
  "montre, montrez, moi, nous, affiche, affichez, liste, listez, donne, donnez, trouve, trouvez, quel, quels, quelle, quelles, qui, sont, est, les, le, la, l, des, du, de, d, un, une, notre, nos, mes, pour, en, dans, a, au, aux, et, que, ceux, celles, chacun, chacune, chaque, tous, toutes, avec, peux, peut, pouvez, tu, vous, je, veux, voudrais, s, il, te, plait, personnalise, personnalisee, personnalises, personnalisees, ce, cet, cette, ces, leur, eux, ils, elles, sur, nombre, " +
  "zeig, zeige, zeigen, mir, uns, bitte, liste, gib, nenne, nennen, finde, welche, welcher, welches, welchen, wer, sind, ist, der, die, das, den, dem, ein, eine, einen, einer, eines, unsere, unserer, unseren, unser, meine, fur, im, an, und, dass, jeden, jede, jedem, jeder, jedes, unserem, unseres, meinen, meinem, denen, deren, auch, sollten, konnten, einem, jeweils, alle, allen, mit, kann, konnen, konnte, konnten, du, sie, ich, mochte, will, wir, personliche, personlichen, personliches, personlicher, personalisierte, ihnen, ihr, diese, dieser, diesem, dieses, von, zu, es, davon, werden, wird, region, sich, " +
  // Each of those that are listed gets one: what a flow does anyway.
  "how, comment, wie, als, sous forme, m, re, ve, ll, worried, concerned, afraid, susceptible, susceptibles, short, brief, kurze, kurzen, kurzer, add, added, included, attach, attached, ajoute, ajouter, ajoutez, inclus, fuge, hinzu, showing, featuring, plus, per, pro, je, individuelle, individuellen, respective, list, liste";

/** Other names of members of common enums. What is only a part of a member stands under `narrower`. */
const members: Readonly<Record<string, string>> = {
  emea: "emea, europe middle east and africa, europe the middle east and africa, europe middle east africa, europe moyen orient et afrique, europe moyen orient afrique, europa naher osten und afrika, europa mittlerer osten und afrika",
  amer: "amer, america, americas, the americas, north and south america, amerique, ameriques, les ameriques, amerika, nord und sudamerika",
  apac: "apac, asia pacific, asia and the pacific, asia and pacific, asie pacifique, asien pazifik, asien und pazifik",
  enterprise:
    "grande taille, de grande taille, large sized, enterprise, enterprises, key account, key accounts, major account, major accounts, large, big, large enterprise, corporate, grands comptes, grand compte, grandes entreprises, grande entreprise, grosskunden, grosse, grossen, grossunternehmen, konzerne, unternehmenskunden, enterprise kunden",
  "mid-market":
    "taille moyenne, de taille moyenne, moyenne taille, taille intermediaire, mid tier, mittelgross, mittelgrosse, mittelgrossen, mittelgrosser, mid market, midmarket, midsize, mid size, mid sized, midsized, medium, medium sized, medium size, moyennes entreprises, moyens, eti, marche intermediaire, mittelstand, mittelstandische, mittelstandischen, mittlere, mittleren",
  summer: "summer, ete, sommer",
  classic: "classic, classics, classique, klassik, klassisch, klassische, klassischen",
  small:
    "petite taille, de petite taille, small sized, small, smb, smbs, small business, small businesses, small and medium, smaller, petits, petites, petites entreprises, pme, tpe, kleine, kleinen, kleinkunden, kleinunternehmen",
};

/** Parts of a member: naming one is not naming the whole. */
const narrower: Readonly<Record<string, string>> = {
  emea: "europe, middle east, africa, european union, eu, dach, uk, europa, afrika, afrique",
  amer: "north america, south america, latin america, latam, usa, us only, united states, canada, nordamerika, sudamerika",
  apac: "asia, pacific, oceania, asien, asie",
};

/** Words of a flow's own asks, by what else people say for them. */
const equivalents: Readonly<Record<string, string>> = {
  new: "brand new, neu, neue, neuen, neuer, neues, nouveau, nouvel, nouvelle, nouveaux, nouvelles",
  top: "best, biggest, largest, leading, main, most important, beste, besten, grosste, grossten, wichtigste, wichtigsten, umsatzstarkste, umsatzstarksten, meilleur, meilleurs, meilleures, plus gros, plus grands, plus importants, principaux",
  best: "top, biggest, largest, beste, besten, meilleurs",
  follow: "followup, nachfass, nachfassen, nachfasse, suivi, relance, relances",
  information:
    "info, infos, details, status, state, terms, angaben, informationen, auskunft, hinweise, renseignements, etat",
  products: "articles, items, produits, produkte, produkten, instruments, appareils, gerate",
  exposing: "sending, sharing, giving, showing, leaking, handing, revealing",
  external: "outside, foreign, third party, externe, externen",
  product: "article, item, produits, produkte, produkt, produit",
  entire: "whole, all, full, gesamte, ganze, toute, entiere",
};

/** A word, and what may stand for it in a question. */
export const saidFor = (word: string): readonly string[] => [
  word,
  ...(equivalents[word] ?? "").split(", ").filter(Boolean),
];

const phrasesOf = (list: string): readonly (readonly string[])[] =>
  list
    .split(",")
    .map((phrase) => plainWords(phrase))
    .filter((phrase) => phrase.length > 0);

export interface Vocabulary {
  /** Meaning → phrases, longest first. */
  readonly meanings: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly filler: ReadonlySet<string>;
}

const longestFirst = (phrases: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  phrases.toSorted((a, b) => b.length - a.length);

/** The words of the trade, with the catalog's subjects and their synonyms joined to those they share a word with. */
export const vocabularyOf = (subjects: Catalog["subjects"]): Vocabulary => {
  const all = new Map(Object.entries(meanings).map(([name, list]) => [name, [...phrasesOf(list)]]));
  for (const subject of subjects) {
    const phrases = [subject.name, `${subject.name}s`, ...subject.synonyms].map(plainWords);
    all.set(subject.name, [...(all.get(subject.name) ?? []), ...phrases]);
  }
  return {
    meanings: new Map([...all].map(([name, phrases]) => [name, longestFirst(phrases)])),
    filler: new Set([...functionWords, ...phrasesOf(filler).flat()]),
  };
};

/** Words that a question may well hold without naming anybody: the trade's, and those of the flows. In lower case. */
export const ordinaryWords = (flows: readonly FlowDocument[], vocabulary: Vocabulary): ReadonlySet<string> => {
  const fields = flows.flatMap((flow) => Object.entries(flow.input));
  const values = fields.flatMap(([, field]) => (field.kind === "one-of" ? field.values : []));
  const texts = [
    ...flows.flatMap((flow) => [flow.name, flow.title, flow.purpose, ...flow.asks]),
    ...fields.flatMap(([name, field]) => [name, field.title ?? "", String(field.default ?? "")]),
    ...values.flatMap((value) => [value, members[value.toLowerCase()] ?? "", narrower[value.toLowerCase()] ?? ""]),
  ];
  const phrases = [...vocabulary.meanings.values()].flat(2);
  // As they are compared, and as they are written.
  const written = texts.flatMap((text) => text.toLowerCase().match(/[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu) ?? []);
  return new Set([...vocabulary.filler, ...phrases, ...texts.flatMap(plainWords), ...written]);
};

/** Names of a member of an enum, itself first. */
export const namesOf = (member: string): readonly (readonly string[])[] =>
  longestFirst([plainWords(member), ...phrasesOf(members[member.toLowerCase()] ?? "")]);

/** Names of what is only a part of a member. */
export const partsOf = (member: string): readonly (readonly string[])[] =>
  longestFirst(phrasesOf(narrower[member.toLowerCase()] ?? ""));
