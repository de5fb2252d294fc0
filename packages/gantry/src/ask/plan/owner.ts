// Whom things belong to: of a catalog's subjects the one that most others refer to.
import type { Subject } from "../../catalog/index.ts";
import type { Paths } from "./paths.ts";
import type { VisibleCatalog } from "./question.ts";

const found = new WeakMap<VisibleCatalog["subjects"], Subject | undefined>();

/** The subject that most others refer to. */
export const owner = ({ subjects }: VisibleCatalog, paths: Paths): Subject | undefined => {
  if (found.has(subjects)) return found.get(subjects);
  const led = (to: Subject): number => subjects.filter((it) => paths(it.table, to.table)?.length === 1).length;
  const best = subjects.reduce<Subject | undefined>(
    (first, it) => (led(it) > (first === undefined ? 0 : led(first)) ? it : first),
    undefined,
  );
  found.set(subjects, best);
  return best;
};
