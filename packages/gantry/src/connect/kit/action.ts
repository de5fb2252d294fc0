// The fields of an action: those it always has, and those that a flow's author names.
import type { ActionDef, ActionField } from "./types.ts";

/** The field of that name; undefined where the action takes none. */
export const fieldOf = (
  { input, further }: Pick<ActionDef, "input" | "further">,
  name: string,
): ActionField | undefined => (Object.hasOwn(input, name) ? input[name] : further?.of(name));

/** What may be named, in words. */
export const fieldsOf = ({ input, further }: Pick<ActionDef, "input" | "further">): string =>
  [...Object.keys(input), ...(further === undefined ? [] : [further.named])].join(", ");
