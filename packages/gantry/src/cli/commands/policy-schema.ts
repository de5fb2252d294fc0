import { cedarSchema } from "../../policy/index.ts";
import type { Command } from "../command.ts";
import { requireNoWords } from "../flags.ts";
import { loadProject } from "../project.ts";
import { readSettings } from "../settings.ts";

/** What a policy.cedar of this project may name, as a Cedar schema: `gantry policy schema > policy.cedarschema` for an editor. */
export const policySchema: Command = async (words) => {
  requireNoWords(words);
  const { policy, flows } = await loadProject(readSettings().projectFolder);
  const roles = policy.roles.map((role) => role.name);
  console.log(
    cedarSchema(
      roles,
      flows.map((flow) => flow.name),
    ),
  );
  return 0;
};
