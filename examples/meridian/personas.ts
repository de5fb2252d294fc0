// Whom one can sign in as while trying Meridian out.
import type { Persona, Subscriber } from "gantry";

/** Where digests reach those who sell. */
export const subscribers: readonly Subscriber[] = [
  {
    name: "sales-manager",
    mail: "sales-manager-emea@meridian.example",
    subject: "meridian:sales-manager-emea",
    displayName: "Sales manager EMEA",
    roles: ["sales-manager"],
    attributes: { region: "EMEA" },
  },
  {
    name: "sales-director",
    mail: "sales-director@meridian.example",
    subject: "meridian:sales-director",
    displayName: "Sales director",
    roles: ["sales-director"],
  },
];

export const personas: readonly Persona[] = [
  {
    name: "sales-manager",
    title: "Sees her region's customers in clear; approves letters",
    subject: "meridian:sales-manager-emea",
    displayName: "Sales manager EMEA",
    roles: ["sales-manager"],
    attributes: { region: "EMEA" },
  },
  {
    name: "sales-director",
    title: "Sees all regions in clear",
    subject: "meridian:sales-director",
    displayName: "Sales director",
    roles: ["sales-director"],
    attributes: {},
  },
  {
    name: "analyst",
    title: "Sees tokens in place of people and companies",
    subject: "meridian:analyst",
    displayName: "Analyst",
    roles: ["analyst"],
    attributes: {},
  },
  {
    name: "compliance",
    title: "Sees ledger and policy, no customer",
    subject: "meridian:compliance",
    displayName: "Compliance officer",
    roles: ["compliance"],
    attributes: {},
  },
];
