import { GantryError } from "@gantry/contract";
import type { Systems } from "./project.ts";

/**
 * Secrets come from the systems that the project started, or from the environment: `crm.client-secret` is
 * GANTRY_SECRET_CRM_CLIENT_SECRET. Throws `bad-config` naming the variable.
 */
export const secretsOf =
  (systems: Systems | undefined) =>
  (name: string): string => {
    const variable = `GANTRY_SECRET_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}`;
    const secret = systems?.secrets[name] ?? process.env[variable];
    if (secret) return secret;
    throw new GantryError("bad-config", `the secret "${name}" is not set`, { remedy: `set ${variable}` });
  };
