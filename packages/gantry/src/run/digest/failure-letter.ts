// The mail in place of an answer: that there is none this time, and where to look. Pure.
import type { Answer } from "@gantry/contract";
import { oneLine } from "./letter.ts";
import type { DigestLetter, LetterOptions } from "./letter.ts";
import { button, callout, page, paragraph, title } from "./markup.ts";

/** Says of what went wrong only its kind: the rest is for who may open the run. */
export function failureLetter(
  { run, interpretation, problem }: Answer,
  { title: name, sender, address }: Pick<LetterOptions, "title" | "sender" | "address">,
): DigestLetter {
  const subject = oneLine(`${name}: could not be answered`);
  const here = `${address}/#/runs/${run}`;
  const said = `There is no answer this time${problem === undefined ? "" : `: ${problem.title.toLowerCase()}`}.`;
  const next = "What went wrong, and how to go on, stands with the run. Further tries that fail are not told.";
  const html = page(subject, sender, [
    title(name),
    paragraph(interpretation.text, { size: 13, soft: true }),
    callout([said]),
    paragraph(next),
    button("Look at what went wrong", here),
  ]);
  const body = [name, interpretation.text, said, next, `The run: ${here}`].join("\n\n");
  return { subject, body: `${body}\n`, html };
}
