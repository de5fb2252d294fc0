// A row on its way to a guest: it is told by which name to keep what it works on, and where it may call back.
import { GantryError } from "@gantry/contract";
import type { TextRequest } from "../../model/index.ts";
import { keyedHash } from "../keys.ts";
import { keyedBy, lastingCodes } from "../vault/codes.ts";
import type { CodeFor } from "../vault/call.ts";
import type { ModelEgress } from "../types.ts";
import type { House } from "./house.ts";
import type { Prepared } from "./prepare.ts";

/** The step under which a guest keeps what it works on. */
const keptUnder = ({ step, resumes }: ModelEgress): string => resumes ?? step;

/** Codes by which a row reads the same to a guest whenever it is asked: what it has kept of it still fits. */
export const guestCodes = ({ keys }: House, egress: ModelEgress): CodeFor =>
  lastingCodes(keyedBy(keys, "guest", egress.run, keptUnder(egress), egress.row));

/** Where what a guest keeps of a row stands. */
const placeOf = (egress: ModelEgress) => ({ run: egress.run, step: keptUnder(egress), row: egress.row });

/** What the tools of the guest that is asked have given it for the row: the draft is held against that too. */
export const heardBy = async (house: House, { egress, route }: Prepared): Promise<readonly string[]> =>
  route.model.deployment.guest === true ? ((await house.guests?.heard(placeOf(egress))) ?? []) : [];

/** The request with what a guest needs beside it. Throws `model-refused` where there is nothing that it could go on with. */
export async function forGuest(house: House, { egress, route }: Prepared, request: TextRequest): Promise<TextRequest> {
  if (route.model.deployment.guest !== true) return request;
  const { resumes, subjects = [], signal } = egress;
  const place = placeOf(egress);
  const admitted = await house.guests?.admit({ ...place, subjects }, signal);
  const here = admitted === undefined ? {} : { house: admitted };
  if (resumes === undefined) {
    const { instructions, aside, prompt } = request;
    const thread = keyedHash(house.keys, "guest", JSON.stringify([place, instructions, aside, prompt]));
    return { ...request, guest: { thread, ...here } };
  }
  const thread = await house.guests?.threadOf(place);
  if (thread !== undefined) return { ...request, guest: { thread, resume: true, ...here } };
  throw new GantryError(
    "model-refused",
    `guest "${route.model.deployment.name}" has kept nothing of step "${resumes}" that it could go on with`,
    { where: { step: egress.step, model: route.model.deployment.name }, remedy: "give its graph gantrySaver" },
  );
}
