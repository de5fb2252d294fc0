// Support tickets: how many each customer writes, when, by whom, and how they end.
import { type Day, fiscalQuarter, isWeekend, yearOf } from "../calendar.ts";
import type { Contact } from "../contacts.ts";
import { recordId } from "../crm-id.ts";
import { type Customer, lastDay } from "../customer.ts";
import { serialNumber, type Unit } from "../installed.ts";
import { mailAddress, makePerson } from "../names/people.ts";
import { makePhone, writtenPhone } from "../phone.ts";
import type { Language } from "../places.ts";
import type { Product } from "../products/catalogue.ts";
import { type Random, shareOut, stream } from "../random.ts";
import { staff, supportAgents } from "../staff.ts";
import { strain } from "../troubles.ts";
import { composeTicket, type Letter, phrasebooks, type Voice } from "./compose.ts";
import { hostileTexts } from "./hostile.ts";
import { drawMood, drawPriority, drawTopic } from "./mood.ts";
import type { CaseType, Mood, Topic } from "./phrasebook.ts";

export interface Ticket extends Letter {
  readonly id: string;
  readonly number: string;
  readonly customer: number;
  readonly contact: string | null;
  readonly language: Language;
  readonly type: CaseType;
  readonly priority: "Critical" | "High" | "Medium" | "Low";
  readonly status: "New" | "Working" | "Escalated" | "Closed";
  readonly created: Day;
  /** Second of the day, UTC. */
  readonly at: number;
  readonly closed: Day | null;
}

/** What tickets speak of beside people. */
export interface Surroundings {
  readonly contacts: readonly (readonly Contact[])[];
  readonly units: readonly (readonly Unit[])[];
  readonly catalogue: readonly Product[];
  readonly invoices: ReadonlyMap<number, readonly Reference[]>;
  readonly orders: ReadonlyMap<number, readonly Reference[]>;
}

/** An order's or invoice's number, and the day from which people can know it. */
export interface Reference {
  readonly number: string;
  readonly on: Day;
}

const historyDays = 600;
const perAccount = 20 / 3;

interface Plan {
  readonly customer: Customer;
  readonly nth: number;
  readonly day: Day;
  hostile: string | null;
}

function writingDays(customer: Customer, today: Day): { from: Day; to: Day } {
  return { from: Math.max(customer.since, today - historyDays), to: lastDay(customer, today) };
}

function appetite(customer: Customer, today: Day, random: Random): number {
  const { from, to } = writingDays(customer, today);
  if (to <= from) return 0;
  if (customer.status === "prospect" || customer.duplicateOf !== null) return 0.12;
  const base = { enterprise: 13, "mid-market": 7, small: 3.2 }[customer.segment];
  const strained = strain(customer.episodes, "support", to) * 0.8;
  return base * ((to - from) / historyDays) * Math.exp(random.normal(0, 0.45)) * (1 + strained);
}

function drawDay(customer: Customer, today: Day, random: Random): Day {
  const { from, to } = writingDays(customer, today);
  let day = to;
  for (let attempt = 0; attempt < 20; attempt++) {
    day = random.int(from, to);
    const intensity = (1 + 3 * strain(customer.episodes, "support", day)) / 4;
    if (random.chance(isWeekend(day) ? intensity * 0.08 : intensity)) break;
  }
  return day;
}

function planTickets(customers: readonly Customer[], today: Day, seed: number): Plan[] {
  const random = stream(seed, "tickets", "plan");
  const appetites = customers.map((customer) =>
    appetite(customer, today, stream(seed, "tickets", "appetite", customer.index)),
  );
  const counts = shareOut(Math.round(customers.length * perAccount), appetites, random);
  return customers.flatMap((customer) => {
    const days = stream(seed, "tickets", "days", customer.index);
    const drawn = Array.from({ length: counts[customer.index] ?? 0 }, () => drawDay(customer, today, days));
    return drawn.sort((a, b) => a - b).map((day, nth): Plan => ({ customer, nth, day, hostile: null }));
  });
}

/** Puts hostile words into about one ticket in 670: a third of them recent ones of accounts that a risk report will list. */
function plantHostile(plans: readonly Plan[], today: Day, seed: number): void {
  const random = stream(seed, "tickets", "hostile");
  const quarter = fiscalQuarter(today);
  const count = Math.min(plans.length, Math.max(4, Math.round(plans.length / 667)));
  const watched = random.shuffle(plans).filter(({ customer: { troubled, renewal, segment, place }, day }) => {
    const due = renewal !== null && renewal >= quarter.start && renewal <= quarter.end;
    return troubled && due && segment === "enterprise" && place.region === "EMEA" && day >= today - 150;
  });
  const chosen = new Set([...watched.slice(0, Math.ceil(count / 3)), ...random.shuffle(plans)].slice(0, count));
  const texts = random.shuffle(hostileTexts);
  let next = 0;
  for (const plan of chosen) {
    plan.hostile = texts[next % texts.length] ?? null;
    next += 1;
  }
}

function voiceOf(contact: Contact, country: string, random: Random): Voice {
  const phone =
    contact.mobile !== null && (contact.phone === null || random.chance(0.3)) ? contact.mobile : contact.phone;
  const number = phone ?? makePhone(country, "mobile", random);
  return {
    person: contact.person,
    title: contact.title,
    email: contact.email ?? "",
    phone: () => writtenPhone(number, random),
  };
}

