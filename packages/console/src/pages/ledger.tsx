// The ledger: what happened and what left, entry by entry, and whether the chain is whole.
import { counted, formatMoment } from "@gantry/client";
import { sayEntry } from "../say-entry.ts";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { Table } from "../table.tsx";
import { useLoad } from "../use-load.ts";

export function LedgerPage({ session, run }: { readonly session: Session; readonly run: string | undefined }) {
  const entries = useLoad(() => session.client.ledger(run === undefined ? {} : { run }), [session, run]);
  const verdict = useLoad(() => session.client.verifyLedger(), [session]);
  return (
    <div className="page">
      <h1>Ledger</h1>
      <Notice error={entries.error ?? verdict.error} />
      {verdict.value ? (
        <p className={verdict.value.ok ? "verdict ok" : "verdict broken"} role="status">
          {verdict.value.ok
            ? `Verified: ${counted(verdict.value.entries, "entry", "entries")} in ${counted(verdict.value.chains, "chain")}; every hash and every signed checkpoint fits.`
            : verdict.value.findings.join(" ")}
        </p>
      ) : (
        <p className="verdict" role="status">
          Verifying …
        </p>
      )}
      {run === undefined ? null : (
        <p>
          Entries of one run, <code>{run}</code>. <a href="#/ledger">Show all</a>
        </p>
      )}
      {entries.value?.length === 0 ? <p className="none">Nothing is written yet.</p> : null}
      {entries.value && entries.value.length > 0 ? (
        <Table heads={["No.", "When", "What", "Entry", "Who", "Run", "Hash"]}>
          {entries.value.map((entry) => (
            <tr key={`${entry.chain} ${entry.seq}`}>
              <td className="when">{entry.seq}</td>
              <td className="when">{formatMoment(entry.at)}</td>
              <td>
                <span className={`state ${entry.kind}`}>{entry.kind}</span>
              </td>
              <td>
                <details>
                  <summary>{sayEntry(entry)}</summary>
                  <pre>{JSON.stringify(entry.body, null, 1)}</pre>
                </details>
              </td>
              <td className="hint">{entry.caller ?? "–"}</td>
              <td>
                {entry.run === null ? (
                  "–"
                ) : (
                  <a href={`#/ledger/${entry.run}`} title={entry.run}>
                    {entry.run.slice(-8)}
                  </a>
                )}
              </td>
              <td>
                <code title={entry.hash}>{entry.hash.slice(0, 10)}</code>
              </td>
            </tr>
          ))}
        </Table>
      ) : null}
    </div>
  );
}
