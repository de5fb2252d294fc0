// The work that both sides do: a customer is read from memory, three models add a number each, a person accepts in between.
import type { Cell } from "../../packages/gantry/src/catalog/index.ts";
import type { ScoreModel } from "../../packages/gantry/src/model/index.ts";
import { analyticDeployment } from "../../packages/gantry/src/run/testing/deployment.ts";

type Scored = Readonly<Record<string, Cell>>;

export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly spend: number;
  readonly seats: number;
  readonly note: string;
}

/** Flows of either side read one customer each, in turns. */
export const customers: readonly Customer[] = Array.from({ length: 100 }, (_, index) => ({
  id: `C${String(index).padStart(4, "0")}`,
  name: `Customer ${index} of some name`,
  spend: (index * 7919) % 50_000,
  seats: 5 + ((index * 104_729) % 400),
  note: `Renewed twice, last time in ${2015 + (index % 11)}; asked for offer ${index * 31}.`,
}));

const numberIn = (row: Scored, column: string): number => Number(row[column] ?? 0);

const model = (name: string, inputs: readonly string[], of: (row: Scored) => number): ScoreModel => ({
  deployment: analyticDeployment(name),
  inputs: inputs.map((column) => ({ name: column, type: "double" })),
  outputs: [{ name, type: "double", from: inputs, bounded: true, description: `${name} of a customer` }],
  score: (rows) => Promise.resolve({ outputs: rows.map((row) => ({ [name]: of(row) })), coverage: [] }),
});

type Formula = readonly [name: string, inputs: readonly string[], of: (row: Scored) => number];

/** Two run before the approval, two after it. */
const formulas: readonly Formula[] = [
  ["value", ["spend", "seats"], (row) => numberIn(row, "spend") / numberIn(row, "seats")],
  ["weight", ["value"], (row) => 1 / (1 + Math.exp(-numberIn(row, "value") / 1000))],
  ["discount", ["weight"], (row) => Math.round(numberIn(row, "weight") * 20)],
  ["price", ["spend", "discount"], (row) => numberIn(row, "spend") * (1 - numberIn(row, "discount") / 100)],
];

/** By name. */
export const models: ReadonlyMap<string, ScoreModel> = new Map(
  formulas.map(([name, inputs, of]) => [name, model(name, inputs, of)]),
);

/** What a flow must come to. */
export const expectedPrice = (customer: Customer): number =>
  numberIn(
    formulas.reduce<Scored>((row, [name, , of]) => ({ ...row, [name]: of(row) }), { ...customer }),
    "price",
  );

/** One side of the comparison. */
export interface Side {
  /** Does one flow from start to end, the approval included; gives the price that it came to. */
  flow(customer: Customer): Promise<number>;
  close(): Promise<void>;
}
