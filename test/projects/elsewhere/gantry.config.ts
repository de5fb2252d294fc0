// Meridian with some of its systems at other addresses: TEST_CONNECTIONS holds, by source, what its connection says instead
// (null: nothing), TEST_SECRETS the secrets that belong to it. So a test can stand between Gantry and a system, or keep a
// system alive when Gantry dies. TEST_FORBIDDEN: by role, columns that do not exist for it.
import { definePolicy, defineProject } from "gantry";
import { project as meridian } from "../../../examples/meridian/gantry.config.ts";

type Connections = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const read = (name: string): unknown => JSON.parse(process.env[name] ?? "{}");
const connections = read("TEST_CONNECTIONS") as Connections;
const forbidden = read("TEST_FORBIDDEN") as Readonly<Record<string, readonly string[]>>;
const secrets = read("TEST_SECRETS") as Readonly<Record<string, string>>;

export const project = defineProject({
  ...meridian,
  triggers: [],
  policy: definePolicy({
    treatments: meridian.policy.treatments,
    permissions: meridian.policy.permissions,
    roles: meridian.policy.roles.map((role) => ({
      ...role,
      forbidden: [...(role.forbidden ?? []), ...(forbidden[role.name] ?? [])],
    })),
  }),
  systems: async (options) => {
    const systems = await meridian.systems?.(options);
    if (!systems) throw new Error("the sample has no systems");
    const moved = Object.entries(connections).map(([name, other]) => {
      const fields = Object.entries({ ...systems.connections[name], ...other });
      return [name, Object.fromEntries(fields.filter(([, value]) => value !== null))];
    });
    return {
      ...systems,
      connections: { ...systems.connections, ...Object.fromEntries(moved) },
      secrets: { ...systems.secrets, ...secrets },
    };
  },
});
