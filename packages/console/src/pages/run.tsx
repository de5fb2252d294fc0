// One run: progress while it works, then its answer, with the receipt beside it.
import type { Answer, StepProgress } from "@gantry/contract";
import { useEffect, useState } from "react";
import { AnswerBlock } from "../blocks/answer-block.tsx";
import { ProgressTrack } from "../blocks/progress-track.tsx";
import { ReceiptPanel } from "../blocks/receipt-panel.tsx";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { asGantryError } from "../use-load.ts";
import type { Loaded } from "../use-load.ts";

export function RunPage({ session, run }: { readonly session: Session; readonly run: string }) {
  const { answer, steps, error, refresh } = useRun(session, run);
  return (
    <div className="run-page">
      <div className="answer">
        <header>
          <h1>{answer?.interpretation.title ?? "Working …"}</h1>
          {answer ? <p className="interpretation">{answer.interpretation.text}</p> : null}
        </header>
        <ProgressTrack steps={steps} />
        <Notice error={error} />
        {answer?.problem ? (
          <div className="notice" role="alert">
            <strong>{answer.problem.detail}</strong>
            <p>{answer.problem.remedy}</p>
          </div>
        ) : null}
        {answer?.blocks.map((block, index) => (
          <AnswerBlock key={`${block.kind}-${index}`} block={block} session={session} onDecided={refresh} />
        ))}
        {answer && answer.coverage.length > 0 ? (
          <section className="coverage" aria-label="Coverage">
            <h2>How complete this is</h2>
            <ul>
              {answer.coverage.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
      {answer && answer.status !== "running" ? (
        <ReceiptPanel receipt={answer.receipt} planner={answer.interpretation.planner} />
      ) : null}
    </div>
  );
}

interface RunState {
  readonly answer: Answer | undefined;
  readonly steps: readonly StepProgress[];
  readonly error: Loaded<unknown>["error"];
  readonly refresh: () => void;
}

/** Follows a run by its events; loads the answer when it comes to rest, and anew after a decision. */
function useRun(session: Session, run: string): RunState {
  const [answer, setAnswer] = useState<Answer>();
  const [steps, setSteps] = useState<readonly StepProgress[]>([]);
  const [error, setError] = useState<Loaded<unknown>["error"]>();
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    const stop = new AbortController();
    const follow = async (): Promise<void> => {
      const state = await session.client.runState(run, { signal: stop.signal });
      setSteps(state.steps);
      if (state.status === "running") {
        for await (const event of session.client.events(run, { signal: stop.signal })) {
          if (event.type === "step")
            setSteps((before) => before.map((it) => (it.step === event.step.step ? event.step : it)));
        }
      }
      setAnswer(await session.client.answer(run, { signal: stop.signal }));
      setSteps((await session.client.runState(run, { signal: stop.signal })).steps);
    };
    follow().catch((reason: unknown) => {
      if (!stop.signal.aborted) setError(asGantryError(reason));
    });
    return () => stop.abort();
  }, [session, run, turn]);

  // What was decided goes out a moment later: look again until nothing is on its way.
  const isMoving = answer !== undefined && answer.blocks.some(hasEffectUnderWay);
  useEffect(() => {
    if (!isMoving) return undefined;
    const timer = setInterval(() => setTurn((it) => it + 1), 1000);
    return () => clearInterval(timer);
  }, [isMoving]);

  return { answer, steps, error, refresh: () => setTurn((it) => it + 1) };
}

function hasEffectUnderWay(block: Answer["blocks"][number]): boolean {
  const rows = block.kind === "drafts" ? block.drafts : block.kind === "actions" ? block.actions : [];
  return rows.some((row) => {
    const isGo = row.state === "accepted" || row.state === "edited";
    return isGo && (row.effect === "none" || row.effect === "scheduled" || row.effect === "attempting");
  });
}
