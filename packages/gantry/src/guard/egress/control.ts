// What a reply holds beside prose: orders to tools, with the values of the tokens in them for whoever carries them out.
import type { TextReply } from "../../model/index.ts";
import type { PastTurns } from "../prompt/past.ts";
import { stringsIn } from "../treat/cell.ts";
import type { ModelEgressResult } from "../types.ts";
import type { CallTokens } from "../vault/call.ts";
import { tokensIn } from "../vault/restore.ts";

export const controlOf = (
  { output }: Pick<TextReply, "output">,
  past: PastTurns | undefined,
  tokens: CallTokens,
): Pick<ModelEgressResult, "control" | "tokens" | "labels"> => {
  if (past === undefined) return {};
  const said = past.control.map((name) => [name, output[name] ?? null] as const);
  const used = said.flatMap(([, cell]) => stringsIn(cell).flatMap(tokensIn));
  const issued = used.flatMap((short) => {
    const token = tokens.issued.get(short);
    return token === undefined ? [] : [token];
  });
  return {
    control: Object.fromEntries(said),
    tokens: Object.fromEntries(issued.map(({ short, value }) => [short, value])),
    labels: Object.fromEntries(issued.map(({ short, label }) => [short, label])),
  };
};
