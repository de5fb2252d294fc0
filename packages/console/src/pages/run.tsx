// One run: progress while it works, then its answer, with the receipt beside it.
import { formatMoment } from "@gantry/client";
import type { Answer, Block } from "@gantry/contract";
import { useState } from "react";
import { AnswerBlock } from "../blocks/answer-block.tsx";
import { InterpretationFields } from "../blocks/interpretation-fields.tsx";
import { namesOfRows } from "../blocks/row-names.ts";
import { ProgressTrack } from "../blocks/progress-track.tsx";
import { RetryButton } from "../blocks/retry-button.tsx";
import { ReceiptPanel } from "../blocks/receipt-panel.tsx";
import { Notice } from "../notice.tsx";
import { mayAsk } from "../places.ts";
import { RunState } from "../run-state.tsx";
import type { Session } from "../session.ts";
import { useRun } from "../use-run.ts";

export function RunPage({ session, run }: { readonly session: Session; readonly run: string }) {
  const { view, answer, error, refresh } = useRun(session, run);
  const [refused, setRefused] = useState<typeof error>();
  const atRest = answer !== undefined && answer.status !== "running";
  // Tables use the whole width; what follows the last one stands beside the receipt.
  const blocks = answer?.blocks ?? [];
  const wide = blocks.findLastIndex((block) => block.kind === "table") + 1;
  const show = (block: Block, index: number) => (
    <AnswerBlock
      key={`${block.kind}-${index}`}
      block={block}
      session={session}
      names={namesOfRows(blocks)}
      onDecided={refresh}
    />
  );
  return (
    <div className="run-page">
      <header className="run-head">
        <div>
          <h1>{view?.question ?? answer?.interpretation.title ?? view?.title ?? (error ? "Run" : "Loading …")}</h1>
          <p className="interpretation">
            {answer ? (
              <>
                Understood as <strong>{answer.interpretation.title}</strong>: {answer.interpretation.text}
              </>
            ) : (
              "\u00a0"
            )}
          </p>
          {answer && view && mayAsk(session.caller.roles) ? (
            <InterpretationFields
              session={session}
              interpretation={answer.interpretation}
              question={view.question}
              onError={setRefused}
            />
          ) : null}
        </div>
        {view ? (
          <p className="run-facts">
            <RunState status={answer?.status ?? view.status} />
            <span className="hint">{formatMoment(view.createdAt)}</span>
          </p>
        ) : null}
      </header>
      {view ? <ProgressTrack view={view} /> : null}
      <Notice error={error} />
      <Notice error={refused} />
      {answer?.problem ? <ProblemNotice problem={answer.problem} /> : null}
      {view?.mayRetry === true ? (
        <p className="retry">
          <RetryButton session={session} run={run} onRetried={refresh} onError={setRefused} />
          <span className="hint">What is done stays; what failed is done anew.</span>
        </p>
      ) : null}
      {blocks.slice(0, wide).map(show)}
      <div className="beside">
        <div>
          {blocks.slice(wide).map((block, index) => show(block, wide + index))}
          {atRest && blocks.length === 0 && !answer.problem ? (
            <p className="none">This run has nothing to show.</p>
          ) : null}
        </div>
        {atRest ? (
          <aside>
            {answer.coverage.length > 0 ? <Coverage lines={answer.coverage} /> : null}
            <ReceiptPanel receipt={answer.receipt} planner={answer.interpretation.planner} session={session} />
          </aside>
        ) : null}
      </div>
    </div>
  );
}

const ProblemNotice = ({ problem }: { readonly problem: NonNullable<Answer["problem"]> }) => (
  <div className="notice" role="alert">
    <strong>{problem.detail}</strong>
    {problem.remedy === undefined ? null : <p>{problem.remedy}</p>}
    <p className="hint">
      {problem.code}
      {Object.entries(problem.where ?? {}).map(([name, value]) => ` · ${name} ${value}`)}
    </p>
  </div>
);

const Coverage = ({ lines }: { readonly lines: readonly string[] }) => (
  <section className="panel coverage" aria-label="Coverage">
    <h2>How complete this is</h2>
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </section>
);
