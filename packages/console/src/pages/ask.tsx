import { useState } from "react";
import type { FormEvent } from "react";
import { Notice } from "../notice.tsx";
import { goTo } from "../route.ts";
import type { Session } from "../session.ts";
import { asGantryError, useLoad } from "../use-load.ts";
import type { Loaded } from "../use-load.ts";

const example =
  "Show me which enterprise customers in EMEA are at risk of leaving this quarter and draft a personalized retention email for each.";

export function AskPage({ session }: { readonly session: Session }) {
  const flows = useLoad(() => session.client.flows(), [session]);
  const [question, setQuestion] = useState("");
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<Loaded<unknown>["error"]>();

  const ask = (event: FormEvent): void => {
    event.preventDefault();
    setAsking(true);
    setError(undefined);
    session.client.ask(question).then(
      (answer) => goTo(`runs/${answer.run}`),
      (reason: unknown) => {
        setError(asGantryError(reason));
        setAsking(false);
      },
    );
  };

  return (
    <div className="ask-page">
      <h1>What do you want to know?</h1>
      <form className="ask-box" onSubmit={ask}>
        <textarea
          aria-label="Question"
          value={question}
          rows={3}
          placeholder={example}
          onChange={(event) => setQuestion(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.shiftKey) event.currentTarget.form?.requestSubmit();
            if (event.key === "Enter" && !event.shiftKey) event.preventDefault();
          }}
        />
        <button type="submit" disabled={asking || question.trim() === ""}>
          {asking ? "Asking …" : "Ask"}
        </button>
      </form>
      <Notice error={error} />
      <section aria-label="Examples" className="examples">
        <button type="button" className="example" onClick={() => setQuestion(example)}>
          {example}
        </button>
      </section>
      <section aria-label="What can be asked">
        <h2>What can be asked here</h2>
        <ul className="flow-list">
          {flows.value?.map((flow) => (
            <li key={flow.name}>
              <strong>{flow.title}</strong>
              <span>{flow.asks[0]}</span>
            </li>
          ))}
        </ul>
        <Notice error={flows.error} />
      </section>
    </div>
  );
}
