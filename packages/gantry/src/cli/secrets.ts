import { GantryError } from "@gantry/contract";
import type { Systems } from "./project.ts";

/** The environment variable that a secret comes from: `crm.client-secret` is GANTRY_SECRET_CRM_CLIENT_SECRET. */
export const variableOf = (secret: string): string =>
  `GANTRY_SECRET_${secret.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}`;

/**
 * Secrets come from the systems that the project started, or from the environment. Throws `bad-config` naming the variable.
 */
export const secretsOf =
  (systems: Systems | undefined) =>
  (name: string): string => {
    const variable = variableOf(name);
    const secret = systems?.secrets[name] ?? process.env[variable];
    if (secret) return secret;
    throw new GantryError("bad-config", `the secret "${name}" is not set`, { remedy: `set ${variable}` });
  };
