// Gives the roster's slots names, places, sizes, owners, parents and doubles.
import type { Day } from "./calendar.ts";
import { recordId } from "./crm-id.ts";
import type { Customer, Segment } from "./customer.ts";
import { makeOrganisation, type Organisation } from "./names/organisations.ts";
import { slug } from "./names/people.ts";
import type { Place } from "./places.ts";
import { type Random, stream } from "./random.ts";
import { drawRoster, type Slot } from "./roster.ts";
import { executivesFor } from "./staff.ts";

const sizes: Readonly<Record<Segment, { readonly seats: readonly [number, number]; readonly perSeat: number }>> = {
  enterprise: { seats: [55, 420], perSeat: 38 },
  "mid-market": { seats: [12, 85], perSeat: 16 },
  small: { seats: [3, 16], perSeat: 6 },
};

const countryNames: Readonly<Record<string, string>> = {
  DE: "Deutschland",
  FR: "France",
  GB: "UK",
  CH: "Schweiz",
  AT: "Österreich",
  NL: "Nederland",
  BE: "Belgium",
  ES: "Iberia",
  IT: "Italia",
  SE: "Sverige",
  DK: "Danmark",
  NO: "Norge",
  FI: "Suomi",
  PL: "Polska",
  IE: "Ireland",
  AE: "Middle East",
  US: "North America",
  CA: "Canada",
  BR: "Brasil",
  MX: "México",
  JP: "Japan",
  AU: "Australia",
  SG: "Singapore",
  IN: "India",
  KR: "Korea",
  NZ: "New Zealand",
};

const legalForm =
  /,? (GmbH & Co\. KG|GmbH|AG|SE|Ltd|Inc\.|plc|LLC|Group|Corp\.|SA|SAS|SARL|B\.V\.|N\.V\.|S\.A\. de C\.V\.|S\.A\.|S\.L\.|S\.p\.A\.|S\.r\.l\.|AB|A\/S|ApS|AS|Oy|Sp\. z o\.o\.|K\.K\.|Co\. Ltd\.?|Corporation|Kabushiki Kaisha|Pte Ltd|Pvt Ltd)$/;

/** The name without its legal form: "Velara Pharma". */
export function shortName(name: string): string {
  return name.replace(legalForm, "");
}

function subsidiaryName(parent: Customer, place: Place): string {
  return `${shortName(parent.name)} ${countryNames[place.code] ?? place.code}`;
}

/** The same organisation as somebody else typed it in a hurry. */
function misspelt(name: string, random: Random): string {
  const bare = shortName(name);
  const swap = () => {
    const at = random.int(1, Math.max(1, bare.length - 3));
    return bare.slice(0, at) + bare.charAt(at + 1) + bare.charAt(at) + bare.slice(at + 2);
  };
  const variants = [
    bare === name ? `${bare} (${random.pick(["old", "new", "HQ", "Lab"])})` : bare,
    bare.toUpperCase(),
    swap(),
    `${bare.replace(/[äöüéèô]/g, (letter) => slug(letter, "")).replace(/&/g, "and")} `.trimEnd() +
      random.pick([" Ltd", " GmbH", " - Purchasing", ""]),
    bare.replace(/([a-z])\1/, "$1").replace(/-/g, " ") + random.pick([" (duplicate?)", " 2", " Group"]),
  ].filter((variant) => variant !== name);
  return random.pick(variants);
}

function uniqueDomain(organisation: Organisation, place: Place, taken: Set<string>): string {
  const base = slug(shortName(organisation.name), "-")
    .split("-")
    .filter((word) => !/^(of|the|de|for|fur|fuer|und|and|la|le)$/.test(word));
  const short = base.slice(0, 3).join("-");
  for (let i = 0; ; i++) {
    const tail = [short, `${short}-${place.code.toLowerCase()}`, base.join("-")][i] ?? `${short}-${i}`;
    const domain = `${tail}.example`;
    if (taken.has(domain)) continue;
    taken.add(domain);
    return domain;
  }
}

interface Naming {
  readonly names: Set<string>;
  readonly domains: Set<string>;
}

function settle(slot: Slot, index: number, seed: number, naming: Naming, parents: readonly Customer[]): Customer {
  const random = stream(seed, "account", index);
  const { seats, perSeat } = sizes[slot.segment];
  const [low, high] = seats;
  const seatCount = Math.round(low * (high / low) ** random.next());
  const near = parents.filter((parent) => parent.place.region === slot.region);
  const wantsParent = random.chance(0.07) && slot.status !== "prospect" && near.length > 0;
  const parent = wantsParent ? random.pick(near) : null;
  let organisation = makeOrganisation(slot.place, slot.segment, naming.names, random);
  if (parent !== null) {
    const name = subsidiaryName(parent, slot.place);
    if (!naming.names.has(name)) {
      naming.names.delete(organisation.name);
      naming.names.add(name);
      organisation = { name, industry: parent.industry };
    }
  }
  return {
    index,
    accountId: recordId("001", index + 1),
    name: organisation.name,
    domain: uniqueDomain(organisation, slot.place, naming.domains),
    industry: organisation.industry,
    segment: slot.segment,
    place: slot.place,
    city: random.pick(slot.place.cities),
    employees: Math.max(4, Math.round(seatCount * perSeat * random.between(0.6, 1.8))),
    status: slot.status,
    since: slot.since,
    renewal: slot.renewal,
    decided: slot.decided,
    termMonths: slot.termMonths,
    parent: parent?.index ?? null,
    duplicateOf: null,
    owner: random.pick(executivesFor(slot.region, slot.place.code)),
    seats: seatCount,
    episodes: slot.episodes,
    troubled: slot.troubled,
  };
}

/** All customers, in account order. A duplicate copies an active customer of its region and segment, misspelt. */
export function makeCustomers(seed: number, today: Day, accounts: number): Customer[] {
  const slots = drawRoster(seed, today, accounts);
  const naming: Naming = { names: new Set(), domains: new Set() };
  const parents: Customer[] = [];
  const customers = slots.map((slot, index) => {
    const customer = settle(slot, index, seed, naming, parents);
    const company = !["Hospital", "University", "Research Institute"].includes(customer.industry);
    if (
      customer.parent === null &&
      company &&
      slot.segment !== "small" &&
      !slot.duplicate &&
      slot.status === "active"
    ) {
      parents.push(customer);
    }
    return customer;
  });
  const originals = new Map<string, Customer[]>();
  const cellOf = (customer: Customer) => `${customer.place.region}/${customer.segment}`;
  for (const customer of customers) {
    if (slots[customer.index]?.duplicate === true || customer.status !== "active") continue;
    const cell = originals.get(cellOf(customer)) ?? [];
    cell.push(customer);
    originals.set(cellOf(customer), cell);
  }
  return customers.map((customer) => {
    const cell = originals.get(cellOf(customer));
    if (slots[customer.index]?.duplicate !== true || cell === undefined) return customer;
    const random = stream(seed, "duplicate", customer.index);
    const original = random.pick(cell);
    const { domain, industry, place, city, employees } = original;
    const name = misspelt(original.name, random);
    return { ...customer, name, domain, industry, place, city, employees, parent: null, duplicateOf: original.index };
  });
}
