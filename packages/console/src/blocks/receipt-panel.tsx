// What left in this run: to whom, which columns, how treated.
import type { Receipt, ReceiptEgress } from "@gantry/contract";
import { formatMoment } from "@gantry/client";

export function ReceiptPanel({ receipt, planner }: { readonly receipt: Receipt; readonly planner: string }) {
  return (
    <aside className="receipt" aria-label="Receipt">
      <h2>Receipt</h2>
      <p className="summary">{receipt.summary}</p>
      <p className="hint">Planned by {planner}</p>
      {receipt.egresses.map((egress) => (
        <EgressView key={egress.id} egress={egress} />
      ))}
      <h3>Read from</h3>
      <ul className="sources">
        {receipt.sources.map((source) => (
          <li key={`${source.table} ${source.asOf}`}>
            <code>{source.table}</code>
            <span>
              {source.rows} rows, {source.calls} {source.calls === 1 ? "call" : "calls"}
            </span>
          </li>
        ))}
      </ul>
      <p className="hint">
        Policy {receipt.policy}
        {receipt.ledger
          ? ` · ledger ${receipt.ledger.from}–${receipt.ledger.to}, head ${receipt.ledger.head.slice(0, 10)}`
          : ""}
      </p>
    </aside>
  );
}

function EgressView({ egress }: { readonly egress: ReceiptEgress }) {
  const tokens = Object.entries(egress.tokens);
  return (
    <details className="egress">
      <summary>
        <strong>{egress.destination}</strong>
        <span className={`zone ${egress.zone}`}>{egress.zone}</span>
        <span className="hint">
          {egress.kind} · {egress.rows} {egress.rows === 1 ? "row" : "rows"} · {egress.columns.length} columns
        </span>
      </summary>
      <p className="hint">
        {formatMoment(egress.at)} · step {egress.step} · {egress.status}
        {egress.usage ? ` · ${egress.usage.input + egress.usage.output} tokens, $${egress.usage.cost.toFixed(4)}` : ""}
      </p>
      <table>
        <tbody>
          {egress.columns.map((column) => (
            <tr key={`${column.column} ${column.level} ${column.label}`}>
              <td>
                <code>{column.column}</code>
              </td>
              <td className="hint">{column.level}</td>
              <td>
                <span className={`treatment ${column.treatment}`}>{column.treatment}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {tokens.length > 0 ? (
        <p className="hint">Tokens: {tokens.map(([label, count]) => `${count} ${label}`).join(", ")}</p>
      ) : null}
    </details>
  );
}
