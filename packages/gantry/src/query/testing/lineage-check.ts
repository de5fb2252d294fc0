// Lineage of random queries on one random world, held against what changes when data changes.
import { GantryError } from "@gantry/contract";
import { createBinder, type Binder } from "../binder.ts";
import { placesIn, withValues } from "../sql/bound.ts";
import { influencesOf, moreInfluencesOf, type Influences, type Proven } from "./influence.ts";
import { openPerturbed, type Perturbed } from "./perturbed.ts";
import { choicesFrom } from "./random/choices.ts";
import type { Functions } from "./random/functions.ts";
import { randomQuery, type RandomQuery } from "./random/query.ts";
import { randomWorld, refilled, type World } from "./random/world.ts";

export interface LineageCheck {
  readonly generated: number;
  readonly accepted: readonly RandomQuery[];
  /** With a part that must be refused, and that were. */
  readonly refused: readonly RandomQuery[];
  /** That should have been accepted, with the reason why they were not. */
  readonly turnedAway: readonly { readonly query: RandomQuery; readonly why: string }[];
  /** With a part that must be refused, but accepted. */
  readonly letThrough: readonly RandomQuery[];
  /** Of the queries that gave an answer. */
  readonly influences: readonly Influences[];
}

/** An answer that shows nothing is kept once in so many times: little can be seen to matter in it. */
const dull = 4;

/** On how many more fillings of the same catalog a query is run where a listed column hasn't mattered. */
const moreWorlds = 2;

const typesOf = ({ parameters }: RandomQuery) =>
  Object.fromEntries(Object.entries(parameters).map(([name, { type }]) => [name, type]));

type Bound = Omit<Proven, "isTraced" | "weight">;

const bind = async (query: RandomQuery, world: World, binder: Binder): Promise<Bound | string> => {
  const steps = Object.fromEntries(Object.entries(world.steps).map(([name, { columns }]) => [name, columns]));
  try {
    const binding = await binder.bind(query.sql, { parameters: typesOf(query), steps });
    const sql = withValues(query.sql, placesIn(query.sql), query.parameters);
    const { tables, steps: read } = binding.query;
    return { sql, lineage: binding.lineage, reads: new Set([...tables, ...read]) };
  } catch (error) {
    if (error instanceof GantryError && error.code === "bad-sql") return error.message;
    throw error;
  }
};

/** For how many queries this one stands: nothing where it is left out. */
const weights = (perturbed: Perturbed) => {
  let dulls = 0;
  return async (sql: string): Promise<number | undefined> => {
    if (!(await perturbed.isDull(sql))) return 1;
    dulls += 1;
    return dulls % dull === 1 ? dull : undefined;
  };
};

/** Checks `count` random queries on the world of `seed`. */
export const checkLineage = async (seed: number, count: number, functions: Functions): Promise<LineageCheck> => {
  const choices = choicesFrom(seed);
  const world = randomWorld(choices, "plain");
  const binder = createBinder(world.catalog);
  const perturbed = await openPerturbed(world, choices);
  const accepted: RandomQuery[] = [];
  const refused: RandomQuery[] = [];
  const turnedAway: { readonly query: RandomQuery; readonly why: string }[] = [];
  const letThrough: RandomQuery[] = [];
  const proven: Proven[] = [];
  const weightOf = weights(perturbed);
  try {
    for (let index = 0; index < count; index += 1) {
      const query = randomQuery(choices, world, functions, { isSteady: false, forbidden: 0.04, traced: 0.15 });
      const bound = await bind(query, world, binder);
      if (typeof bound === "string") {
        if (query.forbidden === undefined) turnedAway.push({ query, why: bound });
        else refused.push(query);
        continue;
      }
      accepted.push(query);
      if (query.forbidden !== undefined) {
        letThrough.push(query);
        continue;
      }
      const weight = await weightOf(bound.sql);
      if (weight !== undefined) proven.push({ ...bound, isTraced: query.isTraced, weight });
    }
    let influences = await influencesOf(proven, perturbed);
    for (let turn = 0; turn < moreWorlds; turn += 1) {
      const other = await openPerturbed(refilled(world, choices), choices);
      influences = await moreInfluencesOf(influences, other).finally(() => other.close());
    }
    return { generated: count, accepted, refused, turnedAway, letThrough, influences };
  } finally {
    await perturbed.close();
    await binder.close();
  }
};
