// `draw`: a picture for each row, by a model behind the guard. Rows are opened, kept and retried as a prompt's are.
import type { DrawStep } from "../../flow/index.ts";
import type { Work } from "../house.ts";
import { noSuchRow, rowOf, writtenRow } from "./prompt.ts";
import type { Written } from "./prompt.ts";

/** Draws for one row: `image` is a `data:` address. */
export async function drawRow(work: Work, step: DrawStep, id: string): Promise<Written> {
  const { house, run, job, signal } = work;
  const { position, values } = await rowOf(work, step, id);
  const shape = run.shapes.each[job.step];
  if (!values) return { output: null, subjects: [], position };
  if (!shape) throw noSuchRow(work);
  const { key, instructions, template, picture, size } = step;
  const drawn = await house.guard.draw({
    run: run.id,
    step: job.step,
    row: id,
    shape,
    values,
    instructions,
    template,
    ...(picture === undefined ? {} : { picture }),
    ...(size === undefined ? {} : { size }),
    signal,
    caller: run.caller.subject,
    ...(work.pinned === undefined ? {} : { replay: work.pinned.model(job.step, id) }),
  });
  const row = writtenRow({ key, output: { image: true } }, values, drawn);
  return { ...row, subjects: house.subjects.of(values), position, asked: drawn.asked };
}
