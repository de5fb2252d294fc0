// Rows as OData JSON text. Written by hand because JSON numbers must carry Int64 and Decimal digits unharmed.
import type { Entities } from "./entities.ts";
import type { QueryOptions } from "./options.ts";
import { skipToken } from "./options.ts";
import type { EntityProperty, EntityRow, EntitySet } from "./schema.ts";

/** How the client wants its JSON (its Accept header). */
export interface Form {
  /** `IEEE754Compatible=true`: Int64 and Decimal as strings, else as numbers. */
  readonly compatible: boolean;
  /** `odata.metadata=none`: no context, no entity tags. */
  readonly bare: boolean;
}

const scalar = (property: EntityProperty, value: EntityRow[string] | undefined, form: Form): string => {
  if (value === null || value === undefined) return "null";
  if (property.type === "Edm.Int64" || property.type === "Edm.Decimal")
    return form.compatible ? JSON.stringify(String(value)) : String(value);
  return JSON.stringify(value);
};

const members = (entities: Entities, row: EntityRow, properties: readonly EntityProperty[], form: Form): string[] => [
  ...(form.bare ? [] : [`"@odata.etag":${JSON.stringify(entities.etag(row))}`]),
  ...properties.map((it) => `${JSON.stringify(it.name)}:${scalar(it, row[it.name], form)}`),
];

const expanded = (entities: Entities, row: EntityRow, options: QueryOptions, form: Form): string[] =>
  options.expand.map(({ navigation, select }) => {
    const texts = entities
      .related(row, navigation)
      .map((related) => `{${members(entities, related, select, form).join()}}`);
    return `${JSON.stringify(navigation.name)}:${navigation.collection ? `[${texts.join()}]` : (texts[0] ?? "null")}`;
  });

// OData JSON Format, section 10: the context says which properties a projected or expanded result holds.
const context = (set: EntitySet, options: QueryOptions, suffix: string): string => {
  const items = [
    ...(options.selected ? options.select.map((it) => it.name) : []),
    ...options.expand.map((it) => `${it.navigation.name}(${it.selected ? it.select.map((p) => p.name).join() : ""})`),
  ];
  return `$metadata#${set.name}${items.length === 0 ? "" : `(${items.join()})`}${suffix}`;
};

const nextLink = (set: EntitySet, options: QueryOptions, delivered: number): string => {
  const pairs = [...options.repeat, ["$skiptoken", skipToken(set, options, delivered)] as const];
  return `${set.name}?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}`;
};

/** One page of a collection. `total` is the count over all pages; `delivered` the rows up to and with this page. */
export const collectionDocument = (
  entities: Entities,
  set: EntitySet,
  options: QueryOptions,
  page: { rows: readonly EntityRow[]; total: number; delivered: number; more: boolean },
  form: Form,
): string => {
  const rows = page.rows.map(
    (row) => `{${[...members(entities, row, options.select, form), ...expanded(entities, row, options, form)].join()}}`,
  );
  return `{${[
    ...(form.bare ? [] : [`"@odata.context":${JSON.stringify(context(set, options, ""))}`]),
    ...(options.count ? [`"@odata.count":${form.compatible ? `"${page.total}"` : page.total}`] : []),
    `"value":[${rows.join()}]`,
    ...(page.more ? [`"@odata.nextLink":${JSON.stringify(nextLink(set, options, page.delivered))}`] : []),
  ].join()}}`;
};

/** One entity, read by its key. */
export const entityDocument = (
  entities: Entities,
  set: EntitySet,
  row: EntityRow,
  options: QueryOptions,
  form: Form,
): string =>
  `{${[
    ...(form.bare ? [] : [`"@odata.context":${JSON.stringify(context(set, options, "/$entity"))}`]),
    ...members(entities, row, options.select, form),
    ...expanded(entities, row, options, form),
  ].join()}}`;
