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
  | "exactly"
  | "including"
  | "than"
  | "maximum"
  | "minimum"
  | "newest"
  | "oldest"
  | "ascending"
  | "descending"
  | "unit"
  | `grain:${Grain}`;

const cues: Readonly<Record<Cue, string>> = {
  count:
    "total number, quantity of, how many different, how many distinct, count the number of, effectif de, how many, number of, numbers of, the number of, count, count of, combien de, combien d, combien y a t il de, nombre de, nombre d, le nombre de, le nombre d, nombre des, nb, nb de, nb d, nbre, nbre de, nbre d, nombre total de, total number of, total count of, no of, wie viele, wieviele, combien, anzahl, anzahl der, die anzahl, die zahl der, zahl der, die zahl",
  amount:
    "how much, what is, what was, what are, what were, what s, total, totals, in total, overall, combien, quel est, quelle est, quel a ete, quelle a ete, quel etait, quels sont, quelles sont, total de, total des, wie hoch, wie viel, wieviel, wie gross, was ist, was war, gesamt, gesamte, gesamter, insgesamt",
  value:
    "sum, sum of, the sum of, sum up, total amount, total amount of, total value, total value of, the total value of, total volume, total volume of, volume of, amount of, size, sizes, montant total, montant total des, somme, somme des, somme de, la somme des, valeur totale, valeur totale des, summe, summe der, die summe der, gesamtsumme, gesamtsumme der, gesamtbetrag, gesamtbetrag der, gesamtwert, gesamtwert der, gesamtvolumen, value, worth, amount, volume, valeur, montant, wert, volumen, betrag",
  most: "most often, most frequently, most frequent, busiest, best performing, top performing, strongest performing, bestselling, best selling, top selling, leading, largest number of, highest number of, most number of, biggest number of, le mieux, le plus souvent, le plus grand nombre de, principaux, principales, meist, am haufigsten, haufigste, haufigsten, fuhrende, fuhrenden, grosste anzahl, hochste anzahl, starkste, starkster, starkstes, hochster, hochstes, grosstes, bestes, rank, ranked, ranking, top, best, biggest, largest, strongest, highest, most, greatest, most important, important, key, main, meilleur, meilleurs, meilleure, meilleures, plus gros, plus grand, plus grands, plus grande, plus grandes, plus eleve, plus eleves, plus important, plus importants, le plus, le plus de, le plus d, les plus, la plus grande, grosster, grosste, grossten, grosstem, besten, beste, bester, starksten, hochsten, hochste, meisten, meiste, am meisten, am besten, am starksten, wichtigsten, wichtigste, rangliste, classement, classe, classez",
  least:
    "worst performing, lowest performing, weakest performing, lowest number of, smallest number of, least number of, slowest selling, worst selling, least often, poorest selling, le moins souvent, le plus petit nombre de, am seltensten, seltenste, seltensten, niedrigster, niedrigstes, geringste, geringster, kleinste, kleinster, worst, lowest, smallest, fewest, least, weakest, poorest, moins, le moins, le moins de, le moins d, les moins, plus petit, plus petits, plus faible, plus faibles, plus bas, niedrigsten, niedrigste, kleinsten, kleinste, wenigsten, am wenigsten, schwachsten, schlechtesten, geringsten",
  share:
    "ratio of, portion of, what portion of, how big a share of, how large a share of, quote part, quelle proportion, quelle proportion de, en proportion, anteilig, anteilsmassig, prozentual, prozentuale, percent, in percent, pct, per cent, in per cent, pour cent, en pour cent, en pourcentage, prozent, in prozent, what part, what part of, what fraction, what fraction of, share, shares, share of, percentage, percentage of, what percentage, what percentage of, percent of, what percent of, proportion, proportion of, fraction, part, part de, part des, part du, parts, pourcentage, pourcentage de, pourcentage des, quelle part, quel pourcentage, anteil, anteile, anteil der, prozentsatz, wie viel prozent, wieviel prozent, welcher anteil, welcher prozentsatz, prozentualer anteil",
  compare:
    "differ, differs, differ from, difference between, the difference between, differences between, gap between, stack up, stack up against, stacks up against, as opposed to, side by side, compared against, compare with, compare to, difference entre, differences entre, la difference entre, comparativement a, comparativement au, comparee a, comparees a, compares a, vis a vis, unterscheidet sich, unterscheiden sich, unterscheidet, unterscheiden, unterschied zwischen, der unterschied zwischen, verglichen, im gegensatz zu, nebeneinander, gegen, compare, compares, comparison, comparison of, compared, compared to, compared with, versus, vs, against, relative to, in comparison to, in comparison with, comparing, comparez, comparer, compare a, par rapport a, par rapport au, comparaison, contre, face a, vergleiche, vergleich, im vergleich zu, im vergleich zum, im vergleich mit, im vergleich, verglichen mit, gegenuber, gegenuber dem",
  not: "none of, not a single, not any, zero, lacking, with no, besides, that are not, who are not, which are not, didn t ever, couldn t, won t, wouldn t, can t, excl, excluding the, not including, not counting, leaving out, hormis, a part, exclu, excluant, hors de la, n ont aucun, n ont aucune, keinerlei, keins, abgesehen von, exklusive, bis auf, not, no, except, except for, excluding, without, outside, outside of, other than, but not, neither, aside from, apart from, never, sauf, hors, excepte, a l exception de, a l exception des, sans, pas, en dehors de, hors de, aucun, aucune, jamais, ausser, ohne, nicht, kein, keine, keinen, weder, nichts, nie, rien, non, nothing, niemals, but no, mais pas, aber nicht, aber kein, aber keine, nor yet, don t, doesn t, didn t, wasn t, weren t, hadn t, ausserhalb, ausserhalb von, ausgenommen, mit ausnahme von, isn t, aren t, haven t, hasn t",
  nor: "nor, ni, noch, nor in",
  or: "or, ou, oder",
  and: "and, et, und, as well as, sowie, plus",
  by: "group by, grouped per, segmented by, divided by, sorted by, ordered by, order by, sort by, ranked according to, for the different, for the individual, for the various, for all the, with respect to, suivant, reparti par, repartie par, repartis par, reparties par, repartition par, ventile par, ventilee par, ventiles par, pour les differents, pour les differentes, classe par, trie par, trie selon, unterteilt nach, gegliedert nach, aufgegliedert nach, heruntergebrochen auf, verteilt auf, sortiert nach, geordnet nach, fur die einzelnen, in den einzelnen, by, ranked by, measured by, based on, according to, in terms of, selon, en termes de, en fonction de, gemessen an, nach hohe, per, across, for each, in each, by each, of each, for every, broken down by, split by, grouped by, par, pour chaque, dans chaque, de chaque, chaque, each, every, nach, pro, je, fur jede, fur jeden, fur jedes, aufgeschlusselt nach, gruppiert nach, aufgeteilt nach, ventile par, ventilees par",
  more: "bigger than, more expensive than, in excess of, upwards of, older than, beyond, plus que, plus eleve que, plus cher que, plus chers que, excedant, depassant, plus grand que, teurer als, hoher wie, more than, over, above, greater than, exceeding, larger than, higher than, plus de, plus d, de plus de, de plus d, superieur a, superieure a, superieurs a, au dessus de, mehr als, uber, hoher als, grosser als, oberhalb von",
  less: "cheaper than, smaller than, lower than, moins cher que, moins chers que, moins que, plus petit que, billiger als, gunstiger als, less than, under, below, fewer than, cheaper than, smaller than, lower than, moins de, moins d, de moins de, inferieur a, inferieure a, en dessous de, weniger als, unter, kleiner als, niedriger als, unterhalb von",
  "at-least":
    "a minimum of, minimum of, no fewer than, not less than, pas moins de, a partir de, wenigstens, nicht weniger als, at least, no less than, au moins, mindestens",
  "at-most":
    "a maximum of, maximum of, pas plus de, nicht mehr als, no greater than, at most, no more than, up to, not more than, jusqu a, bis zu, au plus, hochstens, maximal",
  between: "between, entre, zwischen",
  average:
    "average, mean, avg, on average, moyen, moyenne, moyens, en moyenne, durchschnittlich, durchschnittliche, durchschnittlicher, durchschnittlichen, durchschnitt, im durchschnitt, mittlerer",
  trend:
    "trending, trended, trajectory, progress, progressed, history, historical, over the months, over the course of, im zeitverlauf, zeitlich, zeitliche, historisch, au fil du temps, au fil des mois, historique, chronologique, trend, trends, develop, developed, developing, development, evolve, evolved, evolution, over time, course, tendance, tendances, evolution, evolue, entwicklung, entwickelt, entwickelten, verlauf, zeitlicher verlauf, change over time, changed over time",
  chart:
    "bar graph, line graph, in chart form, as a diagram, as bars, as a pie, barplot, plotted, charted, visually, als saulendiagramm, als kurve, als tortendiagramm, als schaubild, visualisiere, visualisieren, graphisch, grafisch, visualise moi, en diagramme, sous forme de diagramme, en barres, un diagramme, chart, charts, a chart of, graph, plot, diagram, visualize, visualise, visualization, draw, draw a chart, draw a chart of, bar chart, line chart, as a chart, as a graph, graphique, graphiques, un graphique, diagramme, dessine, dessine un graphique, courbe, en graphique, sous forme de graphique, diagramm, ein diagramm, grafik, zeichne, zeichne ein diagramm, als diagramm, als grafik, schaubild, saulendiagramm, balkendiagramm, kreisdiagramm, tortendiagramm, liniendiagramm, histogramm, pie chart, column chart, histogram, as a bar chart, as a line chart, as a pie chart, camembert, histogramme, diagramme en barres, diagramme circulaire, en camembert, en courbe, in a chart, in a graph, als balkendiagramm, als kreisdiagramm, als liniendiagramm",
  list: "list, show, show me, name, liste, montre, montre moi, affiche, zeige, zeig, nenne, liste auf, auf",
  which:
    "which, who, whose, that, quels, quelles, quel, quelle, qui, lesquels, lesquelles, welche, welcher, welches, welchen, welchem, wer, die, der",
  only: "only, just, solely, uniquement, seulement, nur, ausschliesslich",
  with: "with, having, that have, who have, which have, have, has, avec, ayant, ont, qui ont, mit, haben, hat, die haben",
  euro: "euro, euros, eur, €",
  change:
    "growth rate, went up, gone up, go up, went down, gone down, go down, delta, evolution en, taux de croissance, wachstumsrate, steigerung, augmente, diminue, baisse t, wuchs, wuchsen, stieg, sank, growth, grow, grew, grown, growing, increase, increased, decrease, decreased, decline, declined, change, changes, changed, difference, up or down, rise, risen, fall, fallen, croissance, progression, hausse, baisse, variation, difference, ecart, wachstum, gewachsen, veranderung, verandert, unterschied, zuwachs, ruckgang, gestiegen, gesunken, zugenommen, abgenommen",
  before:
    "preceding quarter, the preceding quarter, preceding month, the preceding month, vorquartals, des vorquartals, vormonats, des vormonats, im vormonat, im vorquartal, the one before, the previous one, previous one, one before, celui d avant, le precedent, davor, zuvor, the quarter before, the month before, the year before that, the week before, quarter before, month before, week before, the period before, previous period, the previous quarter, the previous month, the previous year, the prior quarter, the prior month, prior quarter, prior month, quarter over quarter, month over month, trimestre precedent, le trimestre precedent, mois precedent, le mois precedent, periode precedente, la periode precedente, vorquartal, dem vorquartal, zum vorquartal, vormonat, dem vormonat, zum vormonat, das quartal davor, quartal davor, dem quartal davor, monat davor, dem monat davor, der vorperiode",
  "a-year-before":
    "vorjahres, des vorjahres, im vorjahr, same time last year, the same time last year, last year s figure, vorjahreswert, gleichen quartal des vorjahres, im gleichen quartal des vorjahres, meme periode l an dernier, meme trimestre de l an dernier, meme mois de l an dernier, au meme mois de l an dernier, au meme trimestre de l an dernier, la meme periode de l an dernier, meme periode de l an dernier, au meme trimestre de l annee derniere, au meme mois de l annee derniere, au meme mois de l annee precedente, meme trimestre de l annee precedente, du meme trimestre de l annee precedente, celui du meme trimestre de l annee precedente, meme mois de l annee precedente, meme periode de l annee precedente, celle de la meme periode de l annee precedente, la meme periode de l annee precedente, meme trimestre l an dernier, le meme trimestre l an dernier, meme mois l an dernier, a la meme periode l an dernier, this time last year, a year ago, one year ago, a year before, a year earlier, one year before, the year before, the same quarter last year, same quarter last year, the same month last year, same month last year, the same period last year, same period last year, same quarter a year ago, last year s quarter, year over year, year on year, il y a un an, un an plus tot, un an auparavant, meme trimestre de l annee derniere, le meme trimestre de l annee derniere, meme mois de l annee derniere, le meme mois de l annee derniere, meme periode de l annee derniere, trimestre de l annee derniere, annee precedente, l annee precedente, vor einem jahr, vorjahresquartal, zum vorjahresquartal, dem vorjahresquartal, vorjahresmonat, dem vorjahresmonat, zum vorjahr, vorjahr, dem vorjahr, vorjahreszeitraum, dem vorjahreszeitraum",
  doing:
    "how are we doing, how are things, how is business, the numbers, numbers, figures, the figures, key figures, comment allons nous, comment ca va, les chiffres, chiffres, wie lauft es, wie geht es uns, wie stehen wir da, die zahlen, zahlen",
  exactly: "exactly, precisely, genau, exactement",
  including:
    "incl, including, inclusive of, inclusive, plus the, as well as the, inkl, inklusive, einschliesslich, mitsamt, y compris, y inclus, en incluant",
  than: "more, fewer, less, better, worse, higher, lower, mehr, weniger, besser, schlechter, davantage, moins",
  maximum: "maximum, the maximum, maximaler, maximale",
  minimum: "minimum, the minimum, minimaler, minimale",
  newest:
    "newest, latest, most recent, most recently, newest first, latest first, most recent first, recent first, youngest, les plus recents, les plus recentes, plus recents, plus recentes, plus recent, plus recente, les plus recents d abord, neueste, neuesten, neuester, neuestes, neueste zuerst, die neuesten zuerst, jungste, jungsten",
  oldest:
    "oldest, earliest, oldest first, earliest first, the oldest first, les plus anciens, les plus anciennes, plus anciens, plus anciennes, plus ancien, plus ancienne, les plus anciens d abord, alteste, altesten, alteste zuerst, die altesten zuerst, alteste zuoberst",
  ascending:
    "ascending, in ascending order, ascending order, asc, lowest first, smallest first, from lowest to highest, from low to high, par ordre croissant, ordre croissant, croissant, croissante, aufsteigend, in aufsteigender reihenfolge",
  descending:
    "descending, in descending order, descending order, desc, highest first, largest first, biggest first, from highest to lowest, from high to low, par ordre decroissant, ordre decroissant, decroissant, decroissante, absteigend, in absteigender reihenfolge, das grosste zuerst, grosste zuerst, le plus eleve d abord",
  unit: "days, weeks, months, quarter, month, week, quarters, day, monat, monate, woche, quartal, tag, mois, semaine, trimestre, jour",
  "grain:day":
    "by days, day by day, every day, on a daily basis, day to day, tag fur tag, jeden tag, je tag, tagesweise, tous les jours, jour par jour, quotidienne, au quotidien, daily, per day, by day, each day, quotidien, par jour, chaque jour, taglich, pro tag, nach tagen",
  "grain:week":
    "by weeks, week to week, every week, on a weekly basis, weekwise, per calendar week, woche fur woche, jede woche, je kalenderwoche, pro kalenderwoche, nach kalenderwoche, nach kalenderwochen, wochenweise, toutes les semaines, semaine par semaine, et semaine, and week, und woche, weekly, per week, by week, each week, week by week, hebdomadaire, par semaine, chaque semaine, wochentlich, wochentliche, pro woche, nach woche, nach wochen, je woche",
  "grain:month":
    "by months, month to month, month wise, monthwise, on a monthly basis, per calendar month, over the months of, each of the months, monat fur monat, monatsweise, mois par mois, tous les mois, par mois calendaire, monthly, and month, and by month, et mois, et par mois, und monat, und nach monat, per month, by month, each month, every month, month by month, mensuel, mensuelle, mensuels, mensuelles, par mois, chaque mois, monatlich, monatliche, monatlicher, monatlichen, monatliches, pro monat, nach monat, nach monaten, je monat, jeden monat",
  "grain:quarter":
    "by quarters, quarter by quarter, on a quarterly basis, quartal fur quartal, in jedem quartal, trimestre par trimestre, tous les trimestres, trimestrielles, trimestriels, quartalsweiser, quartalsweise, vierteljahrlich, nach quartale, quarterly, and quarter, et trimestre, und quartal, per quarter, by quarter, each quarter, every quarter, trimestriel, trimestrielle, par trimestre, chaque trimestre, quartalsweise, pro quartal, nach quartal, nach quartalen, je quartal, jedes quartal",
  "grain:year":
    "by years, year by year, annual, on an annual basis, jahr fur jahr, annee par annee, annuels, annuelles, tous les ans, jahrliche, jahrlichen, jahrlicher, yearly, annually, per year, by year, each year, every year, annuel, annuelle, par an, par annee, chaque annee, jahrlich, pro jahr, nach jahr, nach jahren, je jahr, jedes jahr",
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
     genere generes generee generees generiert bring brought brings generate generated earn earned give gave placed using let lets please kindly overview such
     ne n on y sont etait etaient ete avons avez as a t elle elles ils leurs notre nos toutes tous vient viennent encore
     combien entre se faire fait font partie doivent devons rapporte rapportent apporte apportent produit generent
     gehort gehoren haben hatten hatte wurde wurden worden waren war hat haben gab gibt ging gingen kommt kommen
     brachte brachten bringen macht machen gemacht erzielt erzielten stammt stammen aus ein bei noch als zur zum dem either toujours contain contains contained containing include includes included via through enthalten enthielten contiennent contenaient contenant
     deren hoch unsrer unserem unseren unsere alle aller allen doch mal denn sowie dabei uns sich unter andere anderen`,
  ),
);
