// What can be asked instead, as a numbered list of commands.
import type { Choice } from "@gantry/contract";

/** For a shell: in double quotation marks, with what would be read there escaped. */
const quoted = (text: string): string => `"${text.replaceAll(/["\\$`!]/g, "\\$&")}"`;

export const choiceLines = (choices: readonly Choice[]): readonly string[] =>
  choices.map(({ title, question }, at) => `  ${at + 1}. ${title}: gantry ask ${quoted(question)}`);
