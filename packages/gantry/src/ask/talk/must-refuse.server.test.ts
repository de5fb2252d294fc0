// What must be turned down whatever is left out elsewhere: conditions in words that nobody knows, in each place of a question, in
// three languages.
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSampleAsk } from "../testing/sample-ask.ts";
import type { SampleAsk } from "../testing/sample-ask.ts";

let sample: SampleAsk;
beforeAll(() => {
  sample = openSampleAsk();
});
afterAll(() => sample.close());

test.each([
  "Show me our customers in Germany. They should be gold members.",
  "Show me our customers in Germany, just the gold members.",
  "Gold members: how many orders did we get last month?",
  "Our gold members are unhappy. How many tickets did they open last month?",
  "We launched a loyalty programme in spring. How many customers joined it?",
  "We have a loyalty programme. How many customers are in it?",
  "How many orders last month, because I only need those from the hotline",
  "How many tickets last month? I mean the ones from the hotline.",
  "How many tickets last month? Leave the hotline aside.",
  "How many tickets last month - without the hotline",
  "How many tickets last month, but not from the hotline",
  "I'm worried about distributors. How many orders did we get last month?",
  "For our distributors I would need the number of orders last month",
  "How many customers do we have in Spain that like cheese?",
  "Revenue last quarter; online sales",
  "Revenue last quarter (online sales)",
  "Online shop - revenue last quarter",
  "We changed our prices in June. How did revenue go since then?",
  "I spoke with the wholesalers. Show me their orders last month.",
  "Because wholesalers are important to us, show me their orders last month",
  "Because they're wholesalers, how many orders did we get last month?",
  "How many tickets last month, so that the hotline is excluded",
  "Nur die Großhändler bitte: wie viele Bestellungen letzten Monat?",
  "Wie viele Bestellungen hatten wir letzten Monat, und zwar von Großhändlern?",
  "Wie viele Bestellungen hatten wir letzten Monat? Ohne Großhändler.",
  "Wir haben ein Treueprogramm. Wie viele Kunden sind dabei?",
  "Wie viele Tickets letzten Monat? Mich interessieren die von der Hotline.",
  "Weil mir Großhändler wichtig sind: zeig mir deren Bestellungen vom letzten Monat",
  "Wie viele Tickets letzten Monat, damit nur die Hotline zählt",
  "Kunden in Deutschland, die Käse mögen",
  "Combien de commandes le mois dernier, sauf les grossistes ?",
  "Combien de commandes le mois dernier ? Uniquement les grossistes.",
  "Nous avons un programme de fidélité. Combien de clients en font partie ?",
  "Les grossistes : combien de commandes le mois dernier ?",
  "Combien de tickets le mois dernier, parce que seuls ceux de la hotline comptent",
  "Combien de tickets le mois dernier pour les grossistes ?",
  "J'ai parlé aux grossistes. Montre-moi ces commandes.",
  "Clients en Allemagne qui aiment le fromage",
  "How many customers do we have in Spain? And how many tickets last month?",
  "My boss only cares about wholesalers. How many orders last month?",
  "Wholesalers are on my mind. How many orders did they place last month?",
  "Because our fair was in Lyon, how many new customers did we win there?",
  "I would like to know how many orders we got last month through the webshop, because my boss asked me",
  "We had a campaign in August. How many orders did we get?",
  "Which customers in Spain are wholesalers? I'd like my team to ring them first.",
  "How many orders did we get last month for the fair?",
  "How many orders did we get last month before the price change?",
  "Japan is overtaking Germany among hospitals. What was the revenue of the two last quarter?",
  "As wholesalers we sell to hospitals. How many orders last month?",
])("%s", async (question) => {
  expect(await sample.told(question)).toMatch(/^refused: /);
});
