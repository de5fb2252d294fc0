// What a run pins when it starts: document, shapes, parameters, caller. Sealed in its row, kept in memory while in use.
import { GantryError } from "@gantry/contract";
import type { Interpretation } from "@gantry/contract";
import type { CalledFlow, FlowDocument } from "../flow/index.ts";
import type { Caller } from "../policy/index.ts";
import type { TypedValue } from "../query/index.ts";
import { runRows } from "../store/index.ts";
import type { Box, ParentRow, RunRow, Sealer, Store } from "../store/index.ts";
import { planOf } from "./plan.ts";
import type { Plan } from "./plan.ts";
import type { FlowShapes } from "./shapes.ts";
import type { StartRequest } from "./types.ts";

export interface PinnedRun {
  readonly id: string;
  readonly document: FlowDocument;
  readonly plan: Plan;
  readonly shapes: FlowShapes;
  readonly parameters: Readonly<Record<string, TypedValue>>;
  readonly interpretation: Interpretation;
  readonly caller: Caller;
  readonly question: string | null;
  readonly policy: string;
  /** Rules of the flows that called it, beside its own. */
  readonly narrows: CalledFlow["narrows"];
  /** For which row of which run it was called, if it was. */
  readonly parent?: ParentRow;
  readonly createdAt: Date;
  readonly box: Box;
}

/** As sealed: JSON, in which 64-bit integers are strings. */
interface Pinned extends Pick<PinnedRun, "document" | "shapes" | "interpretation" | "caller" | "question"> {
  readonly narrows?: CalledFlow["narrows"];
  readonly parameters: Readonly<Record<string, Omit<TypedValue, "value"> & { readonly value: unknown }>>;
}

const about = "runs";

export function sealPinned(box: Box, request: StartRequest, shapes: FlowShapes): Buffer {
  const parameters = Object.fromEntries(
    Object.entries(request.input.parameters).map(([name, { type, value }]) => [
      name,
      { type, value: typeof value === "bigint" ? String(value) : value },
    ]),
  );
  const { flow: document, interpretation, caller, question } = request;
  const narrows = request.called?.narrows;
  const pinned = { document, shapes, parameters, interpretation, caller, question };
  return box.seal((narrows ? { ...pinned, narrows } : pinned) satisfies Pinned, about);
}

export type LoadRun = (id: string) => Promise<PinnedRun>;

/** Loads runs by id, keeping the most recently used in memory; `load` throws `not-found`. */
export function createRunLoader(
  store: Store,
  sealer: Sealer,
  keep = 100,
): { readonly load: LoadRun; readonly remember: (run: PinnedRun) => void } {
  const known = new Map<string, PinnedRun>();
  let version = sealer.version();
  const remember = (run: PinnedRun): void => {
    known.delete(run.id);
    known.set(run.id, run);
    if (known.size > keep) known.delete(known.keys().next().value ?? "");
  };
  return {
    remember,
    load: async (id) => {
      if (version !== sealer.version()) known.clear();
      version = sealer.version();
      const found = known.get(id) ?? (await load(store, sealer, id));
      remember(found);
      return found;
    },
  };
}

/** A run that can still be read: not one that a rule of retention took away, nor one whose key was destroyed. */
export async function loadIfKept(load: LoadRun, id: string): Promise<PinnedRun | undefined> {
  try {
    return await load(id);
  } catch (error) {
    if (error instanceof GantryError && (error.code === "not-found" || error.code === "expired")) return undefined;
    throw error;
  }
}

async function load(store: Store, sealer: Sealer, id: string): Promise<PinnedRun> {
  const row = await runRows.find(store.pool, id);
  if (!row) throw new GantryError("not-found", "there is no such run", { where: { run: id } });
  const box = sealer.box(id);
  // Sealed by `sealPinned`, and authenticated.
  const pinned = box.open(row.sealed, about) as Pinned;
  return {
    ...pinned,
    id,
    plan: planOf(pinned.document),
    parameters: Object.fromEntries(
      Object.entries(pinned.parameters).map(([name, { type, value }]) => [
        name,
        { type, value: type === "int64" && typeof value === "string" ? BigInt(value) : value } as TypedValue,
      ]),
    ),
    policy: row.policy,
    narrows: pinned.narrows ?? [],
    ...parentOf(row),
    createdAt: row.createdAt,
    box,
  };
}

function parentOf({ parent: run, parentStep: step, parentRow: row, parentTry: attempt }: RunRow): {
  readonly parent?: ParentRow;
} {
  if (run === null || step === null || row === null || attempt === null) return {};
  return { parent: { run, step, row, attempt } };
}
