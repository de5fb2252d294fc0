// Field paths: `Name`, `Account.Owner.Email`. A path is bound once, to a function from record to value.
import { noSuchColumn, noSuchRelationship, notInStandIn } from "../errors.ts";
import { idKey } from "../ids.ts";
import type { ObjectTable, Organization } from "../organization.ts";
import type { CrmField, CrmRecord } from "../schema.ts";
import type { Viewer } from "../viewer.ts";

export type CellValue = string | number | boolean | null;

/** What a statement is run against: the records, whose eyes, and the time. */
export interface QueryScope {
  readonly organization: Organization;
  readonly viewer: Viewer;
  readonly table: ObjectTable;
  /** Names that a path may begin with and that mean the table itself. */
  readonly names: readonly string[];
}

export interface Parent {
  /** As Salesforce spells it: `Account`, `Sponsor__r`. */
  readonly name: string;
  readonly reference: CrmField;
  readonly table: ObjectTable;
}

export interface FieldPath {
  readonly parents: readonly Parent[];
  readonly field: CrmField;
  /** Null where a parent is missing or hidden from the viewer. */
  readonly read: (record: CrmRecord) => CellValue;
}

/** Salesforce's limit on steps from child to parent in one path. */
const maxParents = 5;

/** Throws INVALID_FIELD where a step doesn't exist for this viewer. */
export function bindPath(scope: QueryScope, path: string): FieldPath {
  const steps = path.split(".");
  const own = steps[0]?.toLowerCase() ?? "";
  if (steps.length > 1 && scope.names.some((it) => it.toLowerCase() === own)) steps.shift();
  const name = steps.pop() ?? "";
  if (steps.length > maxParents) throw notInStandIn(`a path of more than ${maxParents} parents`);
  let table = scope.table;
  const parents: Parent[] = [];
  for (const step of steps) {
    const parent = parentOf(scope, table, step);
    parents.push(parent);
    table = parent.table;
  }
  const field = scope.viewer.field(table, name);
  if (field === undefined) throw noSuchColumn(name, table.definition.name);
  return { parents, field, read: reader(scope.viewer, parents, field.name) };
}

function parentOf(scope: QueryScope, table: ObjectTable, name: string): Parent {
  const wanted = name.toLowerCase();
  for (const reference of scope.viewer.fields(table)) {
    if (reference.relationshipName?.toLowerCase() !== wanted || reference.referenceTo === undefined) continue;
    const target = scope.organization.table(reference.referenceTo);
    if (target !== undefined) return { name: reference.relationshipName, reference, table: target };
  }
  throw noSuchRelationship(name);
}

/** The record that a reference points at, if it is there and the viewer may see it. */
export function follow(viewer: Viewer, parent: Parent, record: CrmRecord): CrmRecord | undefined {
  const id = record[parent.reference.name];
  if (typeof id !== "string") return undefined;
  const found = parent.table.records.get(idKey(id));
  return found !== undefined && viewer.sees(parent.table, found) ? found : undefined;
}

function reader(viewer: Viewer, parents: readonly Parent[], name: string): (record: CrmRecord) => CellValue {
  if (parents.length === 0) return (record) => record[name] ?? null;
  return (record) => {
    let at: CrmRecord | undefined = record;
    for (const parent of parents) {
      at = follow(viewer, parent, at);
      if (at === undefined) return null;
    }
    return at[name] ?? null;
  };
}
