// Whom things belong to: of a catalog's subjects the one that most others refer to.
import type { Subject } from "../../catalog/index.ts";
import type { Paths } from "./paths.ts";
import type { VisibleCatalog } from "./question.ts";

/** The subject that most others refer to. */
export const owner = ({ subjects }: VisibleCatalog, paths: Paths): Subject | undefined => {
  const led = (to: Subject): number => subjects.filter((it) => paths(it.table, to.table)?.length === 1).length;
  return subjects.reduce<Subject | undefined>(
    (best, it) => (led(it) > (best === undefined ? 0 : led(best)) ? it : best),
    undefined,
  );
};
