// What of a request to a model only we may decide: instructions, the form of the reply, the fence, what it may call.
import type { Asked } from "../material/injection-model.ts";
import type { Found, Sown } from "./judge.ts";

export const withoutMarks = (system: string): string =>
  system.replace(/\nYour last reply was rejected\.[^\n]*/, "").replace(/\nX is [0-9a-f]{10}\.$/, "\nX is …");

/** Pieces of what was planted, by which it is known wherever it stands. */
export const piecesOf = (sown: readonly Sown[]): readonly string[] =>
  sown
    .flatMap(({ planted }) => planted.text.match(/[\p{L}\p{N}][^«»\n]{23}/gu) ?? [])
    .filter((piece) => !"Your last reply was rejected. Write it again, and mend".includes(piece));

/** Holds requests for letters against the instructions that they should have. */
export const checkRequests = (
  asked: readonly Asked[],
  sown: readonly Sown[],
  instructions: string,
  found: Found,
): void => {
  const pieces = piecesOf(sown);
  for (const { task, system, user, extras, schema, raw } of asked) {
    if (extras.length > 0) found.changed.push(`a request offers ${extras.join(", ")}`);
    const outside = task === "plan" ? raw : system;
    if (pieces.some((piece) => outside.includes(piece)))
      found.changed.push(`planted text in the ${task}'s instructions`);
    if (task === "plan") continue;
    if (withoutMarks(system) !== instructions) found.changed.push("other instructions");
    if (Object.keys((JSON.parse(schema) as { properties: object }).properties).join() !== "subject,body")
      found.changed.push("another schema");
    const mark = /^⟦data (\w+)⟧/.exec(user)?.[1] ?? "";
    if (!user.endsWith(`⟦end ${mark}⟧`) || user.split(`⟦end ${mark}⟧`).length !== 2) found.changed.push("the fence");
  }
};
