// The run as a track of signals: green passed, amber under way or waiting for people, red failed.
import { counted, formatSpan } from "@gantry/client";
import type { RunView, StepProgress } from "@gantry/contract";
import { useEffect, useState } from "react";

export function ProgressTrack({ view }: { readonly view: RunView }) {
  const { steps } = view;
  const isRunning = view.status === "running";
  const now = useNow(isRunning);
  const begun = Date.parse(view.createdAt);
  const current = steps.find((step) => step.state === "running");
  const failed = steps.find((step) => step.state === "failed");
  const done = steps.filter((step) => step.state === "done" || step.state === "skipped").length;
  const waiting = steps.filter((step) => step.state === "waiting");
  return (
    <details className="track" open={isRunning || failed !== undefined}>
      <summary>
        <span className="lamps" aria-hidden="true">
          {steps.map((step) => (
            <i key={step.step} className={step.state} />
          ))}
        </span>
        <span role="status">
          {isRunning ? (
            <>
              <strong>{current?.title ?? "Starting"}</strong>{" "}
              {`${done} of ${steps.length} · ${formatSpan(Math.max(0, now - begun))}`}
            </>
          ) : (
            summaryOf(view, steps, done, waiting, failed)
          )}
        </span>
      </summary>
      <ol aria-label="Progress">
        {steps.map((step) => (
          <li key={step.step} className={step.state}>
            <i className={step.state} aria-hidden="true" />
            <span className="step-title">{step.title}</span>
            <span className="step-note">{note(step)}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function summaryOf(
  view: RunView,
  steps: readonly StepProgress[],
  done: number,
  waiting: readonly StepProgress[],
  failed: StepProgress | undefined,
): string {
  if (failed) return `Failed at “${failed.title}”`;
  const last = Math.max(...steps.map((step) => (step.endedAt ? Date.parse(step.endedAt) : 0)));
  const worked =
    waiting.length === 0 ? last : Math.max(...steps.filter(isWork).map((step) => Date.parse(step.endedAt ?? "") || 0));
  const took = worked > 0 ? ` in ${formatSpan(worked - Date.parse(view.createdAt))}` : "";
  const open = waiting.map((step) => `${step.title.toLowerCase()}: ${step.done ?? 0} of ${step.total ?? 0} decided`);
  return [`${counted(done, "step")} done${took}`, ...open].join(" · ");
}

/** Steps that a machine does, rather than people or what they set off. */
const isWork = (step: StepProgress): boolean => step.kind !== "approve" && step.kind !== "act";

const words: Readonly<Record<StepProgress["state"], string>> = {
  pending: "",
  running: "working",
  waiting: "waits",
  done: "",
  skipped: "skipped",
  failed: "failed",
};

function note(step: StepProgress): string {
  if (step.problem) return step.problem.code;
  const share = step.total !== undefined && step.state !== "done" ? `${step.done ?? 0} of ${step.total}` : "";
  const took =
    step.startedAt && step.endedAt && isWork(step)
      ? formatSpan(Date.parse(step.endedAt) - Date.parse(step.startedAt))
      : "";
  const rows = step.rows === undefined || share ? "" : counted(step.rows, "row");
  return [words[step.state], share, rows, took].filter(Boolean).join(" · ");
}

/** The time, ten times a second while it matters. */
function useNow(isTicking: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isTicking) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 100);
    return () => clearInterval(timer);
  }, [isTicking]);
  return now;
}
