// The first page: a question, what can be asked, and what was asked lately.
import type { FlowView } from "@gantry/contract";
import { formatMoment } from "@gantry/client";
import { useState } from "react";
import type { FormEvent } from "react";
import { exampleOf } from "../example.ts";
import { Notice } from "../notice.tsx";
import { RunState } from "../run-state.tsx";
import type { Session } from "../session.ts";
import { useAsk } from "../use-ask.ts";
import { useLoad } from "../use-load.ts";

/** Runs shown below the question. */
const latest = 5;

export function AskPage({ session }: { readonly session: Session }) {
  const flows = useLoad(() => session.client.flows(), [session]);
  const runs = useLoad(() => session.client.runs(), [session]);
  const [question, setQuestion] = useState("");
  const { asking, error, ask } = useAsk(session);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (question.trim() !== "") void ask(question);
  };
  const asked = runs.value?.filter((run) => run.question !== null).slice(0, latest) ?? [];
  return (
    <div className="ask-page">
      <h1>What do you want to know?</h1>
      <form className="ask-box" onSubmit={submit}>
        <textarea
          aria-label="Question"
          autoFocus
          value={question}
          rows={3}
          placeholder="Which customers …"
          onChange={(event) => setQuestion(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
        <footer>
          <span className="hint">
            <kbd>Enter</kbd> asks, <kbd>Shift Enter</kbd> starts a new line
          </span>
          <button type="submit" disabled={asking || question.trim() === ""}>
            {asking ? "Asking …" : "Ask"}
          </button>
        </footer>
      </form>
      <Notice
        error={error}
        onChoose={(choice) => {
          setQuestion(choice);
          void ask(choice);
        }}
      />
      <h2>What can be asked</h2>
      <ul className="examples">
        {flows.value?.map((flow) => (
          <Examples key={flow.name} flow={flow} onChoose={setQuestion} />
        ))}
      </ul>
      <Notice error={flows.error} />
      {asked.length > 0 ? (
        <>
          <h2>Asked lately</h2>
          <ul className="lately">
            {asked.map((run) => (
              <li key={run.id}>
                <a href={`#/runs/${run.id}`}>{run.question}</a>
                <RunState status={run.status} />
                <span className="hint">{formatMoment(run.createdAt)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}

function Examples({ flow, onChoose }: { readonly flow: FlowView; readonly onChoose: (question: string) => void }) {
  return (
    <li>
      <strong>{flow.title}</strong>
      {flow.asks.map((pattern) => (
        <button
          key={pattern}
          type="button"
          className="example"
          onClick={() => onChoose(exampleOf(pattern, flow.input))}
        >
          {exampleOf(pattern, flow.input)}
        </button>
      ))}
    </li>
  );
}
