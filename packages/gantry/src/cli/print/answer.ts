// An answer in the terminal: table, drafts, next steps, receipt.
import type { Answer, Block, BlockColumn, Cell, Draft } from "@gantry/contract";

export function printAnswer(answer: Answer, url: string): void {
  console.log(`\n${bold(answer.interpretation.title)}\n${dim(answer.interpretation.text)}\n`);
  for (const block of answer.blocks) printBlock(block);
  for (const line of answer.coverage) console.log(dim(`• ${line}`));
  console.log(dim(`\n${answer.receipt.summary}`));
  if (answer.status === "waiting")
    console.log(`\nWaiting for decisions: ${url}/#/runs/${answer.run} or \`gantry approvals\``);
}

function printBlock(block: Block): void {
  switch (block.kind) {
    case "text":
      return console.log(`${block.text}\n`);
    case "metric":
      return console.log(`${block.title}: ${formatCell(block.value, { format: block.format })}\n`);
    case "table":
      console.log(`${bold(block.title)} (${block.rows.length})`);
      return printTable(block.columns, block.rows);
    case "drafts":
      console.log(bold(`${block.title} (${block.drafts.length})`));
      for (const draft of block.drafts) printDraft(draft);
      for (const { account, why } of block.without) console.log(`  no letter to ${account}: ${why}`);
      return console.log();
    case "actions":
      console.log(bold(`${block.title} (${block.actions.length})`));
      for (const action of block.actions)
        console.log(`  ${action.account}: ${action.title} by ${action.due} ${dim(`(${action.why})`)}`);
      return console.log();
    default:
      // Charts and images have no form in a terminal.
      return undefined;
  }
}

function printDraft(draft: Draft): void {
  const by = draft.template ? `${draft.model}, a template` : draft.model;
  console.log(
    `\n  ${bold(draft.subject)}\n  ${dim(`to ${draft.to ?? "(withheld)"} · ${draft.language} · by ${by} · ${draft.state}`)}`,
  );
  console.log(
    draft.body
      .split("\n")
      .map((line) => `  │ ${line}`)
      .join("\n"),
  );
  for (const flag of draft.flags) console.log(`  ! ${flag}`);
}

function printTable(columns: readonly BlockColumn[], rows: readonly Readonly<Record<string, Cell>>[]): void {
  const texts = rows.map((row) =>
    columns.map((column) =>
      shorten(
        formatCell(row[column.name] ?? null, { format: column.format, unit: row[column.unit ?? ""] ?? column.unit }),
        44,
      ),
    ),
  );
  const widths = columns.map((column, index) =>
    Math.max(column.title.length, ...texts.map((line) => line[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd();
  console.log(`  ${dim(line(columns.map((column) => column.title)))}`);
  for (const text of texts) console.log(`  ${line(text)}`);
  console.log();
}

function formatCell(cell: Cell, { format, unit }: { format: BlockColumn["format"]; unit?: unknown }): string {
  if (cell === null) return "–";
  if (Array.isArray(cell)) {
    // Of reasons, the strongest of those that raise the score.
    const texts = cell.map((it) =>
      typeof it === "object" && it !== null ? (it.contribution > 0 ? it.text : "") : String(it),
    );
    return texts.filter(Boolean).slice(0, 3).join("; ");
  }
  if (format === "percent" && typeof cell === "number") return `${Math.round(cell * 100)}%`;
  if (format === "currency" && !Number.isNaN(Number(cell)))
    return `${Math.round(Number(cell)).toLocaleString("en")} ${typeof unit === "string" ? unit : ""}`.trim();
  if (format === "number" && typeof cell === "number") return String(Math.round(cell * 100) / 100);
  return String(cell);
}

const shorten = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;
const styled =
  (code: number) =>
  (text: string): string =>
    process.stdout.isTTY ? `\u001B[${code}m${text}\u001B[0m` : text;
const bold = styled(1);
const dim = styled(2);
