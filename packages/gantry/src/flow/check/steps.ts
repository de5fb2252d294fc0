// One function for each kind of step: gives the shape of its output, records what would leave and what is wrong.
import { modelDestination } from "../../policy/index.ts";
import { fieldOf, fieldsOf } from "../../connect/kit/index.ts";
import { generated, unionLabels, unionSources, untrusted } from "../shape.ts";
import { fitsPromptInput } from "../prompt-file.ts";
import { placesIn } from "../template.ts";
import type { ActStep, ApproveStep, PromptStep, ScoreStep, Shape, ShapeColumn } from "../types.ts";
import { bindSql, breach } from "./context.ts";
import type { Check } from "./context.ts";
import { expose } from "./exposure.ts";
import { givenPassages } from "./find.ts";
import { requireColumn } from "./require-column.ts";

export async function checkScore(check: Check, name: string, step: ScoreStep): Promise<Shape> {
  const rows = check.shapes[step.rows];
  const model = check.score(step.model);
  if (!rows) return { columns: [], control: [] };
  if (!model) {
    breach(
      check,
      name,
      "unknown-model",
      `step "${name}": there is no analytic model "${step.model}"`,
      "see `gantry model list`",
    );
    return rows;
  }
  for (const input of model.inputs) requireColumn(check, name, rows, input.name, `model "${step.model}" reads`);
  const outputs = model.outputs.map((output): ShapeColumn => {
    const from = rows.columns.filter((column) => output.from.includes(column.name));
    return {
      name: output.name,
      type: output.type,
      sources: unionSources(from, "derived"),
      labels: unionLabels(...from.map((it) => it.labels), ["score"]),
      // A bounded number or member cannot carry an instruction: this is the declared endorsement.
      endorsed: output.bounded || from.every((it) => it.endorsed),
    };
  });
  return { columns: [...rows.columns, ...outputs], control: rows.control };
}

export async function checkPrompt(check: Check, name: string, step: PromptStep): Promise<Shape> {
  const rows = givenPassages(check, name, step, await bindSql(check, name, step.each));
  const key = requireColumn(check, name, rows, step.key, "the key is");
  const places = placesIn(step.template);
  for (const place of places) requireColumn(check, name, rows, place, "the template names");
  checkPromptInput(check, name, step, rows);
  const read = rows.columns.filter((column) => places.includes(column.name));
  const before = resumedColumns(check, name, step);
  for (const deployment of check.deployments.filter((it) => it.modality !== "image")) {
    expose(check, {
      step: name,
      destination: modelDestination(deployment),
      columns: read,
      control: rows.control,
    });
  }
  const written = {
    sources: unionSources([...read, ...before]),
    labels: unionLabels(...[...read, ...before].map((it) => it.labels), [generated, untrusted]),
  };
  return { columns: [...(key ? [key] : []), ...writtenColumns(step.output, written)], control: rows.control };
}

/** What a graph that goes on has in it from before. */
function resumedColumns(check: Check, name: string, { resumes, key }: PromptStep): readonly ShapeColumn[] {
  if (resumes === undefined) return [];
  const before = check.document.steps[resumes];
  if (before?.kind === "prompt" && before.key === key) return check.shapes[resumes]?.columns ?? [];
  breach(
    check,
    name,
    "no-resume",
    `step "${name}": "${resumes}" is no prompt with the key "${key}" that could go on`,
    "name the prompt step whose guest interrupts itself, and give both the same key",
  );
  return [];
}

/** Its rows are what the prompt's file says that it takes. */
function checkPromptInput(check: Check, name: string, { prompt }: PromptStep, rows: Shape): void {
  for (const [input, wanted] of Object.entries(prompt?.input ?? {})) {
    const column = rows.columns.find((it) => it.name === input);
    // That it is there at all is told of its place.
    if (!column || fitsPromptInput(wanted, column.type)) continue;
    const takes = wanted.format === undefined ? wanted.type : `${wanted.type} (${wanted.format})`;
    breach(
      check,
      name,
      "unfit-input",
      `step "${name}": prompt "${prompt?.name}" takes "${input}" as ${takes}, and its rows have it as ${column.type}`,
      `cast it in the SQL of the step, or change the type in prompts/${prompt?.name}.md`,
    );
  }
}

