// Meridian with digests of each kind: of a service that sees what a manager of EMEA sees, and of one that sees what an
// analyst sees. Who gets them sees different things.
import { definePolicy, defineProject, schedule, trigger } from "gantry";
import { project as meridian } from "../../../examples/meridian/gantry.config.ts";
import { mondayDigest } from "../../../examples/meridian/monday-digest.ts";

const { treatments, roles, permissions, services = [], aggregates } = meridian.policy;
const analyst = meridian.personas.find((it) => it.name === "analyst");

export const project = defineProject({
  ...meridian,
  subscribers: [
    ...(meridian.subscribers ?? []),
    {
      name: "analyst",
      mail: "analyst@meridian.example",
      subject: analyst?.subject ?? "",
      displayName: analyst?.displayName ?? "",
      roles: analyst?.roles ?? [],
    },
  ],
  triggers: [
    trigger({ ...mondayDigest, digest: { to: ["sales-manager", "sales-director", "analyst"] } }),
    trigger({
      ...mondayDigest,
      name: "overview",
      as: "overview",
      title: "At risk everywhere",
      on: schedule("0 7 * * MON", "Europe/Zurich"),
      digest: { to: ["analyst", "sales-director", "sales-manager"] },
    }),
    trigger({
      name: "trends",
      title: "Sales of last quarter",
      flow: "sales-trends",
      as: "digest",
      on: schedule("0 8 1 * *", "Europe/Zurich"),
      input: { region: "EMEA", period: "last quarter" },
      digest: { to: ["sales-manager"] },
      paused: true,
    }),
  ],
  policy: definePolicy({
    treatments,
    roles,
    permissions,
    ...(aggregates === undefined ? {} : { aggregates }),
    services: [...services, { name: "overview", title: "What an analyst sees", roles: ["analyst"] }],
  }),
});
