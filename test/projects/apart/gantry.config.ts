// Meridian whose systems somebody else has started: TEST_CONNECTIONS holds, by source, its connection, TEST_SECRETS the
// secrets that belong to it. So any number of servers stand before the same systems, and these outlive all of them.
import { defineProject } from "gantry";
import { project as meridian } from "../../../examples/meridian/gantry.config.ts";

type Connections = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const read = (name: string): unknown => JSON.parse(process.env[name] ?? "{}");
const connections = read("TEST_CONNECTIONS") as Connections;
const secrets = read("TEST_SECRETS") as Readonly<Record<string, string>>;

export const project = defineProject({
  ...meridian,
  systems: async () => ({ endpoints: [], connections, secrets, stop: async () => undefined }),
});
