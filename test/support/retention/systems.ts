// All that the main question rests on, asked of each system over its own protocol.
import type { House } from "../house.ts";
import { readBilling } from "./billing.ts";
import { openCrm, readCrm } from "./crm.ts";
import type { Records } from "./records.ts";
import { readUsage } from "./usage.ts";

export async function askSystems(house: House): Promise<Records> {
  const crm = await openCrm(await house.system("crm"));
  const billing = await readBilling(await house.system("billing"));
  return { ...(await readCrm(crm)), ...billing, weeks: await readUsage(await house.system("usage")) };
}
