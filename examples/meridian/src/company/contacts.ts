// The people at each customer: a champion, somebody who signs, users; some left, bounce, opted out or never had a mail address.
import { type Day, fiscalQuarter } from "./calendar.ts";
import { recordId } from "./crm-id.ts";
import { type Customer, lastDay } from "./customer.ts";
import { mailAddress, makePerson, type Person } from "./names/people.ts";
import { makePhone, type Phone } from "./phone.ts";
import type { Language } from "./places.ts";
import { type Random, stream } from "./random.ts";

export interface Contact {
  readonly id: string;
  readonly customer: number;
  readonly person: Person;
  readonly title: string;
  readonly role: "champion" | "economic-buyer" | "user";
  readonly email: string | null;
  readonly phone: Phone | null;
  readonly mobile: Phone | null;
  readonly language: Language;
  readonly primary: boolean;
  readonly optedOut: boolean;
  readonly bounced: Day | null;
  readonly met: Day;
}

type Role = Contact["role"];

const titles: Readonly<Record<Language, Readonly<Record<Role, readonly string[]>>>> = {
  en: {
    champion: [
      "Laboratory Manager",
      "Head of Core Facility",
      "Principal Scientist",
      "Director of Laboratory Operations",
      "Lab Operations Lead",
      "Head of Analytics",
    ],
    "economic-buyer": [
      "Head of Procurement",
      "Chief Financial Officer",
      "VP Research",
      "Purchasing Manager",
      "Director of Finance",
      "Chief Operating Officer",
    ],
    user: [
      "Research Associate",
      "Senior Scientist",
      "Lab Technician",
      "Quality Manager",
      "Automation Engineer",
      "Staff Scientist",
      "Postdoctoral Fellow",
      "LIMS Administrator",
    ],
  },
  fr: {
    champion: [
      "Responsable de laboratoire",
      "Responsable de plateforme",
      "Responsable scientifique",
      "Responsable analytique",
    ],
    "economic-buyer": [
      "Responsable des achats",
      "Direction financière",
      "Direction de la recherche",
      "Achats techniques",
    ],
    user: [
      "Ingénierie de recherche",
      "Responsable qualité",
      "Spécialiste automatisation",
      "Scientifique",
      "Responsable LIMS",
    ],
  },
  de: {
    champion: ["Laborleitung", "Leitung Core Facility", "Bereichsleitung Analytik", "Leitung Laborbetrieb"],
    "economic-buyer": ["Leitung Einkauf", "Kaufmännische Leitung", "Leitung Forschung", "Strategischer Einkauf"],
    user: [
      "Wissenschaftliche Mitarbeit",
      "Labortechnik",
      "Qualitätsmanagement",
      "BTA",
      "Automatisierungstechnik",
      "LIMS-Administration",
    ],
  },
};

interface Draft {
  role: Role;
  primary: boolean;
  met: Day;
  bounced: Day | null;
}

/** Roles at one customer over time: a champion who leaves bounces; who stayed a customer later names a new one. */
function draftRoles(customer: Customer, today: Day, random: Random): Draft[] {
  const [low, high] = { enterprise: [4, 8], "mid-market": [2, 4], small: [1, 3] }[customer.segment];
  const end = lastDay(customer, today);
  const met = (from: Day) => Math.min(end, Math.max(from, customer.since - 30) + random.int(0, 90));
  const drafts: Draft[] = [{ role: "champion", primary: true, met: met(customer.since - 30), bounced: null }];
  const count = random.int(low ?? 1, high ?? 3);
  for (let i = 1; i < count; i++) {
    const later = customer.since + Math.floor(random.next() ** 2 * Math.max(1, end - customer.since));
    drafts.push({ role: i === 1 ? "economic-buyer" : "user", primary: false, met: met(later), bounced: null });
  }
  for (const episode of customer.episodes) {
    const [champion] = drafts.filter((draft) => draft.role === "champion" && draft.bounced === null);
    if (episode.trouble !== "champion" || champion === undefined) continue;
    // A mild episode is a champion who may only have moved within the house.
    if (!random.chance(0.25 + 0.75 * episode.severity)) continue;
    const left = Math.min(end, Math.max(champion.met + 20, episode.from + random.int(0, 60)));
    champion.bounced = left;
    if (episode.until < end && customer.status === "active") {
      champion.primary = false;
      drafts.push({
        role: "champion",
        primary: true,
        met: Math.min(end, episode.until + random.int(10, 60)),
        bounced: null,
      });
    }
  }
  for (const draft of drafts) {
    if (draft.bounced === null && random.chance(draft.role === "champion" ? 0.03 : 0.035)) {
      draft.bounced = draft.met + Math.floor(random.next() * Math.max(1, end - draft.met));
    }
  }
  return drafts;
}

