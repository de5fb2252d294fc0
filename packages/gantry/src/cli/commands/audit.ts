import { GantryError } from "@gantry/contract";
import type { Command } from "../command.ts";

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  verify: async () => (await import("./audit-verify.ts")).auditVerify,
  export: async () => (await import("./audit-export.ts")).auditExport,
  report: async () => (await import("./audit-report.ts")).auditReport,
  key: async () => (await import("./audit-export.ts")).auditKey,
};

/** `gantry audit verify|export|key`: the ledger, proved here, taken along, and proved elsewhere; `report`: what is processed for which purpose. */
export const audit: Command = async ([name = "", ...rest]) => {
  const load = commands[name];
  if (!load)
    throw new GantryError("bad-request", "gantry audit what?", {
      remedy: `gantry audit ${Object.keys(commands).join(" | ")}`,
    });
  return (await load())(rest);
};
