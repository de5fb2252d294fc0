import type { StepProgress } from "@gantry/contract";

/** The run as a track of signals: green passed, amber under way or waiting for people, red failed. */
export function ProgressTrack({ steps }: { readonly steps: readonly StepProgress[] }) {
  return (
    <ol className="track" aria-label="Progress">
      {steps.map((step) => (
        <li key={step.step} className={step.state} title={`${step.title}: ${step.state}`}>
          <span className="lamp" aria-hidden="true" />
          <span className="step-title">{step.title}</span>
          <span className="step-note">{note(step)}</span>
        </li>
      ))}
    </ol>
  );
}

function note(step: StepProgress): string {
  if (step.problem) return step.problem.code;
  if (step.total !== undefined && step.state !== "done") return `${step.done ?? 0} of ${step.total}`;
  const took =
    step.startedAt && step.endedAt ? `${Math.max(0, Date.parse(step.endedAt) - Date.parse(step.startedAt))} ms` : "";
  return [step.rows === undefined ? "" : `${step.rows} rows`, took].filter(Boolean).join(" · ");
}
