// How a question was read, part by part: a part that is changed runs it again, without asking any model.
import type { Interpretation, InterpretationField } from "@gantry/contract";
import { useId, useState } from "react";
import { goTo } from "../route.ts";
import type { Session } from "../session.ts";
import { asGantryError } from "../use-load.ts";
import type { Loaded } from "../use-load.ts";

type Value = string | number;

export interface InterpretationFieldsProps {
  readonly session: Session;
  readonly interpretation: Interpretation;
  /** Where a question was asked; a flow that was named outright has its input alone. */
  readonly question: string | null;
  readonly onError: (error: Loaded<unknown>["error"]) => void;
}

/** A question of its own is asked again with what was changed; a published flow runs with its other input. */
const again = async (
  { session, interpretation, question }: InterpretationFieldsProps,
  name: string,
  value: Value,
): Promise<string> => {
  const { flow, input, edits } = interpretation;
  const answer =
    flow === "asked" && question !== null
      ? await session.client.ask(question, { edits: { ...edits, [name]: value } })
      : await session.client.runFlow(flow, { ...input, [name]: value });
  return answer.run;
};

export function InterpretationFields(props: InterpretationFieldsProps) {
  const [busy, setBusy] = useState(false);
  const { interpretation, onError } = props;
  const { fields = [] } = interpretation;
  if (fields.length === 0) return null;
  const change = (name: string, value: Value): void => {
    setBusy(true);
    onError(undefined);
    again(props, name, value)
      .then((run) => goTo(`runs/${run}`))
      .catch((reason: unknown) => onError(asGantryError(reason)))
      .finally(() => setBusy(false));
  };
  return (
    <fieldset className="reading" aria-label="How it was read" disabled={busy}>
      {fields.map((field) => (
        <Field
          key={`${field.name} ${field.value}`}
          field={field}
          onChange={(value) => (value === field.value ? undefined : change(field.name, value))}
        />
      ))}
    </fieldset>
  );
}

function Field({
  field,
  onChange,
}: {
  readonly field: InterpretationField;
  readonly onChange: (value: Value) => void;
}) {
  const list = useId();
  const { title, kind, value, options = [] } = field;
  if (kind === "choice")
    return (
      <label>
        {title}
        <select value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map((it) => (
            <option key={it.value} value={it.value}>
              {it.title}
            </option>
          ))}
        </select>
      </label>
    );
  const taken = (text: string): void => {
    if (kind !== "number") return text.trim() === "" ? undefined : onChange(text.trim());
    return text === "" ? undefined : onChange(Number(text));
  };
  return (
    <label>
      {title}
      <input
        type={kind === "number" ? "number" : "text"}
        defaultValue={value}
        {...(kind === "number" ? { step: "any" } : {})}
        {...(options.length > 0 ? { list } : {})}
        onBlur={(event) => taken(event.target.value)}
        onKeyDown={(event) => (event.key === "Enter" ? event.currentTarget.blur() : undefined)}
      />
      {options.length > 0 ? (
        <datalist id={list}>
          {options.map((it) => (
            <option key={it.value} value={it.value} />
          ))}
        </datalist>
      ) : null}
    </label>
  );
}
