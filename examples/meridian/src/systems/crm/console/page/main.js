// The console's script: navigation by the address's hash, and Gantry's element in the panel.
import { getToken, objects } from "./crm.js";
import { element } from "./dom.js";
import { showList } from "./lists.js";
import { showRecord } from "./record.js";
import { resolve } from "./resolve.js";

const tabs = ["Account", "Contact", "Case", "Opportunity", "Task"];

const main = document.querySelector("#main");
const navigation = document.querySelector("#navigation");
const answer = document.querySelector("gantry-answer");

/** "#/Account/001…" → what to show. */
async function route() {
  if (!(main instanceof HTMLElement) || navigation === null) return;
  const [object = "Account", id] = location.hash
    .replace(/^#\//, "")
    .split("/")
    .filter((it) => it !== "");
  const known = (await objects()).find((it) => it.name === object);
  for (const link of navigation.querySelectorAll("a"))
    if (link.hash === `#/${object}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  if (answer !== null && known !== undefined) {
    if (id === undefined) answer.removeAttribute("record");
    else answer.setAttribute("record", id);
  }
  try {
    if (known === undefined) throw new Error("There is no such object.");
    await (id === undefined ? showList(main, object) : showRecord(main, object, id));
    main.focus({ preventScroll: true });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    main.replaceChildren(element("p", { class: "alert", role: "alert" }, text));
  }
}

async function fillNavigation() {
  const known = await objects();
  const links = tabs.flatMap((name) => {
    const found = known.find((it) => it.name === name);
    return found === undefined ? [] : element("a", { href: `#/${name}` }, found.labelPlural);
  });
  navigation?.replaceChildren(...links);
}

/** The element's properties are set once it is defined: set earlier they would hide its own accessors. */
async function connectGantry() {
  if (answer === null) return;
  const missing = document.querySelector("#gantry-missing");
  const timer = setTimeout(() => missing?.removeAttribute("hidden"), 5000);
  const known = await objects();
  await customElements.whenDefined("gantry-answer");
  clearTimeout(timer);
  missing?.setAttribute("hidden", "");
  /** A record's page here, by its id's first letters. @param {{ source: string, id: string }} reference */
  const link = ({ source, id }) => {
    const object = source === "crm" ? known.find((it) => id.startsWith(it.keyPrefix))?.name : undefined;
    return object !== undefined && tabs.includes(object) ? `#/${object}/${id}` : undefined;
  };
  Object.assign(answer, { token: getToken, resolve, link });
}

addEventListener("hashchange", () => void route());
void connectGantry();
await fillNavigation();
await route();
