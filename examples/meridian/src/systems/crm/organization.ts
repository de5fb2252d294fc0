// The records of one org, indexed by id, with undo: every mutation inside `transaction` can be taken back.
import { CrmError } from "./errors.ts";
import { idKey, newId } from "./ids.ts";
import type { CrmData, CrmField, CrmObject, CrmRecord, CrmUser, CrmWrite } from "./schema.ts";

/** One object with its fields by lower-case name and its records by the first 15 characters of their ids. */
export interface ObjectTable {
  readonly definition: CrmObject;
  readonly fields: ReadonlyMap<string, CrmField>;
  readonly records: Map<string, CrmRecord>;
  /** Ids of deleted records: they answer ENTITY_IS_DELETED. */
  readonly deleted: Set<string>;
}

/** A parent's list of children: which object, by which of its references. */
export interface ChildRelationship {
  readonly name: string;
  readonly child: ObjectTable;
  readonly field: CrmField;
}

export interface Organization {
  readonly data: CrmData;
  readonly now: () => Date;
  readonly tables: readonly ObjectTable[];
  /** By name, whatever its case. */
  table(name: string): ObjectTable | undefined;
  tableOfId(id: string): ObjectTable | undefined;
  user(id: string): CrmUser | undefined;
  children(parent: ObjectTable): readonly ChildRelationship[];
  nextId(table: ObjectTable): string;
  put(table: ObjectTable, record: CrmRecord): void;
  change(record: CrmRecord, patch: CrmRecord): void;
  remove(table: ObjectTable, record: CrmRecord): void;
  /** Runs `work`; if it throws or gives `commit: false`, nothing that it wrote stays. */
  transaction<T>(work: () => { commit: boolean; value: T }): T;
}

/** How writes outlive the org: what was written before, and who is told of each committed change before it counts. */
export interface Persistence {
  readonly initialWrites?: readonly CrmWrite[] | undefined;
  /** Its throwing takes the change back. */
  readonly onWrite?: ((writes: readonly CrmWrite[]) => void) | undefined;
}

/** The record's id. Every record has one: `makeOrganization` refuses those that don't. */
export const idOf = (record: CrmRecord): string => String(record["Id"]);