/** In countries of several languages it goes by the person's own, elsewhere by what people there write to Meridian in. */
function languageOf(customer: Customer, person: Person, random: Random): Language {
  const { code, languages } = customer.place;
  const drawn = random.weighted(languages);
  if (code !== "CH" && code !== "CA" && code !== "BE") return drawn;
  if (person.culture === "french") return "fr";
  return person.culture === "german" ? "de" : "en";
}

/** What the few at-risk accounts that everybody looks at must have, so that each case of missing contact data occurs. */
type Fate = "none" | "nobody" | "opted-out" | "bounced" | "no-address";

function fates(customers: readonly Customer[], today: Day, seed: number): Map<number, Fate> {
  const quarter = fiscalQuarter(today);
  const due = customers.filter(
    (customer) =>
      customer.troubled &&
      customer.segment === "enterprise" &&
      customer.place.region === "EMEA" &&
      customer.renewal !== null &&
      customer.renewal >= quarter.start &&
      customer.renewal <= quarter.end,
  );
  const chosen: Fate[] =
    due.length >= 7 ? ["nobody", "opted-out", "bounced", "no-address"] : due.length >= 3 ? ["opted-out"] : [];
  const order = stream(seed, "contacts", "fates").shuffle(due);
  return new Map(
    order.flatMap((customer, i) => (chosen[i] === undefined ? [] : [[customer.index, chosen[i]] as const])),
  );
}

/** Contacts of all customers, by customer index. */
export function makeContacts(customers: readonly Customer[], today: Day, seed: number): Contact[][] {
  const special = fates(customers, today, seed);
  let number = 0;
  return customers.map((customer) => {
    const random = stream(seed, "contacts", customer.index);
    const fate = special.get(customer.index) ?? "none";
    if (fate === "nobody" || (fate === "none" && random.chance(customer.duplicateOf === null ? 0.02 : 0.4))) return [];
    const form = random.int(0, 4);
    const addresses = new Set<string>();
    const drafts = draftRoles(customer, today, random);
    const kept = customer.duplicateOf === null ? drafts : drafts.slice(0, 1);
    return kept.map((draft): Contact => {
      number += 1;
      let person = makePerson(customer.place, random);
      let email = mailAddress(person, customer.domain, form);
      while (addresses.has(email)) {
        person = makePerson(customer.place, random);
        email = mailAddress(person, customer.domain, form);
      }
      addresses.add(email);
      const language = languageOf(customer, person, random);
      const ill = draft.primary ? fate : "none";
      return {
        id: recordId("003", number),
        customer: customer.index,
        person,
        title: random.pick(titles[language][draft.role]),
        role: draft.role,
        email: ill === "no-address" || random.chance(0.025) ? null : email,
        phone: random.chance(0.86) ? makePhone(customer.place.code, "landline", random) : null,
        mobile: random.chance(0.45) ? makePhone(customer.place.code, "mobile", random) : null,
        language,
        primary: draft.primary,
        optedOut: ill === "opted-out" || random.chance(0.05),
        bounced: ill === "bounced" ? (draft.bounced ?? Math.max(draft.met, today - random.int(10, 60))) : draft.bounced,
        met: Math.min(draft.met, today - 1),
      };
    });
  });
}
