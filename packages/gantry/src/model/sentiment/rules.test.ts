import { expect, test } from "vitest";
import { english } from "./english.ts";
import { french } from "./french.ts";
import { german } from "./german.ts";
import { hitsOf } from "./hits.ts";
import { idiomOf } from "./idioms.ts";
import { sentimentOf } from "./index.ts";
import { entryAt } from "./lexicon.ts";
import type { Lexicon } from "./lexicon.ts";
import { mannerTells } from "./manner.ts";
import { wordsOf } from "./words.ts";

const said = (lexicon: Lexicon, sentence: string, isQuestion = false): number =>
  hitsOf(lexicon, wordsOf(sentence), isQuestion).reduce((a, b) => a + b, 0);

test.each([
  ["Lieferausfall", -2],
  ["Softwareprobleme", -2],
  ["benutzerfreundlich", 2],
  ["Störungsnummer", 0],
  ["Fehlerprotokoll", 0],
  ["Beschwerdestelle", 0],
])("a German compound is what its last part is: %s", (word, weight) => {
  expect(entryAt(german, wordsOf(word), 0)?.weight).toBe(weight);
});

test("a German verb is read with its particle at the end of the clause", () => {
  expect(said(german, "Die Anlage fällt seit Mai jede Woche aus")).toBeLessThan(0);
  expect(said(german, "Das Programm stürzt am Abend ab und startet neu")).toBeLessThan(0);
  expect(said(german, "Die Auswahl fällt auf Modell B")).toBe(0);
});

test("inflected words are known in each of their forms", () => {
  for (const form of ["déçu", "déçue", "déçus", "déçues"])
    expect(said(french, `elles sont ${form}`), form).toBeLessThan(0);
  for (const form of ["peinlich", "peinliche", "peinlichen", "peinlicher", "peinliches"])
    expect(said(german, form), form).toBeLessThan(0);
});

test.each([
  [english, "please cancel the order with the problem", "we cancel the order with the problem"],
  [french, "merci d'annuler la commande avec le défaut", "nous annulons la commande avec le défaut"],
  [german, "bitte stornieren Sie den Auftrag mit Fehler", "wir stornieren den Auftrag mit Fehler"],
] as const)("a request names trouble more than it complains of it", (lexicon, request, complaint) => {
  expect(said(lexicon, request)).toBeGreaterThan(said(lexicon, complaint));
});

test.each([
  [english, "although the delivery was a disaster, the team was excellent"],
  [french, "malgré une livraison catastrophique, une équipe excellente"],
  [german, "obwohl die Lieferung katastrophal war, ist das Team ausgezeichnet"],
] as const)("what is granted weighs less than what is said", (lexicon, sentence) => {
  expect(said(lexicon, sentence)).toBeGreaterThan(0);
});

test.each([
  [
    "en",
    "The device is expensive. Even so, we are delighted with it.",
    "We are delighted with it. The device is expensive.",
  ],
  ["fr", "L'appareil est décevant. Malgré tout, nous sommes ravis.", "Nous sommes ravis. L'appareil est décevant."],
  [
    "de",
    "Das Gerät ist enttäuschend. Trotzdem sind wir begeistert.",
    "Wir sind begeistert. Das Gerät ist enttäuschend.",
  ],
])("in %s, a sentence that begins with 'but' outweighs the one before it", (language, turned, plain) => {
  expect(sentimentOf(turned, language)).toBeGreaterThan(sentimentOf(plain, language));
});

test.each([
  [english, "a working printer would have pleased me more", "a working printer pleased me"],
  [french, "une machine fiable nous aurait fait plaisir", "une machine fiable nous a fait plaisir"],
  [german, "darüber hätte ich mich gefreut", "darüber habe ich mich gefreut"],
] as const)("praise of what is not so is none", (lexicon, unreal, real) => {
  expect(said(lexicon, unreal)).toBeLessThan(0);
  expect(said(lexicon, real)).toBeGreaterThan(0);
});

