// Saved questions: what each said last, what has changed since, and who hears of it.
import { formatMoment } from "@gantry/client";
import type { QuestionView } from "@gantry/contract";
import { useEffect, useState } from "react";
import { QuestionForm } from "../blocks/question-form.tsx";
import { QuestionHistory } from "../blocks/question-history.tsx";
import { Notice } from "../notice.tsx";
import { scheduleWords } from "../schedule-words.ts";
import type { Session } from "../session.ts";
import { asGantryError, useLoad } from "../use-load.ts";
import type { Loaded } from "../use-load.ts";

/** Milliseconds between looks while something is being asked. */
const pause = 1500;

export function QuestionsPage({ session }: { readonly session: Session }) {
  const { client } = session;
  const loaded = useLoad(() => client.questions(), [session]);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<Loaded<unknown>["error"]>();
  const all = loaded.value ?? [];
  const { reload } = loaded;
  const isAsked = all.some((it) => it.outcomes[0]?.state === "running");
  useEffect(() => {
    if (!isAsked) return;
    const timer = setInterval(reload, pause);
    return () => clearInterval(timer);
  }, [isAsked, reload]);
  const act = (work: () => Promise<unknown>): void => {
    setError(undefined);
    work()
      .then(reload)
      .catch((reason: unknown) => setError(asGantryError(reason)));
  };
  const saved = (): void => {
    setSaving(false);
    reload();
  };
  const [mine, others] = [all.filter((it) => it.mine), all.filter((it) => !it.mine)];
  return (
    <div className="page">
      <h1>
        Questions <span className="count">{loaded.value?.length}</span>
      </h1>
      <p className="hint">Asked again by the clock, with your rights of that moment; you hear of what has changed.</p>
      <Notice error={loaded.error ?? error} />
      {saving ? (
        <QuestionForm session={session} onSaved={saved} onClose={() => setSaving(false)} />
      ) : (
        <button type="button" onClick={() => setSaving(true)}>
          Save a question
        </button>
      )}
      {loaded.value && all.length === 0 ? <p className="none">No saved questions yet.</p> : null}
      {mine.map((it) => (
        <Question key={it.id} session={session} question={it} act={act} />
      ))}
      {others.length > 0 ? <h2>Of others, whose data you may see</h2> : null}
      {others.map((it) => (
        <Question key={it.id} session={session} question={it} act={act} />
      ))}
    </div>
  );
}

interface QuestionProps {
  readonly session: Session;
  readonly question: QuestionView;
  readonly act: (work: () => Promise<unknown>) => void;
}

function Question({ session, question, act }: QuestionProps) {
  const { client } = session;
  const { id, name, mine, subscribed, muted, unseen, problem, outcomes } = question;
  const [last] = outcomes;
  const change = (verb: Parameters<typeof client.changeQuestion>[1]) => () =>
    act(() => client.changeQuestion(id, verb));
  return (
    <section className={unseen ? "saved-question news" : "saved-question"} aria-label={name}>
      <header>
        <h3>
          {name}
          {unseen ? <span className="tag">news</span> : null}
        </h3>
        <span className="choices">
          {unseen ? (
            <button type="button" className="second" onClick={change("seen")}>
              Seen
            </button>
          ) : null}
          {mine ? (
            <button type="button" className="second" onClick={() => act(() => client.runQuestion(id))}>
              Ask now
            </button>
          ) : null}
          {subscribed ? (
            <button type="button" className="second" onClick={change(muted ? "unmute" : "mute")}>
              {muted ? "Hear of it again" : "Mute"}
            </button>
          ) : null}
          {mine ? (
            <button type="button" className="second" onClick={() => act(() => client.removeQuestion(id))}>
              Remove
            </button>
          ) : (
            <button type="button" className="second" onClick={change(subscribed ? "unsubscribe" : "subscribe")}>
              {subscribed ? "Unsubscribe" : "Subscribe"}
            </button>
          )}
        </span>
      </header>
      <p>{question.question ?? flowText(question)}</p>
      {problem ? (
        <p className="trace">
          {question.active ? "Not answered" : "Stopped"} on {formatMoment(problem.at)}: {problem.detail}
        </p>
      ) : null}
      {last ? (
        <p className="last">
          <strong>{last.text}</strong>{" "}
          <a href={`#/runs/${last.run}`}>
            {last.rows} {last.rows === 1 ? "row" : "rows"}, {formatMoment(last.at)}
          </a>
        </p>
      ) : null}
      <p className="hint" title={question.schedule?.cron}>
        {factsOf(question)}
      </p>
      {last ? <QuestionHistory session={session} question={question} /> : null}
    </section>
  );
}

const flowText = ({ flow, input }: QuestionView): string =>
  `${flow ?? ""}: ${Object.entries(input)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ")}`;

function factsOf({ schedule, next, active, alert, subscribed, muted, byMail, subscribers, mine, owner }: QuestionView) {
  const when = schedule === null ? "asked by hand" : `${scheduleWords(schedule.cron)}, ${schedule.timeZone}`;
  const soon = next === null ? [] : [`next ${formatMoment(next)}`];
  const hearing = !subscribed ? "you don't hear of it" : muted ? "muted" : byMail ? "told by mail" : "told here";
  return [
    ...(mine ? [] : [`of ${owner}`]),
    when,
    ...(active ? soon : ["stopped"]),
    alertText(alert),
    hearing,
    `${subscribers} ${subscribers === 1 ? "subscriber" : "subscribers"}`,
  ].join(" · ");
}

function alertText(alert: QuestionView["alert"]): string {
  if (alert === null) return "every answer is told";
  if (alert.kind === "changed") return "told when it changes";
  const what = alert.kind === "count" ? "rows" : alert.column;
  const above = alert.above === undefined ? [] : [`above ${alert.above}`];
  const below = alert.below === undefined ? [] : [`below ${alert.below}`];
  return `told when ${what} ${[...above, ...below].join(" or ")}`;
}
