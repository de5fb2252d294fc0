import type { BlockColumn, Cell, Reason, TableBlock } from "@gantry/contract";
import type { z } from "zod";
import { formatCell } from "@gantry/client";

type Row = z.infer<typeof TableBlock>["rows"][number];

const isNumeric = (column: BlockColumn): boolean => ["number", "percent", "currency"].includes(column.format);

export function TableBlockView({ block }: { readonly block: z.infer<typeof TableBlock> }) {
  const { columns, rows, title } = block;
  return (
    <section className="table-block">
      <h2>
        {title} <span className="count">{rows.length}</span>
      </h2>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.name} scope="col" className={isNumeric(column) ? "numeric" : undefined}>
                  {column.title}
                  {isTreated(column, rows) ? (
                    <span className={`treatment ${column.treatment}`}>{column.treatment}</span>
                  ) : null}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={typeof row["$key"] === "string" ? row["$key"] : index}>
                {columns.map((column) => (
                  <td key={column.name} className={isNumeric(column) ? "numeric" : column.format}>
                    <CellView cell={row[column.name]} column={column} row={row} />
                  </td>
                ))}
              </tr>
            ))}
            {rows.length === 0 ? (
              <tr>
                <td colSpan={columns.length} className="none">
                  No rows.
                </td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Whether a treatment shows in the column: a score made from texts that are masked is no token itself. */
function isTreated({ name, treatment, format }: BlockColumn, rows: readonly Row[]): boolean {
  if (treatment === "pass") return false;
  if (treatment === "drop" || treatment === "refuse") return true;
  const cells = rows.map((row) => row[name]);
  return format === "list"
    ? cells.some((cell) => /\b[A-Z]+_[0-9A-Z]{5,}/.test(JSON.stringify(cell)))
    : cells.some((cell) => typeof cell === "string");
}

function CellView({
  cell,
  column,
  row,
}: {
  readonly cell: Cell | undefined;
  readonly column: BlockColumn;
  readonly row: Row;
}) {
  if (column.name === "probability" && typeof cell === "number") return <Probability value={cell} />;
  if (isReasons(cell)) return <Reasons reasons={cell} />;
  const unit = column.unit === undefined ? undefined : (row[column.unit] ?? column.unit);
  return <>{formatCell(cell, column.format, typeof unit === "string" ? unit : undefined)}</>;
}

function Probability({ value }: { readonly value: number }) {
  const percent = Math.round(value * 100);
  return (
    <span className="probability">
      <span className="gauge" aria-hidden="true">
        <span style={{ width: `${percent}%` }} className={value >= 0.75 ? "high" : "medium"} />
      </span>
      {percent}%
    </span>
  );
}

/** What raised the probability, strongest first; a longer bar weighs more. */
function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  const raising = reasons.filter((reason) => reason.contribution > 0).slice(0, 3);
  const strongest = Math.max(...raising.map((reason) => reason.contribution), 0.01);
  return (
    <ul className="reasons">
      {raising.map((reason) => (
        <li key={reason.feature} title={`contribution ${reason.contribution.toFixed(2)} to the log-odds`}>
          <span
            className="weight"
            aria-hidden="true"
            style={{ width: `${Math.round((reason.contribution / strongest) * 20)}px` }}
          />
          {reason.text}
        </li>
      ))}
    </ul>
  );
}

const isReasons = (cell: Cell | undefined): cell is Reason[] =>
  Array.isArray(cell) && cell.length > 0 && cell.every((it) => typeof it === "object" && it !== null);
