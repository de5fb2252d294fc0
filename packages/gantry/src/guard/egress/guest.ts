// A row on its way to a guest: it is told by which name to keep what it works on, and where it may call back.
import type { TextRequest } from "../../model/index.ts";
import { keyedHash } from "../keys.ts";
import { keyedBy, lastingCodes } from "../vault/codes.ts";
import type { CodeFor } from "../vault/call.ts";
import type { ModelEgress } from "../types.ts";
import type { House } from "./house.ts";
import type { Prepared } from "./prepare.ts";

/** Codes by which a row reads the same to a guest whenever it is asked: what it has kept of it still fits. */
export const guestCodes = ({ keys }: House, { run, step, row }: ModelEgress): CodeFor =>
  lastingCodes(keyedBy(keys, "guest", run, step, row));

export async function forGuest(
  house: House,
  { egress: { run, step, row, subjects = [], signal }, route }: Prepared,
  request: TextRequest,
): Promise<TextRequest> {
  if (route.model.deployment.guest !== true) return request;
  const { instructions, aside, prompt } = request;
  const thread = keyedHash(house.keys, "guest", JSON.stringify([run, step, row, instructions, aside, prompt]));
  const admitted = await house.guests?.admit({ run, step, row, subjects }, signal);
  return { ...request, guest: { thread, ...(admitted === undefined ? {} : { house: admitted }) } };
}
