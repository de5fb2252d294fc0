// A list of records: what the user may see of an object, with a search box.
import { describe, query, quoted } from "./crm.js";
import { element, isNumeric, show } from "./dom.js";

const pageSize = 50;

/** Fields that a list shows first, if the object has them. */
const preferred = [
  "Name",
  "CaseNumber",
  "Subject",
  "Status",
  "Priority",
  "Segment__c",
  "Region__c",
  "Industry",
  "StageName",
  "Amount",
  "Title",
  "Email",
  "Renewal_Date__c",
  "AnnualRevenue",
  "CloseDate",
  "CreatedDate",
];

/**
 * The fields to show as columns, at most `most`.
 * @param {{ fields: any[] }} description
 * @param {number} most
 */
export function columnsOf(description, most = 5) {
  const byName = new Map(description.fields.map((it) => [it.name, it]));
  return preferred.flatMap((name) => byName.get(name) ?? []).slice(0, most);
}

/** Kept on one line. @param {string} type */
const isShort = (type) => type === "picklist" || type === "date" || type === "datetime";

/** @param {string} object @param {any[]} columns @param {Record<string, any>[]} records */
export function table(object, columns, records) {
  const kind = (field) => (isNumeric(field.type) ? "number" : isShort(field.type) ? "short" : "text");
  const head = element("tr", {}, ...columns.map((it) => element("th", { scope: "col", class: kind(it) }, it.label)));
  const rows = records.map((record) =>
    element(
      "tr",
      {},
      ...columns.map((field, index) => {
        const text = show(field, record[field.name]);
        const cell = index === 0 ? element("a", { href: `#/${object}/${record.Id}` }, text) : badge(field, text);
        return element("td", { class: kind(field) }, cell);
      }),
    ),
  );
  return element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows));
}

/** Status words get a quiet pill, all else is plain text. @param {any} field @param {string} text */
function badge(field, text) {
  if (!["Status", "Priority", "StageName"].includes(field.name) || text === "–") return text;
  return element("span", { class: `pill ${text.toLowerCase().split(" ")[0]}` }, text);
}

/** @param {HTMLElement} main @param {string} object */
export async function showList(main, object) {
  const description = await describe(object);
  const columns = columnsOf(description);
  const named = columns.find((it) => it.name === "Name");
  const sought = named ?? columns.find((it) => it.name === "Subject");
  const search = element("input", {
    type: "search",
    placeholder: `Search ${description.labelPlural.toLowerCase()} …`,
    "aria-label": `Search ${description.labelPlural.toLowerCase()}`,
  });
  const count = element("small", {});
  const results = element("div", { class: "card" });
  const title = element("div", {}, element("h1", {}, description.labelPlural), count);
  main.replaceChildren(element("div", { class: "heading" }, title, search), results);

  let latest = 0;
  const load = async () => {
    const turn = ++latest;
    const text = search instanceof HTMLInputElement ? search.value.trim() : "";
    const pattern = quoted(`%${text}%`).replaceAll("_", String.raw`\_`);
    const where = text === "" || sought === undefined ? "" : ` WHERE ${sought.name} LIKE ${pattern}`;
    const fields = ["Id", ...columns.map((it) => it.name)].join(", ");
    const order = named === undefined ? " ORDER BY CreatedDate DESC" : " ORDER BY Name";
    const [total, page] = await Promise.all([
      query(`SELECT COUNT() FROM ${object}${where}`),
      query(`SELECT ${fields} FROM ${object}${where}${order} LIMIT ${pageSize}`),
    ]);
    if (turn !== latest) return;
    const shown = page.records.length;
    const items = total.totalSize === 1 ? "1 item" : `${total.totalSize} items`;
    count.textContent = total.totalSize > shown ? `${shown} of ${items}` : items;
    const nothing = element("p", { class: "empty" }, text === "" ? "Nothing to see here." : "Nothing found.");
    results.replaceChildren(shown === 0 ? nothing : table(object, columns, page.records));
  };
  search.addEventListener("input", () => void load());
  await load();
}
