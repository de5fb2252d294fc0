// Meridian with a flow that an analytic, a language and an image model have a part in; two of each that writes, at the
// address in TEST_MODELS.
import { column, defineModels, defineProject, draw, flow, oneOf, period, prompt, query, table } from "gantry";
import { project as meridian } from "../../../examples/meridian/gantry.config.ts";
import { retention } from "../../../examples/meridian/flows/retention.ts";

/** All of it up to who is at risk. */
const later = ["drafts", "review", "emails", "activities", "suggestions", "next_steps", "tasks"];
const scored = Object.fromEntries(Object.entries(retention.steps).filter(([name]) => !later.includes(name)));

const cards = flow({
  name: "risk-cards",
  title: "Cards of the customers at highest risk",
  asks: ["make a card with a picture and a letter for our three {segment} customers in {region} at highest risk"],
  purpose: "customer retention",
  input: {
    region: oneOf("EMEA", "AMER", "APAC"),
    segment: oneOf("enterprise", "mid-market", "small"),
    period: period({ default: "this quarter", title: "renewal" }),
  },
  steps: {
    ...scored,
    three: query(
      "account_id",
      "select * from at_risk where email is not null order by probability desc, account_id limit 3",
    ),
    why: prompt({
      each: "select * from three",
      key: "account_id",
      task: "write",
      instructions: "Say in one sentence for the account manager why this customer may leave.",
      template: "Customer: {{account}}\nReasons, strongest first: {{reasons}}",
      output: { text: { type: "text", maxLength: 400 } },
    }),
    letters: prompt({
      each: "select * from three",
      key: "account_id",
      task: "write",
      instructions: "Write a short letter that invites the contact to talk before the renewal.",
      template: "Customer: {{account}}\nContact: {{contact}}\nRenewal date: {{renewal_date}}",
      output: { body: { type: "text", maxLength: 2000 } },
    }),
    pictures: draw({
      each: "select account_id, industry from three",
      key: "account_id",
      instructions:
        "A calm picture for the card of a customer of a maker of laboratory instruments: no text, no logo, nobody.",
      template: "Industry of the customer: {{industry}}",
    }),
    cards: query(
      "account_id",
      `select t.account_id, t.account, t.probability, w.text as why, l.body as letter, p.image, p.template
       from three t join why w using (account_id) join letters l using (account_id) join pictures p using (account_id)
       order by t.probability desc, t.account_id`,
    ),
  },
  answer: [
    { kind: "images", step: "cards", title: "Pictures", caption: "account" },
    table("cards", "Cards", [
      column("account", "Customer"),
      column("probability", "Probability of leaving", "percent"),
      column("why", "Why"),
      column("letter", "Letter"),
    ]),
  ],
});

const [url = ""] = (process.env["TEST_MODELS"] ?? "").split(" ");
const at = { provider: "compatible", url, key: { secret: "models" } } as const;

export const project = defineProject({
  ...meridian,
  flows: [...meridian.flows, cards],
  models: defineModels({
    deployments: [
      { ...at, name: "writer", model: "text-1", price: { input: 1, output: 4 } },
      { ...at, name: "dear-writer", model: "text-2", price: { input: 30, output: 120 } },
      { ...at, name: "painter", model: "draw-1", modality: "image", price: { input: 5, output: 40 } },
      { ...at, name: "dear-painter", model: "draw-2", modality: "image", price: { input: 50, output: 400 } },
    ],
  }),
});
