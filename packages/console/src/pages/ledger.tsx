import { formatMoment } from "@gantry/client";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { useLoad } from "../use-load.ts";

export function LedgerPage({ session }: { readonly session: Session }) {
  const entries = useLoad(() => session.client.ledger(), [session]);
  const verdict = useLoad(() => session.client.verifyLedger(), [session]);
  return (
    <div className="page">
      <h1>Ledger</h1>
      <Notice error={entries.error ?? verdict.error} />
      {verdict.value ? (
        <p className={verdict.value.ok ? "verdict ok" : "verdict broken"} role="status">
          {verdict.value.ok
            ? `Whole: ${verdict.value.entries} entries in ${verdict.value.chains} chains; every hash and checkpoint fits.`
            : verdict.value.findings.join(" ")}
        </p>
      ) : null}
      <table className="rows">
        <thead>
          <tr>
            <th>When</th>
            <th>What</th>
            <th>Who</th>
            <th>Run</th>
            <th>Content</th>
            <th>Hash</th>
          </tr>
        </thead>
        <tbody>
          {entries.value?.map((entry) => (
            <tr key={`${entry.chain} ${entry.seq}`}>
              <td className="when">{formatMoment(entry.at)}</td>
              <td>{entry.kind}</td>
              <td>{entry.caller ?? "–"}</td>
              <td>{entry.run ? <code>{entry.run.slice(0, 8)}</code> : "–"}</td>
              <td>
                <details>
                  <summary className="hint">{Object.keys(entry.body).join(", ")}</summary>
                  <pre>{JSON.stringify(entry.body, null, 1)}</pre>
                </details>
              </td>
              <td>
                <code title={entry.hash}>{entry.hash.slice(0, 10)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