/** Somebody at the customer whom the CRM doesn't know. */
function stranger(customer: Customer, random: Random): Voice {
  const person = makePerson(customer.place, random);
  const phone = makePhone(customer.place.code, "landline", random);
  return {
    person,
    title: "Lab",
    email: mailAddress(person, customer.domain, 0),
    phone: () => writtenPhone(phone, random),
  };
}

function endOf(
  plan: Plan,
  priority: Ticket["priority"],
  today: Day,
  random: Random,
): Pick<Ticket, "status" | "closed"> {
  const support = strain(plan.customer.episodes, "support", plan.day);
  const days =
    { Critical: 3, High: 6, Medium: 9, Low: 12 }[priority] * Math.exp(random.normal(0, 0.6)) * (1 + 1.6 * support);
  const closed = plan.day + Math.round(days);
  if (closed < today) return { status: "Closed", closed };
  if (plan.day >= today - 2) return { status: "New", closed: null };
  return { status: random.chance(0.1 + support * 0.4) ? "Escalated" : "Working", closed: null };
}

/** The last one known on a day. */
function recent(references: readonly Reference[] | undefined, day: Day): string | undefined {
  return references?.findLast(({ on }) => on < day)?.number;
}

/** A topic in the mood and an instrument that it fits: one that stands at the customer's, else one that the CRM missed. */
function drawMatter(
  plan: Plan,
  topics: readonly Topic[],
  mood: Mood,
  around: Surroundings,
  random: Random,
): { topic: Topic; unit: Pick<Unit, "product" | "serial"> } {
  const units = (around.units[plan.customer.index] ?? []).filter(({ installed }) => installed < plan.day);
  for (let attempt = 0; ; attempt++) {
    const topic = drawTopic(topics, mood, random);
    const fits = ({ kind }: Product) => topic.about?.includes(kind) ?? true;
    const fitting = units.filter(({ product }) => fits(product));
    if (fitting.length > 0) return { topic, unit: random.pick(fitting) };
    if (attempt < 4) continue;
    const product = random.pick(around.catalogue.filter(fits));
    return {
      topic,
      unit: {
        product,
        serial: serialNumber(product, Math.max(plan.customer.since, plan.day - random.int(100, 900)), random),
      },
    };
  }
}

type Untold = Omit<Ticket, "id" | "number">;

function writeTicket(plan: Plan, around: Surroundings, today: Day, seed: number): Untold {
  const { customer, day, nth } = plan;
  const random = stream(seed, "ticket", customer.index, nth);
  const here = (around.contacts[customer.index] ?? []).filter(
    ({ met, bounced }) => met <= day && (bounced === null || bounced > day),
  );
  const contact = here.length > 0 && random.chance(0.97) ? random.pick(here) : null;
  const unknown = stranger(customer, random);
  const writer = contact === null ? unknown : voiceOf(contact, customer.place.code, random);
  const others = here.filter((other) => other !== contact);
  const colleague =
    others.length > 0 && random.chance(0.6)
      ? voiceOf(random.pick(others), customer.place.code, random)
      : stranger(customer, random);
  const language = contact?.language ?? random.weighted(customer.place.languages);
  const temper = stream(seed, "temper", contact?.id ?? customer.index).between(-1, 1);
  const mood = drawMood(customer, day, temper, random);
  const { topic, unit } = drawMatter(plan, phrasebooks[language].topics, mood, around, random);
  const gone = (around.contacts[customer.index] ?? []).find(
    ({ role, bounced }) => role === "champion" && bounced !== null && bounced <= day && bounced > day - 150,
  );
  const owner = staff[customer.owner];
  const priority = drawPriority(mood, random);
  const letter = composeTicket(
    {
      language,
      mood,
      topic,
      day,
      company: customer.name,
      writer: writer.email === "" ? { ...writer, email: mailAddress(writer.person, customer.domain, 0) } : writer,
      colleague:
        colleague.email === "" ? { ...colleague, email: mailAddress(colleague.person, customer.domain, 0) } : colleague,
      gone: gone?.person ?? null,
      owner: random.chance(0.5) ? `${owner?.first} ${owner?.last}` : (owner?.first ?? ""),
      agent: random.pick(supportAgents),
      product: unit.product.name,
      serial: unit.serial,
      otherProduct: random.pick(around.catalogue).name,
      invoice: recent(around.invoices.get(customer.index), day) ?? `INV-${yearOf(day)}-${random.int(100_000, 999_999)}`,
      order: recent(around.orders.get(customer.index), day) ?? `PO ${random.int(10_000, 99_999)}`,
      hostile: plan.hostile,
    },
    random,
  );
  const { status, closed } = endOf(plan, priority, today, random);
  const at = random.int(6 * 3600, 17 * 3600) + random.int(0, 3599);
  return {
    ...letter,
    customer: customer.index,
    contact: contact?.id ?? null,
    language,
    type: topic.type,
    priority,
    status,
    created: day,
    at,
    closed,
  };
}

/** All tickets, by time of creation: 8,000 for 1,200 accounts. */
export function makeTickets(customers: readonly Customer[], around: Surroundings, today: Day, seed: number): Ticket[] {
  const plans = planTickets(customers, today, seed);
  plantHostile(plans, today, seed);
  const tickets = plans.map((plan) => writeTicket(plan, around, today, seed));
  tickets.sort((a, b) => a.created - b.created || a.at - b.at);
  return tickets.map((ticket, i) => ({
    ...ticket,
    id: recordId("500", i + 1),
    number: String(20_417 + i).padStart(8, "0"),
  }));
}
