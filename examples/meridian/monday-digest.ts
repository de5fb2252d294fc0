// Every Monday: who is at risk of leaving, to those who may see it. `gantry triggers fire monday-digest` sends it now.
import { schedule, trigger } from "gantry";

export const mondayDigest = trigger({
  name: "monday-digest",
  title: "Customers at risk of leaving",
  flow: "retention",
  as: "digest",
  on: schedule("0 7 * * MON", "Europe/Zurich", { missed: "once" }),
  input: { region: "EMEA", segment: "enterprise", period: "this quarter" },
  digest: { to: ["sales-manager", "sales-director"] },
  paused: true,
});
