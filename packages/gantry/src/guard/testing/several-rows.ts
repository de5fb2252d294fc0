// Rows of one step for tests, and a model that writes for one or for several in a call.
import type { Cell } from "../../catalog/index.ts";
import type { TextReply, TextRequest } from "../../model/index.ts";
import type { ModelEgress, RowOutcome } from "../types.ts";
import { modelEgress, row } from "./sample.ts";

export const names = ["Ada Lovelace", "Grace Hopper", "Barbara Liskov", "Edsger Dijkstra", "Margaret Hamilton"];
const companies = ["Aldermoor", "Brightwater", "Calloway", "Dunmore", "Eastgate"];

export type CustomerRow = Readonly<Record<string, Cell>> & { readonly id: string; readonly contact_id: string };

/** So many customers, each with a usage of its own unless all are to be alike. */
export const customers = (
  count: number,
  changes: (index: number) => Readonly<Record<string, Cell>> = () => ({}),
): readonly CustomerRow[] =>
  Array.from({ length: count }, (_, index) => ({
    ...row,
    id: `00${index}`,
    contact_id: `c${index}`,
    contact: names[index % names.length] ?? "",
    account: `${companies[index % companies.length] ?? ""} Ltd`,
    email: `buyer${index}@example.com`,
    usage_trend: -(111 + index) / 1000,
    tickets: [],
    ...changes(index),
  }));

export const egressesOf = (rows: readonly CustomerRow[], changes: Partial<ModelEgress> = {}): readonly ModelEgress[] =>
  rows.map((values) =>
    modelEgress({
      row: values.id,
      values,
      known: [],
      rows,
      subjects: [`crm.contacts:${values.contact_id}`],
      ...changes,
    }),
  );

/** One fence of a prompt. */
export interface Piece {
  readonly mark: string;
  readonly data: string;
}

export const piecesIn = ({ prompt }: TextRequest): readonly Piece[] =>
  Array.from(prompt.matchAll(/⟦data (\w+)⟧\n([\s\S]*?)\n⟦end \1⟧/g), ([, mark = "", data = ""]) => ({ mark, data }));

export const holdsSeveral = ({ schema }: TextRequest): boolean => JSON.stringify(schema).includes('"replies"');

/** What a model says that writes for each piece by itself. */
export const replyingTo =
  (write: (data: string) => Readonly<Record<string, Cell>>) =>
  (request: TextRequest): TextReply["output"] =>
    holdsSeveral(request)
      ? { replies: piecesIn(request).map(({ mark, data }) => ({ mark, reply: write(data) })) }
      : write(piecesIn(request)[0]?.data ?? "");

const tokenIn = (data: string, type: string): string => new RegExp(`${type}_[0-9A-Z]{4}`).exec(data)?.[0] ?? "";

/** A letter that names its reader and the row's usage, as the row has it. */
export const letter = (data: string): { readonly body: string } => ({
  body: `Dear ${tokenIn(data, "PERSON")}, usage is at ${/Usage: (\S+)/.exec(data)?.[1] ?? ""}. Regards`,
});

/** Bodies, or what went wrong. */
export const bodiesOf = (outcomes: readonly RowOutcome[]): readonly string[] =>
  outcomes.map((outcome) =>
    "result" in outcome
      ? JSON.stringify(outcome.result.output["body"])
      : outcome.error instanceof Error
        ? outcome.error.message
        : "",
  );