test.each([
  [english, "we could not ask for better"],
  [french, "on ne saurait rêver meilleur partenaire"],
  [german, "das kann man nicht besser machen"],
] as const)("a set phrase means the same under a negation", (lexicon, sentence) => {
  expect(said(lexicon, sentence)).toBeGreaterThan(0);
});

test.each([
  [french, "efficace et sans chichi", "efficace pas du tout"],
  [german, "das hilft uns ohne Aufwand", "das hilft uns nicht"],
] as const)("what a preposition takes away behind a word leaves that word as it is", (lexicon, kept, denied) => {
  expect(said(lexicon, kept)).toBeGreaterThan(0);
  expect(said(lexicon, denied)).toBeLessThan(0);
});

test.each([
  [english, "never were we so satisfied", "never were we satisfied"],
  [french, "jamais un garage aussi efficace", "jamais un garage efficace"],
  [german, "nie war ein Dienst so kompetent", "nie war er kompetent"],
] as const)("never so well is praise, never well is none", (lexicon, praise, blame) => {
  expect(said(lexicon, praise)).toBeGreaterThan(0);
  expect(said(lexicon, blame)).toBeLessThan(0);
});

test("words that a letter needs anyway say nothing by themselves", () => {
  for (const sentence of ["par ailleurs, la livraison est bien partie", "y compris le transport", "Lettre recommandée"])
    expect(said(french, sentence), sentence).toBe(0);
});

test("trouble that there was none of is faint praise", () => {
  expect(said(english, "not a single breakdown")).toBeGreaterThan(0);
  expect(said(german, "kein einziger Absturz")).toBeGreaterThan(0);
  expect(said(french, "sans aucune panne")).toBeGreaterThan(0);
});

test.each([
  ["Great, another outage.", -1],
  ["Na toll, schon wieder Wartung.", -1],
  ["Bravo, encore une panne.", -1],
  ["Great, another success for the team!", -1],
  ["Great, thank you.", 0],
  ["Im Lager will keiner mehr zurück.", 1],
  ["Plus personne ne veut revenir à l'ancien.", 1],
  ["Nobody wants to go back.", 1],
  ["Le chauffage ne démarre plus.", -1],
  ["Je ne m'inquiète plus.", 0],
  ["Le chauffage ne tourne plus dans le vide.", 0],
  ["Wir mussten noch kein Mal anrufen.", 1],
  ["Kein einziges Mal mussten wir reklamieren.", 1],
  ["Hätten wir das gewusst!", -1],
  ["Si j'avais su, j'aurais attendu.", -1],
  ["Un service comme on n'en fait plus.", 1],
  ["I wouldn't sell it for anything in the world.", 1],
  ["The pump has never let us down.", 1],
  ["What became of it, I'd like to know.", -1],
  ["I'd like to know which cable fits.", 0],
])("a turn of phrase is read as it is meant: %s", (sentence, sign) => {
  expect(Math.sign(idiomOf(sentence))).toBe(sign);
});

test.each([
  ["en", "Thank you for your message. Kind regards"],
  ["fr", "Merci pour votre message. Bien cordialement"],
  ["de", "Danke für Ihre Nachricht. Mit freundlichen Grüßen"],
])("in %s, closing courtesies say nothing", (language, text) => {
  expect(Math.abs(sentimentOf(text, language))).toBeLessThanOrEqual(0.2);
});

test("nothing that begins like a word of trouble is one", () => {
  expect(said(french, "pourriez vous confirmer")).toBe(0);
  expect(said(german, "der Zähler im ersten Stock")).toBe(0);
});

test("a request with figures has less of a mood than a story of waiting", () => {
  const request = mannerTells("Please send 12 boxes to gate 4 on Monday.");
  const story = mannerTells("They had promised it for May, and for weeks nobody has called us back.");
  expect(request.moody).toBeLessThan(0);
  expect(story.moody).toBeGreaterThan(0);
  expect(story.content).toBeLessThan(0);
});