/** What a model wrote, and how it came to be. */
export function writtenColumns(
  output: PromptStep["output"],
  written: Pick<ShapeColumn, "sources" | "labels">,
): readonly ShapeColumn[] {
  const made = (name: string, type: ShapeColumn["type"]): ShapeColumn => ({ name, type, ...written, endorsed: false });
  return [
    ...Object.keys(output).map((name) => made(name, "varchar")),
    noted("model", "varchar"),
    noted("template", "boolean"),
    // What the checks quote of a text is no more to be trusted than the text.
    ...["arguments", "flags"].map((name) => made(name, "json")),
  ];
}

export async function checkApprove(check: Check, name: string, step: ApproveStep): Promise<Shape> {
  const rows = await bindSql(check, name, step.rows);
  const named = [step.key, ...step.content, ...step.editable, ...(step.evidence ?? [])];
  for (const column of step.reason === undefined ? named : [...named, step.reason])
    requireColumn(check, name, rows, column, "it names");
  const { remindAfterHours: reminder, expiresAfterHours: end } = step;
  if (reminder !== undefined && end !== undefined && reminder >= end) {
    breach(
      check,
      name,
      "late-reminder",
      `step "${name}": the reminder would come when the time to decide is over`,
      "make remindAfterHours less than expiresAfterHours",
    );
  }
  if (!check.policy.roles.some((role) => role.name === step.by)) {
    const known = check.policy.roles.map((role) => role.name).join(", ");
    breach(check, name, "unknown-role", `step "${name}": the policy has no role "${step.by}"`, `roles: ${known}`);
  }
  for (const column of step.editable.filter((it) => !step.content.includes(it))) {
    breach(
      check,
      name,
      "edit-outside-content",
      `step "${name}": "${column}" may be edited but is not part of what is decided on`,
    );
  }
  check.approved.add(name);
  return rows;
}

/** It has been told of; what it would be given is checked as for the strictest. */
const unknownField = { required: false, role: "target" } as const;

export async function checkAct(check: Check, name: string, step: ActStep): Promise<Shape> {
  const rows = check.shapes[step.each] ?? { columns: [], control: [] };
  const action = check.action(step.operation);
  requireColumn(check, name, rows, step.key, "the key is");
  if (!check.approved.has(step.each)) {
    breach(
      check,
      name,
      "no-approval",
      `step "${name}": ${step.operation} would act on rows of "${step.each}" that nobody has decided on`,
      `put an approve step between "${step.each}" and "${name}"`,
    );
  }
  if (!action) {
    breach(check, name, "unknown-operation", `step "${name}": no source offers the operation "${step.operation}"`);
    return rows;
  }
  const named = Object.keys({ ...step.input, ...step.constants });
  for (const field of named.filter((it) => fieldOf(action, it) === undefined)) {
    breach(
      check,
      name,
      "unknown-field",
      `step "${name}": ${step.operation} takes no "${field}"`,
      `it takes ${fieldsOf(action)}`,
    );
  }
  const columns: ShapeColumn[] = [];
  for (const field of new Set([...Object.keys(action.input), ...Object.keys(step.input)])) {
    const { required, role } = fieldOf(action, field) ?? unknownField;
    const from = step.input[field];
    if (from === undefined) {
      if (required && step.constants?.[field] === undefined) {
        breach(check, name, "missing-field", `step "${name}": ${step.operation} needs "${field}"`);
      }
      continue;
    }
    const column = requireColumn(check, name, rows, from, `"${field}" is taken from`);
    if (!column) continue;
    columns.push(column);
    if (role !== "content" && !column.endorsed) {
      breach(
        check,
        name,
        "untrusted-recipient",
        `step "${name}": text that outsiders or a model wrote (column "${from}") would choose the ${role} of ${step.operation}`,
        `take "${field}" from a column of a system that only your company writes`,
      );
    }
  }
  const isMail = action.source.connector === "smtp";
  expose(check, {
    step: name,
    destination: { kind: isMail ? "mail" : "write", zone: action.source.zone ?? "inside", name: action.source.name },
    columns,
    control: rows.control,
  });
  // The rows that were acted on go on, so that a second act can follow the first.
  check.approved.add(name);
  return rows;
}

/** What the house notes of a row that a model made: nothing of a source is in it. */
export const noted = (column: string, type: ShapeColumn["type"]): ShapeColumn => ({
  name: column,
  type,
  sources: {},
  labels: ["public"],
  endorsed: true,
});
