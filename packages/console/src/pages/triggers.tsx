// What starts flows without anybody asking: when it is next, what it started last, and what keeps it from starting.
import { formatMoment } from "@gantry/client";
import type { TriggerView } from "@gantry/contract";
import { useState } from "react";
import { Notice } from "../notice.tsx";
import { scheduleWords } from "../schedule-words.ts";
import type { Session } from "../session.ts";
import { Table } from "../table.tsx";
import { asGantryError, useLoad } from "../use-load.ts";
import type { Loaded } from "../use-load.ts";

export function Triggers({ session }: { readonly session: Session }) {
  const loaded = useLoad(() => session.client.triggers(), [session]);
  const [error, setError] = useState<Loaded<unknown>["error"]>();
  const [busy, setBusy] = useState<string>();
  const all = loaded.value ?? [];
  const turn = ({ name, paused }: TriggerView): void => {
    setBusy(name);
    setError(undefined);
    const turned = paused ? session.client.resumeTrigger(name) : session.client.pauseTrigger(name);
    turned
      .then(loaded.reload)
      .catch((reason: unknown) => setError(asGantryError(reason)))
      .finally(() => setBusy(undefined));
  };
  if (all.length === 0) return <Notice error={loaded.error} />;
  return (
    <section aria-label="Triggers">
      <h2>
        Triggers <span className="count">{all.length}</span>
      </h2>
      <Notice error={error} />
      <Table heads={["Trigger", "On", "Flow", "Next", "Last"]} unseenHead="Pause or resume">
        {all.map((it) => (
          <tr key={it.name}>
            <td>
              {it.title}
              {it.problem ? <div className="hint trace">{it.problem.detail}</div> : null}
            </td>
            <td>
              <Source trigger={it} />
            </td>
            <td>
              {it.flow} <span className="hint">as {it.as}</span>
            </td>
            <td className="when">{nextOf(it)}</td>
            <td className="when">
              <Last trigger={it} />
            </td>
            <td className="choices">
              {it.mayChange ? (
                <button type="button" className="second" disabled={busy === it.name} onClick={() => turn(it)}>
                  {it.paused ? "Resume" : "Pause"} <span className="unseen">{it.title}</span>
                </button>
              ) : null}
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

/** A schedule in words, with its expression as the tooltip; whatever else as it is written. */
function Source({ trigger: { kind, source } }: { readonly trigger: TriggerView }) {
  const at = source.lastIndexOf(", ");
  if (kind !== "schedule" || at < 0) return <code>{source}</code>;
  const [cron, zone] = [source.slice(0, at), source.slice(at)];
  return (
    <span title={cron}>
      {scheduleWords(cron)}
      {zone}
    </span>
  );
}

function nextOf({ paused, next, problem }: TriggerView): string {
  if (paused) return "paused";
  if (problem !== null && problem.at === null) return "can't start";
  return next === null ? "when it comes" : formatMoment(next);
}

function Last({ trigger }: { readonly trigger: TriggerView }) {
  const [last] = trigger.firings;
  if (last === undefined) return null;
  const at = formatMoment(last.at);
  return last.run === null ? <>{at}, nothing started</> : <a href={`#/runs/${last.run}`}>{at}</a>;
}
