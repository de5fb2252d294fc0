// The words that make a question of a catalog's vocabulary, in English, French and German. Compared without case and accents.
import { plainWords } from "../words.ts";

export type Grain = "day" | "week" | "month" | "quarter" | "year";

export type Cue =
  | "count"
  | "amount"
  | "value"
  | "most"
  | "least"
  | "share"
  | "compare"
  | "not"
  | "nor"
  | "or"
  | "and"
  | "by"
  | "more"
  | "less"
  | "at-least"
  | "at-most"
  | "between"
  | "average"
  | "trend"
  | "chart"
  | "list"
  | "which"
  | "only"
  | "with"
  | "euro"
  | "before"
  | "a-year-before"
  | "doing"
  | "change"
  | `grain:${Grain}`;

const cues: Readonly<Record<Cue, string>> = {
  count:
    "how many, number of, numbers of, the number of, count, count of, combien de, combien d, combien y a t il de, nombre de, nombre d, le nombre de, le nombre d, nombre des, nb, nb de, nb d, nbre, nbre de, nbre d, nombre total de, total number of, total count of, no of, wie viele, wieviele, anzahl, anzahl der, die anzahl, die zahl der, zahl der, die zahl",
  amount:
    "how much, what is, what was, what are, what were, what s, total, totals, in total, sum, sum of, overall, combien, quel est, quelle est, quel a ete, quelle a ete, quel etait, quels sont, quelles sont, montant total, somme, total de, total des, wie hoch, wie viel, wieviel, wie gross, was ist, was war, gesamt, gesamte, gesamter, summe, insgesamt",
  value: "value, worth, amount, volume, valeur, montant, wert, volumen, betrag",
  most: "rank, ranked, ranking, top, best, biggest, largest, strongest, highest, most, greatest, most important, important, key, main, meilleur, meilleurs, meilleure, meilleures, plus gros, plus grand, plus grands, plus grande, plus grandes, plus eleve, plus eleves, plus important, plus importants, le plus, le plus de, le plus d, les plus, la plus grande, grosster, grosste, grossten, grosstem, besten, beste, bester, starksten, hochsten, hochste, meisten, meiste, am meisten, am besten, am starksten, wichtigsten, wichtigste, rangliste, classement, classe, classez",
  least:
    "worst, lowest, smallest, fewest, least, weakest, poorest, moins, le moins, le moins de, le moins d, les moins, plus petit, plus petits, plus faible, plus faibles, plus bas, niedrigsten, niedrigste, kleinsten, kleinste, wenigsten, am wenigsten, schwachsten, schlechtesten, geringsten",
  share:
    "percent, in percent, pct, per cent, in per cent, pour cent, en pour cent, en pourcentage, prozent, in prozent, what part, what part of, what fraction, what fraction of, share, shares, share of, percentage, percentage of, what percentage, what percentage of, percent of, what percent of, proportion, proportion of, fraction, part, part de, part des, part du, parts, pourcentage, pourcentage de, pourcentage des, quelle part, quel pourcentage, anteil, anteile, anteil der, prozentsatz, wie viel prozent, wieviel prozent, welcher anteil, welcher prozentsatz, prozentualer anteil",
  compare:
    "compare, compares, comparison, comparison of, compared, compared to, compared with, versus, vs, against, relative to, in comparison to, in comparison with, comparing, comparez, comparer, compare a, par rapport a, par rapport au, comparaison, contre, face a, vergleiche, vergleich, im vergleich zu, im vergleich zum, im vergleich mit, im vergleich, verglichen mit, gegenuber, gegenuber dem",
  not: "not, no, except, except for, excluding, without, outside, outside of, other than, but not, neither, aside from, apart from, never, sauf, hors, excepte, a l exception de, a l exception des, sans, pas, en dehors de, hors de, aucun, aucune, jamais, ausser, ohne, nicht, kein, keine, keinen, weder, nichts, nie, rien, non, nothing, niemals, but no, mais pas, aber nicht, aber kein, aber keine, nor yet, don t, doesn t, didn t, wasn t, weren t, hadn t, ausserhalb, ausserhalb von, ausgenommen, mit ausnahme von, isn t, aren t, haven t, hasn t",
  nor: "nor, ni, noch, nor in",
  or: "or, ou, oder, either",
  and: "and, et, und, as well as, sowie, plus",
  by: "by, ranked by, measured by, based on, according to, in terms of, selon, en termes de, en fonction de, gemessen an, nach hohe, per, across, for each, in each, by each, of each, for every, broken down by, split by, grouped by, par, pour chaque, dans chaque, de chaque, chaque, each, every, nach, pro, je, fur jede, fur jeden, fur jedes, aufgeschlusselt nach, gruppiert nach, aufgeteilt nach, ventile par, ventilees par",
  more: "more than, over, above, greater than, exceeding, larger than, higher than, plus de, plus d, de plus de, de plus d, superieur a, superieure a, superieurs a, au dessus de, mehr als, uber, hoher als, grosser als, oberhalb von",
  less: "less than, under, below, fewer than, cheaper than, smaller than, lower than, moins de, moins d, de moins de, inferieur a, inferieure a, en dessous de, weniger als, unter, kleiner als, niedriger als, unterhalb von",
  "at-least": "at least, no less than, au moins, mindestens",
  "at-most": "at most, no more than, up to, not more than, jusqu a, bis zu, au plus, hochstens, maximal",
  between: "between, entre, zwischen",
  average:
    "average, mean, avg, on average, moyen, moyenne, moyens, en moyenne, durchschnittlich, durchschnittliche, durchschnittlicher, durchschnittlichen, durchschnitt, im durchschnitt, mittlerer",
  trend:
    "trend, trends, develop, developed, developing, development, evolve, evolved, evolution, over time, course, tendance, tendances, evolution, evolue, entwicklung, entwickelt, entwickelten, verlauf, zeitlicher verlauf, change over time, changed over time",
  chart:
    "chart, charts, a chart of, graph, plot, diagram, visualize, visualise, visualization, draw, draw a chart, draw a chart of, bar chart, line chart, as a chart, as a graph, graphique, graphiques, un graphique, diagramme, dessine, dessine un graphique, courbe, en graphique, sous forme de graphique, diagramm, ein diagramm, grafik, zeichne, zeichne ein diagramm, als diagramm, als grafik, schaubild, saulendiagramm, balkendiagramm, kreisdiagramm, tortendiagramm, liniendiagramm, histogramm, pie chart, column chart, histogram, as a bar chart, as a line chart, as a pie chart, camembert, histogramme, diagramme en barres, diagramme circulaire, en camembert, en courbe, in a chart, in a graph, als balkendiagramm, als kreisdiagramm, als liniendiagramm",
  list: "list, show, show me, name, liste, montre, montre moi, affiche, zeige, zeig, nenne, liste auf, auf",
  which:
    "which, who, whose, that, quels, quelles, quel, quelle, qui, lesquels, lesquelles, welche, welcher, welches, welchen, welchem, wer, die, der",
  only: "only, just, solely, uniquement, seulement, nur, ausschliesslich",
  with: "with, having, that have, who have, which have, have, has, avec, ayant, ont, qui ont, mit, haben, hat, die haben",
  euro: "euro, euros, eur, €",
  change:
    "growth, grow, grew, grown, growing, increase, increased, decrease, decreased, decline, declined, change, changes, changed, difference, up or down, rise, risen, fall, fallen, croissance, progression, hausse, baisse, variation, difference, ecart, wachstum, gewachsen, veranderung, verandert, unterschied, zuwachs, ruckgang, gestiegen, gesunken, zugenommen, abgenommen",
  before:
    "the one before, the previous one, previous one, one before, celui d avant, le precedent, davor, zuvor, the quarter before, the month before, the year before that, the week before, quarter before, month before, week before, the period before, previous period, the previous quarter, the previous month, the previous year, the prior quarter, the prior month, prior quarter, prior month, quarter over quarter, month over month, trimestre precedent, le trimestre precedent, mois precedent, le mois precedent, periode precedente, la periode precedente, vorquartal, dem vorquartal, zum vorquartal, vormonat, dem vormonat, zum vormonat, das quartal davor, quartal davor, dem quartal davor, monat davor, dem monat davor, der vorperiode",
  "a-year-before":
    "a year ago, one year ago, a year before, a year earlier, one year before, the year before, the same quarter last year, same quarter last year, the same month last year, same month last year, the same period last year, same period last year, same quarter a year ago, last year s quarter, year over year, year on year, il y a un an, un an plus tot, un an auparavant, meme trimestre de l annee derniere, le meme trimestre de l annee derniere, meme mois de l annee derniere, le meme mois de l annee derniere, meme periode de l annee derniere, trimestre de l annee derniere, annee precedente, l annee precedente, vor einem jahr, vorjahresquartal, zum vorjahresquartal, dem vorjahresquartal, vorjahresmonat, dem vorjahresmonat, zum vorjahr, vorjahr, dem vorjahr, vorjahreszeitraum, dem vorjahreszeitraum",
  doing:
    "how are we doing, how are things, how is business, the numbers, numbers, figures, the figures, key figures, comment allons nous, comment ca va, les chiffres, chiffres, wie lauft es, wie geht es uns, wie stehen wir da, die zahlen, zahlen",
  "grain:day": "daily, per day, by day, each day, quotidien, par jour, chaque jour, taglich, pro tag, nach tagen",
  "grain:week":
    "weekly, per week, by week, each week, week by week, hebdomadaire, par semaine, chaque semaine, wochentlich, wochentliche, pro woche, nach woche, nach wochen, je woche",
  "grain:month":
    "monthly, and month, and by month, et mois, et par mois, und monat, und nach monat, per month, by month, each month, every month, month by month, mensuel, mensuelle, mensuels, mensuelles, par mois, chaque mois, monatlich, monatliche, monatlicher, monatlichen, monatliches, pro monat, nach monat, nach monaten, je monat, jeden monat",
  "grain:quarter":
    "quarterly, and quarter, et trimestre, und quartal, per quarter, by quarter, each quarter, every quarter, trimestriel, trimestrielle, par trimestre, chaque trimestre, quartalsweise, pro quartal, nach quartal, nach quartalen, je quartal, jedes quartal",
  "grain:year":
    "yearly, annually, per year, by year, each year, every year, annuel, annuelle, par an, par annee, chaque annee, jahrlich, pro jahr, nach jahr, nach jahren, je jahr, jedes jahr",
};

