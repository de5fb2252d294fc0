// Saves a question: what, when, and what is worth telling.
import type { QuestionAlert, SaveQuestionRequest } from "@gantry/contract";
import { useState } from "react";
import type { FormEvent } from "react";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { asGantryError } from "../use-load.ts";
import type { Loaded } from "../use-load.ts";

interface FormProps {
  readonly session: Session;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** What people choose from; other times are for the API and the command line. */
const times = {
  weekly: { title: "Mondays at 7", cron: "0 7 * * MON" },
  weekdays: { title: "Weekdays at 7", cron: "0 7 * * MON-FRI" },
  monthly: { title: "The first of each month at 7", cron: "0 7 1 * *" },
  hourly: { title: "Every hour", cron: "0 * * * *" },
} as const;
type Time = keyof typeof times;

export function QuestionForm({ session, onSaved, onClose }: FormProps) {
  const [error, setError] = useState<Loaded<unknown>["error"]>();
  const [isBusy, setBusy] = useState(false);
  const [tell, setTell] = useState("changed");
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    session.client
      .saveQuestion(requestOf(new FormData(event.currentTarget)))
      .then(onSaved)
      .catch((reason: unknown) => setError(asGantryError(reason)))
      .finally(() => setBusy(false));
  };
  return (
    <form className="question-form" onSubmit={save} aria-label="Save a question">
      <label>
        Name
        <input name="name" required maxLength={120} autoFocus />
      </label>
      <label>
        Question
        <input name="question" required maxLength={2000} placeholder="customers in EMEA up for renewal this quarter" />
      </label>
      <label>
        When
        <select name="time">
          {Object.entries(times).map(([name, { title }]) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
          <option value="hand">When I ask</option>
        </select>
      </label>
      <label>
        Tell
        <select name="alert" value={tell} onChange={(event) => setTell(event.currentTarget.value)}>
          <option value="changed">what has changed</option>
          <option value="always">every answer</option>
          <option value="above">more rows than</option>
          <option value="below">fewer rows than</option>
        </select>
      </label>
      {tell === "above" || tell === "below" ? (
        <label>
          Rows
          <input name="threshold" type="number" min={0} required />
        </label>
      ) : null}
      <span className="choices">
        <button type="submit" disabled={isBusy}>
          Save
        </button>
        <button type="button" className="second" onClick={onClose}>
          Cancel
        </button>
      </span>
      <Notice error={error} />
    </form>
  );
}

function requestOf(form: FormData): SaveQuestionRequest {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const time = text("time");
  const alert = alertOf(text("alert"), Number(text("threshold")));
  return {
    name: text("name"),
    question: text("question"),
    ...(isTime(time) ? { schedule: { cron: times[time].cron } } : {}),
    ...(alert === undefined ? {} : { alert }),
  };
}

const isTime = (text: string): text is Time => text in times;

function alertOf(kind: string, threshold: number): QuestionAlert | undefined {
  if (kind === "changed") return { kind: "changed" };
  if (kind === "above" || kind === "below") return { kind: "count", [kind]: threshold };
  return undefined;
}
