// What left in this run: to whom, which columns, how treated. First in words, then column by column.
import { counted, formatMoment } from "@gantry/client";
import type { Receipt, ReceiptColumn, ReceiptEgress, Treatment } from "@gantry/contract";
import type { Session } from "../session.ts";

export interface ReceiptPanelProps {
  readonly receipt: Receipt;
  readonly planner: string;
  readonly session: Session;
}

export function ReceiptPanel({ receipt, planner, session }: ReceiptPanelProps) {
  const { ledger } = receipt;
  const mayAudit = session.caller.roles.some((role) => role === "compliance" || role === "administrator");
  return (
    <section className="panel receipt" aria-label="Receipt">
      <h2>Receipt</h2>
      <p className="summary">{receipt.summary}</p>
      <p className="hint">
        Planned by <code>{planner}</code>, which saw the question and the catalog, no rows.
      </p>
      <h3>What left</h3>
      {receipt.egresses.length === 0 ? <p className="hint">Nothing left.</p> : null}
      {receipt.egresses.map((egress) => (
        <EgressView key={egress.id} egress={egress} />
      ))}
      {receipt.scores?.map((score) => (
        <p className="hint" key={score.step}>
          <strong>{score.model}</strong> computed {counted(score.rows, "row")} here, for step <code>{score.step}</code>:{" "}
          {score.reason}
        </p>
      ))}
      <h3>What was read</h3>
      <table className="sources">
        <tbody>
          {receipt.sources.map((source) => (
            <tr key={`${source.table} ${source.asOf}`}>
              <td>
                <code>{source.table}</code>
              </td>
              <td className="numeric">{counted(source.rows, "row")}</td>
              <td className="numeric">{counted(source.calls, "call")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint">
        Policy <code>{receipt.policy}</code>
        {ledger ? (
          <>
            {" · ledger "}
            {mayAudit ? (
              <a href={`#/ledger/${receipt.run}`}>{`${ledger.from}–${ledger.to}`}</a>
            ) : (
              `${ledger.from}–${ledger.to}`
            )}
            {", head "}
            <code>{ledger.head.slice(0, 10)}</code>
          </>
        ) : null}
      </p>
    </section>
  );
}

const verbs: Readonly<Record<ReceiptEgress["kind"], string>> = {
  model: "model",
  tool: "tool",
  mail: "mail",
  write: "write",
  viewer: "viewer",
};

const treatments: readonly { readonly treatment: Treatment; readonly title: string }[] = [
  { treatment: "token", title: "as tokens" },
  { treatment: "band", title: "as bands" },
  { treatment: "drop", title: "left out" },
  { treatment: "refuse", title: "refused" },
  { treatment: "pass", title: "in clear" },
];

function EgressView({ egress }: { readonly egress: ReceiptEgress }) {
  const tokens = Object.entries(egress.tokens);
  const groups = treatments
    .map(({ treatment, title }) => ({
      title,
      treatment,
      columns: egress.columns.filter((it) => it.treatment === treatment),
    }))
    .filter(({ columns }) => columns.length > 0);
  return (
    <details className="egress">
      <summary>
        <strong>{egress.destination}</strong>
        <span className={`zone ${egress.zone}`}>{egress.zone}</span>
        {egress.status === "done" ? null : <span className={`state ${egress.status}`}>{egress.status}</span>}
        <span className="hint">
          {verbs[egress.kind]} · {counted(egress.rows, "row")} ·{" "}
          {groups.map(({ title, columns }) => `${columns.length} ${title}`).join(", ")}
        </span>
      </summary>
      <p className="hint">
        {formatMoment(egress.at)} · step <code>{egress.step}</code>
        {egress.usage && egress.usage.input + egress.usage.output > 0
          ? ` · ${counted(egress.usage.input + egress.usage.output, "model token")}, $${egress.usage.cost.toFixed(4)}`
          : ""}
      </p>
      {egress.reason === undefined ? null : <p className="hint">This model: {egress.reason}</p>}
      {tokens.length > 0 ? (
        <p className="hint">Values replaced: {tokens.map(([label, count]) => `${count} × ${label}`).join(", ")}</p>
      ) : null}
      {groups.map(({ title, treatment, columns }) => (
        <ColumnGroup key={treatment} title={title} treatment={treatment} columns={columns} />
      ))}
    </details>
  );
}

function ColumnGroup({
  title,
  treatment,
  columns,
}: {
  readonly title: string;
  readonly treatment: Treatment;
  readonly columns: readonly ReceiptColumn[];
}) {
  const labels = [...new Set(columns.map((it) => it.label))];
  return (
    <div className="column-group">
      <h4>
        <span className={`treatment ${treatment}`}>{title}</span>
      </h4>
      <dl>
        {labels.map((label) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {[...new Set(columns.filter((it) => it.label === label).map((it) => it.column))].map((column) => (
                <code key={column}>{column}</code>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
