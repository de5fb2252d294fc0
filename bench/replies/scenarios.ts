// What is asked of a language model: real flows over rows of the sample company, and what a right reply to each is.
import { letterProblems, followUpProblems } from "./right/letters.ts";
import {
  citedProblems,
  descriptionProblems,
  standingProblems,
  triageProblems,
  trendProblems,
} from "./right/structured.ts";
import { readingProblems, standsProblems } from "./right/readings.ts";
import type { Right } from "./right/right.ts";

export interface Scenario {
  /** Of its record. */
  readonly name: string;
  readonly flow: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly persona: "sales-manager" | "sales-director";
  /** So many of its prompts are recorded; all, turn by turn, where a model reads by itself. */
  readonly most: number;
  readonly right: Right;
  /** Where turns that the tests of reasoning rest on are its own: how their data begins. */
  readonly turns?: string;
}

const asDirector = (it: Omit<Scenario, "persona">): Scenario => ({ ...it, persona: "sales-director" });
const asManager = (it: Omit<Scenario, "persona">): Scenario => ({ ...it, persona: "sales-manager" });

const retention = (name: string, region: string, segment: string, most: number, period = "this quarter"): Scenario =>
  asDirector({ name, flow: "retention", input: { region, segment, period }, most, right: letterProblems });

const trends = (name: string, region: string, period: string): Scenario =>
  asDirector({ name, flow: "sales-trends", input: { region, period }, most: 1, right: trendProblems });

const documents = (name: string, language: string, topic: string, holds: RegExp): Scenario =>
  asManager({ name, flow: "document-answers", input: { topic }, most: 1, right: citedProblems(language, holds) });

const triage = (name: string, type: string, count: number, topics: readonly string[]): Scenario =>
  asDirector({ name, flow: "triage", input: { type, count }, most: count, right: triageProblems(topics) });

const described = (language: "de" | "fr"): Scenario =>
  asDirector({
    name: `descriptions-${language}`,
    flow: "descriptions",
    input: { language, collection: "summer" },
    most: 3,
    right: descriptionProblems("headline", "description"),
  });

export const scenarios: readonly Scenario[] = [
  retention("retention-enterprise-emea", "EMEA", "enterprise", 10),
  retention("retention-mid-market-emea", "EMEA", "mid-market", 8, "next 90 days"),
  retention("retention-enterprise-amer", "AMER", "enterprise", 4),
  asDirector({
    name: "follow-up",
    flow: "follow-up",
    input: { count: 20, period: "last 12 months" },
    most: 8,
    right: followUpProblems,
  }),
  asDirector({
    name: "collection",
    flow: "collection",
    input: { collection: "summer" },
    most: 4,
    right: descriptionProblems("subject", "body"),
  }),
  described("de"),
  described("fr"),
  trends("trends-apac", "APAC", "last quarter"),
  trends("trends-emea", "EMEA", "last quarter"),
  trends("trends-amer", "AMER", "last month"),
  documents("documents-seals", "en", "How often do the piston seals have to be replaced?", /2[,.\s]?000/),
  documents("documents-guarantee", "en", "How long is the guarantee on a new instrument?", /24 months/),
  documents("documents-invoice", "de", "Bis wann muss ich eine Rechnung bezahlen?", /30 Tage/),
  documents("documents-cancelled", "fr", "Peut-on annuler une commande ?", /sept jours|7 jours/),
  triage("triage-problems", "Problem", 4, ["fault", "software", "delivery"]),
  triage("triage-billing", "Billing", 3, ["billing"]),
  triage("triage-feedback", "Feedback", 2, ["other"]),
  asDirector({
    name: "standings",
    flow: "standings",
    input: { region: "EMEA" },
    most: 6,
    right: standingProblems,
  }),
  asManager({
    name: "standing-emea",
    flow: "standing",
    input: { region: "EMEA" },
    most: Infinity,
    right: standsProblems,
    turns: "Customer ",
  }),
  asManager({
    name: "weak-spots",
    flow: "weak-spots",
    input: { region: "EMEA" },
    most: Infinity,
    right: standsProblems,
    turns: "Region ",
  }),
  asDirector({
    name: "standing-amer",
    flow: "standing",
    input: { region: "AMER" },
    most: Infinity,
    right: standsProblems,
  }),
  asDirector({ name: "readings", flow: "readings", input: {}, most: Infinity, right: readingProblems }),
];
