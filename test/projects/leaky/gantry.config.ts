// Meridian with one flow too many: a letter whose prompt holds the contact's e-mail address.
import { column, defineProject, flow, oneOf, prompt, query, table } from "gantry";
import { project as meridian } from "../../../examples/meridian/gantry.config.ts";

const leaky = flow({
  name: "leaky",
  title: "Letters that give an address away",
  asks: ["write to the contacts in {region}"],
  purpose: "customer retention",
  input: { region: oneOf("EMEA", "AMER", "APAC") },
  steps: {
    people: query(
      "contact_id",
      `select c.id as contact_id, c.email, a.name as account
       from crm.contacts c join crm.accounts a on a.id = c.account_id where a.region = $region`,
    ),
    letters: prompt({
      each: "select * from people",
      key: "contact_id",
      task: "write",
      phrasebook: "retention",
      instructions: "Write a letter.",
      template: "Write to {{email}} at {{account}}",
      output: { subject: { type: "text", maxLength: 150 }, body: { type: "text", maxLength: 4000 } },
    }),
  },
  answer: [table("letters", "Letters", [column("subject", "Subject")])],
});

export const project = defineProject({ ...meridian, flows: [...meridian.flows, leaky] });
