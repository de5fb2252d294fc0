// The SELECT list bound to a table, as one function from record to the JSON object that Salesforce would send.
import { malformedQuery } from "../errors.ts";
import type { ObjectTable } from "../organization.ts";
import { idOf } from "../organization.ts";
import type { CrmField, CrmRecord } from "../schema.ts";
import { type CellValue, type Parent, type QueryScope, bindPath, follow } from "./field-path.ts";
import type { SelectItem, Statement } from "./statement.ts";

export type JsonRecord = { [name: string]: unknown };
export type Project = (record: CrmRecord) => JsonRecord;

/** Runs one child sub-select for one parent. */
export type BindChildren = (query: Statement) => { name: string; read: (record: CrmRecord) => JsonRecord | null };

/** FIELDS(ALL) and FIELDS(CUSTOM) may ask for no more rows than this. */
const maxFieldsRows = 200;

/** A value as the REST API writes it: datetimes end in "+0000" where the data has "Z". */
export const wireValue = (field: CrmField, value: CellValue): CellValue =>
  field.type === "datetime" && typeof value === "string" && value.endsWith("Z") ? `${value.slice(0, -1)}+0000` : value;

export const attributesOf = (table: ObjectTable, record: CrmRecord, version: string): JsonRecord => ({
  type: table.definition.name,
  url: `/services/data/${version}/sobjects/${table.definition.name}/${idOf(record)}`,
});

/** The tree of what is selected: own fields, and for each parent the same again. */
interface Node {
  readonly fields: Map<string, CrmField>;
  readonly parents: Map<string, { parent: Parent; node: Node }>;
  /** Names in the order of their first mention. */
  readonly order: string[];
}

const emptyNode = (): Node => ({ fields: new Map(), parents: new Map(), order: [] });

/** Throws INVALID_FIELD on what the viewer doesn't have, MALFORMED_QUERY on duplicates and misused aliases. */
export function bindProjection(
  scope: QueryScope,
  statement: Statement,
  version: string,
  bindChildren: BindChildren,
): Project {
  const root = emptyNode();
  const children: ReturnType<BindChildren>[] = [];
  for (const item of statement.select) {
    if (item.kind === "children") {
      const child = bindChildren(item.query);
      if (children.some((it) => it.name === child.name))
        throw malformedQuery(`Cannot follow the same aggregate relationship twice: ${child.name}`);
      children.push(child);
    } else if (item.kind === "fields") {
      for (const field of wholeFields(scope, item.which, statement.limit)) addField(root, field);
    } else if (item.kind === "field") {
      if (item.alias !== undefined) throw malformedQuery("only aggregate expressions use field aliasing");
      addPath(scope, root, item);
    }
  }
  const own = projectNode(scope, root, scope.table, version);
  if (children.length === 0) return own;
  return (record) => {
    const json = own(record);
    for (const { name, read } of children) json[name] = read(record);
    return json;
  };
}

function wholeFields(scope: QueryScope, which: "ALL" | "STANDARD" | "CUSTOM", limit: number | undefined): CrmField[] {
  if (which !== "STANDARD" && (limit === undefined || limit > maxFieldsRows))
    throw malformedQuery(`The SOQL FIELDS function must have a LIMIT of at most ${maxFieldsRows}`);
  return scope.viewer.fields(scope.table).filter((it) => which === "ALL" || it.custom === (which === "CUSTOM"));
}

function addField(node: Node, field: CrmField): void {
  if (node.fields.has(field.name)) throw malformedQuery(`duplicate field selected: ${field.name}`);
  node.fields.set(field.name, field);
  node.order.push(field.name);
}

function addPath(scope: QueryScope, root: Node, item: Extract<SelectItem, { kind: "field" }>): void {
  const path = bindPath(scope, item.path);
  let node = root;
  for (const parent of path.parents) {
    let next = node.parents.get(parent.name);
    if (next === undefined) {
      next = { parent, node: emptyNode() };
      node.parents.set(parent.name, next);
      node.order.push(parent.name);
    }
    node = next.node;
  }
  addField(node, path.field);
}

function projectNode(scope: QueryScope, node: Node, table: ObjectTable, version: string): Project {
  const cells = node.order.map((name): { name: string; read: (record: CrmRecord) => unknown } => {
    const field = node.fields.get(name);
    if (field !== undefined) return { name, read: (record) => wireValue(field, record[name] ?? null) };
    const below = node.parents.get(name);
    if (below === undefined) throw new Error(`projection lost ${name}`);
    const project = projectNode(scope, below.node, below.parent.table, version);
    return {
      name,
      read: (record) => {
        const parent = follow(scope.viewer, below.parent, record);
        return parent === undefined ? null : project(parent);
      },
    };
  });
  return (record) => {
    const json: JsonRecord = { attributes: attributesOf(table, record, version) };
    for (const { name, read } of cells) json[name] = read(record);
    return json;
  };
}
