// Mails and writes of which nobody knows whether they happened: where to look, and what to say then.
import { formatMoment } from "@gantry/client";
import type { EffectOutcome, UncertainEffectView } from "@gantry/contract";
import { useState } from "react";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { Table } from "../table.tsx";
import { asGantryError, useLoad } from "../use-load.ts";
import type { Loaded } from "../use-load.ts";

const outcomes: readonly { readonly outcome: EffectOutcome; readonly text: string }[] = [
  { outcome: "sent", text: "It happened" },
  { outcome: "send-again", text: "It did not: once more" },
  { outcome: "give-up", text: "It did not: let it be" },
];

export function Uncertain({ session }: { readonly session: Session }) {
  const loaded = useLoad(() => session.client.uncertain(), [session]);
  const [left, setLeft] = useState<readonly UncertainEffectView[]>();
  const [error, setError] = useState<Loaded<unknown>["error"]>();
  const [busy, setBusy] = useState<string>();
  const all = left ?? loaded.value ?? [];
  const resolve = (effect: UncertainEffectView, outcome: EffectOutcome): void => {
    setBusy(effect.id);
    setError(undefined);
    session.client
      .resolve(effect, { outcome })
      .then(setLeft)
      .catch((reason: unknown) => setError(asGantryError(reason)))
      .finally(() => setBusy(undefined));
  };
  if (all.length === 0) return <Notice error={loaded.error ?? error} />;
  return (
    <section aria-label="Uncertain">
      <h2>
        Uncertain <span className="count">{all.length}</span>
      </h2>
      <p className="hint">Nobody knows whether these happened. Look in the system itself, then say.</p>
      <Notice error={error} />
      <Table>
        {all.map((it) => (
          <tr key={it.id}>
            <td>
              <a href={`#/runs/${it.run}`}>{headOf(it)}</a>
              {it.look ? <div className="hint trace">{it.look}</div> : null}
            </td>
            <td>{recipientOf(it)}</td>
            <td className="hint">{it.operation}</td>
            <td className="when">{formatMoment(it.since)}</td>
            <td className="choices">
              {it.mayResolve
                ? outcomes.map(({ outcome, text }) => (
                    <button
                      key={outcome}
                      type="button"
                      className={outcome === "sent" ? "" : "second"}
                      disabled={busy === it.id}
                      onClick={() => resolve(it, outcome)}
                    >
                      {text}
                    </button>
                  ))
                : null}
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

const recipientOf = ({ content }: UncertainEffectView): string => String(content["to"] ?? content["relatedTo"] ?? "");

const headOf = ({ content, title }: UncertainEffectView): string =>
  ["subject", "title"]
    .map((name) => content[name])
    .find((it) => typeof it === "string" && it !== "")
    ?.toString() ?? title;