/** Phrases of all cues, each with what it says. */
export const cuePhrases: readonly { readonly cue: Cue; readonly phrase: readonly string[] }[] = Object.entries(
  cues,
).flatMap(([cue, list]) =>
  list
    .split(", ")
    .map((text) => ({ cue: cue as Cue /* a key of `cues` */, phrase: text === "€" ? ["€"] : plainWords(text) })),
);

/** Carry nothing of their own beside the cues. */
export const furtherFiller: ReadonlySet<string> = new Set(
  plainWords(
    `did get got made make makes come comes coming came been was were had having still both than then s t re ve some most
     how comment wie ihre ihren ihrem ihrer sein seine where when there into out up off do does during there our ours its their us we you your question amongst together
     bring brought brings generate generated earn earned give gave placed using let lets please kindly overview such
     ne n on y sont etait etaient ete avons avez as a t elle elles ils leurs notre nos toutes tous vient viennent encore
     combien entre se faire fait font partie doivent devons rapporte rapportent apporte apportent produit generent
     gehort gehoren haben hatten hatte wurde wurden worden waren war hat haben gab gibt ging gingen kommt kommen
     brachte brachten bringen macht machen gemacht erzielt erzielten stammt stammen aus ein bei noch als zur zum dem
     deren hoch unsrer unserem unseren unsere alle aller allen doch mal denn sowie dabei uns sich unter andere anderen`,
  ),
);
