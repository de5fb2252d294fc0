// What an address leaves open is asked for, where there is somebody to ask: so no secret has to stand in a shell's history.
import { variableOf } from "../secrets.ts";
import { salesforceSecret, type TargetOptions } from "./target.ts";
import type { Terminal } from "./terminal.ts";

const addressIn = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

/** The options, with what the person typed. */
export async function completeOptions(
  what: string,
  options: TargetOptions,
  env: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<TargetOptions> {
  if (what === "salesforce") {
    const url = options.url ?? (await terminal.ask("Address of the org (https://yours.my.salesforce.com): "));
    const clientId = options.clientId ?? (await terminal.ask("Client id of the connected app: "));
    if (env[variableOf(salesforceSecret(options.name))]) return { ...options, url, clientId };
    return { ...options, url, clientId, secret: await terminal.askSecret("Its client secret (not shown): ") };
  }
  const address = /^postgres(?:ql)?:/.test(what) ? addressIn(what) : undefined;
  if (address === undefined || address.username === "" || address.password !== "") return options;
  const password = await terminal.askSecret(
    `Password of ${decodeURIComponent(address.username)} (not shown; empty for none): `,
  );
  return password === "" ? options : { ...options, secret: password };
}
