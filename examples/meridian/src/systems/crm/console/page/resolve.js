// Gantry's answers hold ids and tokens only; this finds the values in the CRM, with the rights of who is signed in.
import { describe, objects, query } from "./crm.js";

/** Ids to one query: well within what a URL may hold. */
const chunk = 300;

/** "renewal_date", "Renewal_Date__c" and "RenewalDate" are one name. @param {string} name */
const plain = (name) =>
  name
    .replace(/__c$/i, "")
    .replaceAll(/[^A-Za-z0-9]/g, "")
    .toLowerCase();

/** @param {string} table */
async function objectFor(table) {
  const wanted = plain(table.split(".").at(-1) ?? "");
  const all = await objects();
  const namesOf = (it) => [it.name, it.labelPlural, `${it.name.replace(/__c$/i, "")}s`].map(plain);
  return all.find((it) => namesOf(it).includes(wanted));
}

/** @param {string} object @param {string} column */
async function fieldFor(object, column) {
  const { fields } = await describe(object);
  const wanted = plain(column);
  return fields.find((it) => !it.custom && plain(it.name) === wanted) ?? fields.find((it) => plain(it.name) === wanted);
}

/**
 * Values of the references, in their order; null where the user can't see one (hidden, gone, or not of this CRM).
 * @param {{ source: string, table: string, id: string, column: string }[]} references
 * @returns {Promise<(string | null)[]>}
 */
export async function resolve(references) {
  /** @type {Map<string, { object: string, field: string, ids: Set<string> }>} */
  const wanted = new Map();
  const keys = await Promise.all(
    references.map(async ({ source, table, id, column }) => {
      if (source !== "crm" || !/^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(id)) return null;
      const object = await objectFor(table);
      const field = object === undefined ? undefined : await fieldFor(object.name, column);
      if (object === undefined || field === undefined) return null;
      const key = `${object.name}.${field.name}`;
      const entry = wanted.get(key) ?? { object: object.name, field: field.name, ids: new Set() };
      entry.ids.add(id);
      wanted.set(key, entry);
      return `${key}.${id.slice(0, 15)}`;
    }),
  );
  /** @type {Map<string, string>} */
  const values = new Map();
  for (const [key, { object, field, ids }] of wanted) {
    const list = [...ids];
    for (let at = 0; at < list.length; at += chunk) {
      const quotedIds = list.slice(at, at + chunk).map((id) => `'${id}'`);
      const selected = field === "Id" ? "Id" : `Id, ${field}`;
      const { records } = await query(`SELECT ${selected} FROM ${object} WHERE Id IN (${quotedIds.join(",")})`);
      for (const it of records) if (it[field] !== null) values.set(`${key}.${it.Id.slice(0, 15)}`, String(it[field]));
    }
  }
  return keys.map((key) => (key === null ? null : (values.get(key) ?? null)));
}
