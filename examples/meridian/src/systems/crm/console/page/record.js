// One record: its fields, then the records that hang on it (an account's cases first).
import { describe, query, record } from "./crm.js";
import { element, show } from "./dom.js";
import { columnsOf, table } from "./lists.js";

/** Related lists, in this order; others aren't shown. */
const related = ["Cases", "Contacts", "Opportunities"];

/** Rows of a related list. */
const newest = 10;

/** Fields that say nothing to a reader of the page. */
const silent = new Set(["Id", "Name", "SystemModstamp", "IsDeleted", "LastModifiedById", "CreatedById"]);

/** @param {HTMLElement} main @param {string} object @param {string} id */
export async function showRecord(main, object, id) {
  const [description, found] = await Promise.all([describe(object), record(object, id)]);
  const title = found.Name ?? found.Subject ?? found.CaseNumber ?? description.label;
  const fields = description.fields.filter((it) => !silent.has(it.name));
  const names = await referenceNames(fields, found);
  const details = element(
    "dl",
    {},
    ...fields.map((field) =>
      element(
        "div",
        { class: field.type === "textarea" ? "wide" : "" },
        element("dt", {}, field.type === "reference" ? field.label.replace(/ ID$/i, "") : field.label),
        element("dd", {}, detail(field, found, names)),
      ),
    ),
  );
  const heading = element(
    "div",
    { class: "heading" },
    element("div", {}, element("small", {}, description.label), element("h1", {}, title)),
  );
  const lists = await Promise.all(related.map((name) => relatedList(description, name, id)));
  const card = element("section", { class: "card" }, element("h2", {}, "Details"), details);
  main.replaceChildren(heading, card, ...lists.filter((it) => it !== null));
}

/** Names of the records that the references point at, by id. @param {any[]} fields @param {Record<string, any>} found */
async function referenceNames(fields, found) {
  /** @type {Map<string, string>} */
  const names = new Map();
  await Promise.all(
    fields.map(async (field) => {
      const target = field.referenceTo[0];
      const id = found[field.name];
      if (target === undefined || typeof id !== "string") return;
      const { fields: theirs } = await describe(target);
      if (!theirs.some((it) => it.name === "Name")) return;
      const { records } = await query(`SELECT Name FROM ${target} WHERE Id = '${id}'`);
      if (records[0]?.Name) names.set(id, records[0].Name);
    }),
  );
  return names;
}

/** @param {any} field @param {Record<string, any>} found @param {Map<string, string>} names */
function detail(field, found, names) {
  const value = found[field.name];
  if (field.type !== "reference" || typeof value !== "string") return show(field, value);
  const name = names.get(value);
  if (name === undefined) return "–";
  return field.referenceTo[0] === "User" ? name : element("a", { href: `#/${field.referenceTo[0]}/${value}` }, name);
}

/** @param {{ childRelationships: any[] }} description @param {string} name @param {string} id */
async function relatedList(description, name, id) {
  const relationship = description.childRelationships.find((it) => it.relationshipName === name);
  if (relationship === undefined) return null;
  const child = relationship.childSObject;
  const columns = columnsOf(await describe(child));
  const fields = ["Id", ...columns.map((it) => it.name)].join(", ");
  const of = `FROM ${child} WHERE ${relationship.field} = '${id}'`;
  const [{ totalSize }, { records }] = await Promise.all([
    query(`SELECT COUNT() ${of}`),
    query(`SELECT ${fields} ${of} ORDER BY CreatedDate DESC LIMIT ${newest}`),
  ]);
  const count = totalSize > records.length ? `newest ${records.length} of ${totalSize}` : String(totalSize);
  const heading = element("h2", {}, name, " ", element("small", {}, count));
  const empty = element("p", { class: "empty" }, `No ${name.toLowerCase()}.`);
  return element("section", { class: "card" }, heading, records.length === 0 ? empty : table(child, columns, records));
}