/** Loads a copy of the data, so that writes don't reach the caller's. Throws on records without a string `Id`. */
export function makeOrganization(data: CrmData, now: () => Date, persistence: Persistence = {}): Organization {
  const byName = new Map<string, ObjectTable>();
  const byPrefix = new Map<string, ObjectTable>();
  for (const definition of data.objects) {
    const records = new Map<string, CrmRecord>();
    for (const record of definition.records) {
      const id = record["Id"];
      if (typeof id !== "string") throw new Error(`CRM data: a record of ${definition.name} has no Id`);
      if (records.has(idKey(id))) throw new Error(`CRM data: two records of ${definition.name} share an Id`);
      records.set(idKey(id), { ...record });
    }
    const fields = new Map(definition.fields.map((field) => [field.name.toLowerCase(), field]));
    const table: ObjectTable = { definition, fields, records, deleted: new Set() };
    byName.set(definition.name.toLowerCase(), table);
    byPrefix.set(definition.keyPrefix, table);
  }
  const users = new Map(data.users.map((user) => [idKey(user.id), user]));
  const childrenOf = new Map<ObjectTable, readonly ChildRelationship[]>();
  for (const write of persistence.initialWrites ?? []) replay(byName, write);
  let undo: (() => void)[] | null = null;
  let unreported: CrmWrite[] = [];
  let created = 0;
  const report = (write: CrmWrite): void => {
    if (undo === null) persistence.onWrite?.([write]);
    else unreported.push(write);
  };

  return {
    data,
    now,
    tables: [...byName.values()],
    table: (name) => byName.get(name.toLowerCase()),
    tableOfId: (id) => byPrefix.get(id.slice(0, 3)),
    user: (id) => users.get(idKey(id)),
    children(parent) {
      const known = childrenOf.get(parent) ?? findChildren(parent, [...byName.values()]);
      childrenOf.set(parent, known);
      return known;
    },
    nextId(table) {
      let id = newId(table.definition.keyPrefix, ++created);
      while (table.records.has(idKey(id)) || table.deleted.has(idKey(id)))
        id = newId(table.definition.keyPrefix, ++created);
      return id;
    },
    put(table, record) {
      const key = idKey(idOf(record));
      report({ kind: "put", object: table.definition.name, record: { ...record } });
      table.records.set(key, record);
      undo?.push(() => table.records.delete(key));
    },
    change(record, patch) {
      const object = byPrefix.get(idOf(record).slice(0, 3))?.definition.name;
      if (object !== undefined) report({ kind: "put", object, record: { ...record, ...patch } });
      const before: CrmRecord = {};
      for (const name of Object.keys(patch)) before[name] = record[name] ?? null;
      Object.assign(record, patch);
      undo?.push(() => Object.assign(record, before));
    },
    remove(table, record) {
      const key = idKey(idOf(record));
      report({ kind: "remove", object: table.definition.name, id: idOf(record) });
      table.records.delete(key);
      table.deleted.add(key);
      undo?.push(() => {
        table.deleted.delete(key);
        table.records.set(key, record);
      });
    },
    transaction(work) {
      // A transaction within a transaction joins the outer one and can still be taken back alone.
      const outer = undo;
      const before = unreported;
      const mine: (() => void)[] = [];
      undo = mine;
      unreported = [];
      let commit = false;
      try {
        const outcome = work();
        if (outcome.commit && outer === null && unreported.length > 0) persistence.onWrite?.(unreported);
        commit = outcome.commit;
        return outcome.value;
      } finally {
        undo = outer;
        unreported = commit && outer !== null ? [...before, ...unreported] : before;
        if (commit) outer?.push(...mine);
        else for (const step of mine.toReversed()) step();
      }
    },
  };
}

/** Applies a write of an earlier life to the records. Objects that are no more are passed over. */
function replay(tables: ReadonlyMap<string, ObjectTable>, write: CrmWrite): void {
  const table = tables.get(write.object.toLowerCase());
  if (table === undefined) return;
  if (write.kind === "put") table.records.set(idKey(idOf(write.record)), { ...write.record });
  else if (table.records.delete(idKey(write.id))) table.deleted.add(idKey(write.id));
}

/** Salesforce names a parent's children by the plural label, `__r` on custom fields; two of one name would be ambiguous. */
function findChildren(parent: ObjectTable, all: readonly ObjectTable[]): ChildRelationship[] {
  const found: ChildRelationship[] = [];
  for (const child of all) {
    const references = [...child.fields.values()].filter((it) => it.referenceTo === parent.definition.name);
    for (const field of references) {
      const plural = child.definition.labelPlural.replaceAll(/[^A-Za-z0-9_]/g, "");
      // Without a declared name, audit fields (CreatedById …) and all but a lone reference stay unnamed.
      const byDefault = references.length === 1 ? (field.custom ? `${plural}__r` : plural) : undefined;
      const name = field.childRelationshipName ?? byDefault;
      if (name !== undefined) found.push({ name, child, field });
    }
  }
  return found;
}

/** A record that must be there. Throws NOT_FOUND, or ENTITY_IS_DELETED where it once was. */
export function requireRecord(table: ObjectTable, id: string, sees: (record: CrmRecord) => boolean): CrmRecord {
  const record = table.records.get(idKey(id));
  if (record !== undefined && sees(record)) return record;
  if (table.deleted.has(idKey(id))) throw new CrmError(404, "ENTITY_IS_DELETED", "entity is deleted");
  throw new CrmError(404, "NOT_FOUND", "The requested resource does not exist");
}
