// The sample company as a Gantry project: its systems, catalog, policy, flows and people.
import { readFileSync } from "node:fs";
import { defineProject } from "gantry";
import type { CatalogLock, LogisticModelDocument } from "gantry";
import { catalog } from "./catalog.ts";
import { collection } from "./flows/collection.ts";
import { followUp } from "./flows/follow-up.ts";
import { documentAnswers } from "./flows/document-answers.ts";
import { retention } from "./flows/retention.ts";
import { salesTrends } from "./flows/sales-trends.ts";
import { personas, subscribers } from "./personas.ts";
import { mondayDigest } from "./monday-digest.ts";
import { policy } from "./policy.ts";
import { startSampleSystems } from "./sample-systems.ts";
import { vocabulary } from "./vocabulary.ts";
import { collection as collectionPhrasebook } from "./writing/collection.ts";
import { followUp as followUpPhrasebook } from "./writing/follow-up.ts";
import { retention as retentionPhrasebook } from "./writing/retention.ts";
import { salesTrends as salesTrendsPhrasebook } from "./writing/sales-trends.ts";

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));

export const project = defineProject({
  name: "meridian",
  title: "Meridian Instruments",
  catalog,
  lock: read("./catalog.lock.json") as CatalogLock, // written by `gantry catalog lock`
  policy,
  flows: [retention, salesTrends, followUp, collection, documentAnswers],
  phrasebooks: {
    retention: retentionPhrasebook,
    "sales-trends": salesTrendsPhrasebook,
    "follow-up": followUpPhrasebook,
    collection: collectionPhrasebook,
  },
  scores: { churn: read("./models/churn.json") as LogisticModelDocument }, // written by scripts/fit-churn.ts
  vocabulary,
  personas,
  subscribers,
  digests: { through: "mail.send" },
  triggers: [mondayDigest],
  reminders: { through: "mail.send", recipients: { "sales-manager": ["sales-managers@meridian.example"] } },
  retention: { runs: 730, ledgerDetails: 1095, conversations: 90, questions: 365 },
  introspection: {
    source: "crm",
    surface: "crm-page",
    // Who manages sales in the CRM does so here: of one region, whose letters she may approve from its pages.
    roles: ({ crm_profile: profile }) => (profile === "sales-manager" ? ["sales-manager"] : ["crm-user"]),
  },
  processing: {
    controller: "Meridian Instruments AG, Zürich",
    contact: "privacy@meridian.example",
    retention: "letters and their runs are erased two years after the contract ends, or when the person asks",
  },
  systems: startSampleSystems,
});
