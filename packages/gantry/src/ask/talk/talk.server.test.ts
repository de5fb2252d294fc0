// How people talk around their question, in three languages: it is left out, and the reading says so.
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSampleAsk } from "../testing/sample-ask.ts";
import type { SampleAsk } from "../testing/sample-ask.ts";

let sample: SampleAsk;
beforeAll(() => {
  sample = openSampleAsk();
});
afterAll(() => sample.close());

test.each([
  ["Cash is on my mind. How many invoices are overdue?", "Number of invoices · status overdue", "Cash is on my mind"],
  [
    "Our investors keep asking. What was the revenue last quarter by region?",
    "Revenue by region",
    "Our investors keep asking",
  ],
  ["Hi, I'm new here. How many customers do we have in Spain?", "billing country ES", "I'm new here"],
  [
    "My colleague bet me a coffee that I don't know this: how many customers do we have in Spain?",
    "billing country ES",
    "My colleague bet me a coffee that I don't know this",
  ],
  [
    "Which customers have more than 5 open tickets? We should call them.",
    "with tickets above 5 (not closed)",
    "We should call them",
  ],
  [
    "Before I talk to the board I'd like to see revenue by month this year.",
    "Revenue by month",
    "Before I talk to the board",
  ],
  [
    "How many employees does our largest customer have? My daughter wants to know.",
    "employees",
    "My daughter wants to know",
  ],
  [
    "Which of the small customers in APAC are likely to leave us next quarter? I'd like my team to ring them first.",
    "retention: customers · region APAC · segment small",
    "I'd like my team to ring them first",
  ],
  ["Revenue in the French market last quarter, please, the CFO is waiting", "billing country FR", "the CFO is waiting"],
  [
    "Because we started a new campaign in the summer I would like to see on a chart how the number of product views per month went from August until October of this year, so that we know whether it has worked.",
    "Views by month · viewed at 2026-08-01 to 2026-10-31",
    "so that we know whether it has worked",
  ],
  [
    "Mein Chef sitzt mir im Nacken. Wie hoch war der Umsatz im letzten Quartal?",
    "Revenue",
    "Mein Chef sitzt mir im Nacken",
  ],
  [
    "Ich bin neu hier und kenne mich noch nicht aus. Wie viele Kunden haben wir in Spanien?",
    "billing country ES",
    "Ich bin neu hier und kenne mich noch nicht aus",
  ],
  [
    "Zeig mir die Kunden in Österreich, damit wir sie anrufen können.",
    "billing country AT",
    "damit wir sie anrufen können",
  ],
  [
    "Mon chef me met la pression. Quel a été le chiffre d'affaires du trimestre dernier par région ?",
    "Revenue by region",
    "Mon chef me met la pression",
  ],
  ["J'ai un doute : combien de clients avons-nous en Italie ?", "billing country IT", "J'ai un doute"],
  [
    "Montre-moi les clients en Autriche, pour que mon équipe puisse les appeler.",
    "billing country AT",
    "pour que mon équipe puisse les appeler",
  ],
  [
    "I've got this hunch that Japan is quietly overtaking Germany... what was the revenue of each of the two last quarter?",
    "Revenue by billing country · billing country JP or DE",
    "I've got this hunch that Japan is quietly overtaking Germany",
  ],
  [
    "Ich soll morgen etwas präsentieren: Umsatz pro Monat in diesem Jahr, bitte als Diagramm.",
    "Revenue by month",
    "Ich soll morgen etwas präsentieren",
  ],
  ["Avant de partir en congé, j'aimerais voir les factures en retard.", "status overdue", "Avant de partir en congé"],
])("%s", async (question, reading, left) => {
  const told = await sample.told(question);
  expect(told).toContain(reading);
  expect(told).toContain(`left out "${left}"`);
});

test.each([
  [
    "How many tickets have we got sitting open at the moment, split by priority?",
    "asked: Number of tickets by priority",
  ],
  [
    "Quels clients français n'ont pas de contrat actif pour la ligne Imaging ?",
    "without contracts (status active, product line Imaging)",
  ],
  [
    "Which big clients in APAC might leave us this quarter? Please write them something kind.",
    "retention: customers · region APAC · segment enterprise",
  ],
  [
    "Fassen Sie die Umsatzentwicklung der Region EMEA im letzten Quartal zusammen, mit Vorjahresvergleich und passendem Diagramm.",
    "sales-trends: ",
  ],
  [
    "Il me faudrait des descriptions de produits personnalisées et des visuels d'ambiance pour la nouvelle collection d'été, mais sans que toute notre base de données parte chez une IA externe.",
    "collection: product · collection summer",
  ],
  [
    "The summer collection needs some love - product texts for each kind of customer and nice lifestyle pictures - but whatever AI we use for that mustn't get to see the rest of our database.",
    "collection: product · collection summer",
  ],
  ["tickets by origin last month compared with the month befor", 'read "befor" as "before"'],
])("empty words and slips of every day change nothing: %s", async (question, reading) => {
  expect(await sample.told(question)).toContain(reading);
});

test("what is in the way is told without the words of the talk", async () => {
  const told = await sample.told("I have no idea: how many purple customers do we have in Spain?");
  expect(told).toContain('"purple"');
  expect(told).not.toContain("idea");
});
