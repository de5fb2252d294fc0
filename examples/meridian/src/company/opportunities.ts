// The sales pipeline: first deals, renewals with their outcomes, expansions, and what is open now.
import { addMonths, type Day, fiscalQuarter, isoDay, isoTime, yearOf } from "./calendar.ts";
import type { Contract } from "./contracts.ts";
import { recordId } from "./crm-id.ts";
import { type Customer, lastDay } from "./customer.ts";
import { shortName } from "./customers.ts";
import { productLines } from "./products/lines.ts";
import { type Random, stream } from "./random.ts";
import { fromEuro } from "./rates.ts";
import { strain, type Trouble } from "./troubles.ts";
import { userId } from "./users.ts";
import type { CrmRecord } from "../systems/crm/schema.ts";

interface Deal {
  readonly name: string;
  readonly type: "New Business" | "Renewal" | "Expansion";
  readonly stage: string;
  readonly amount: number;
  readonly opened: Day;
  readonly close: Day;
  readonly loss: string | null;
}

const lossOf: Readonly<Record<Trouble, string>> = {
  usage: "Low Usage",
  adoption: "Low Usage",
  support: "Service Quality",
  payment: "Budget",
  champion: "Change of Management",
  price: "Price",
};
const losses = ["Price", "Competitor", "Budget", "Service Quality", "Low Usage", "Change of Management", "Other"];

/** The reason that sales wrote down: often the true one, often another. */
function lossReason(customer: Customer, at: Day, random: Random): string {
  const present = customer.episodes.filter(({ from, until }) => from <= at && until >= at);
  if (present.length > 0 && random.chance(0.62)) return lossOf[random.pick(present).trouble];
  return random.pick(losses);
}

const openStages = ["Prospecting", "Qualification", "Proposal", "Negotiation"];

function openStage(close: Day, today: Day, random: Random): string {
  const nearness = Math.min(3, Math.max(0, 3 - (close - today) / 45));
  return openStages[Math.min(3, Math.max(0, Math.round(nearness + random.normal(0, 0.8))))] ?? "Qualification";
}

function renewals(customer: Customer, contracts: readonly Contract[], today: Day, random: Random): Deal[] {
  const [main] = contracts;
  const terms = contracts.filter((contract) => contract.line === main?.line);
  const deals = terms.slice(1).map((contract, i): Deal => {
    const previous = terms[i];
    const close = contract.start - random.int(0, 20);
    const amount = contract.annualValue || previous?.annualValue || 0;
    const name = `${shortName(customer.name)} - Renewal ${yearOf(contract.start)}`;
    return {
      name,
      type: "Renewal",
      stage: "Closed Won",
      amount,
      opened: close - random.int(40, 110),
      close,
      loss: null,
    };
  });
  const last = terms.at(-1);
  if (last === undefined) return deals;
  const open = last.end + 1;
  const name = `${shortName(customer.name)} - Renewal ${yearOf(open)}`;
  if (customer.status === "churned") {
    const close = open - random.int(0, 20);
    const loss = lossReason(customer, close, random);
    deals.push({
      name,
      type: "Renewal",
      stage: "Closed Lost",
      amount: last.annualValue,
      opened: close - random.int(40, 110),
      close,
      loss,
    });
  } else if (open <= fiscalQuarter(today).end + 60) {
    const opened = Math.min(today - random.int(1, 20), open - random.int(50, 120));
    deals.push({
      name,
      type: "Renewal",
      stage: openStage(open, today, random),
      amount: last.annualValue,
      opened,
      close: Math.max(open, today + random.int(0, 9)),
      loss: null,
    });
  }
  return deals;
}

function expansions(customer: Customer, base: number, today: Day, random: Random): Deal[] {
  const end = lastDay(customer, today);
  const count = random.int(0, { enterprise: 4, "mid-market": 2, small: 1 }[customer.segment]);
  return Array.from({ length: count }, (): Deal => {
    const from = Math.max(customer.since + 60, today - 800);
    const close = from >= end ? end : random.int(from, end + (customer.status === "active" ? 70 : 0));
    const name = `${shortName(customer.name)} - ${random.pick(productLines)} ${random.pick(["expansion", "add-on", "seats", "second site"])}`;
    const amount = Math.round(base * random.between(0.05, 0.3));
    const opened = close - random.int(20, 120);
    if (close >= today)
      return {
        name,
        type: "Expansion",
        stage: openStage(close, today, random),
        amount,
        opened: Math.min(opened, today - 1),
        close,
        loss: null,
      };
    const price = strain(customer.episodes, "price", close);
    const won = random.chance(0.62 - 0.4 * price - 0.2 * strain(customer.episodes, "usage", close));
    const loss = won ? null : price > 0.3 && random.chance(0.7) ? "Price" : random.pick(losses);
    return { name, type: "Expansion", stage: won ? "Closed Won" : "Closed Lost", amount, opened, close, loss };
  });
}

function firstDeals(customer: Customer, contracts: readonly Contract[], today: Day, random: Random): Deal[] {
  const name = `${shortName(customer.name)} - ${customer.status === "prospect" ? random.pick(productLines) : "First contract"}`;
  if (customer.status === "prospect") {
    const close = today + random.int(10, 160);
    const amount = fromEuro(customer.seats * 700 * random.between(0.5, 1.2), customer.place.currency);
    return [
      {
        name,
        type: "New Business",
        stage: openStage(close, today, random),
        amount,
        opened: Math.min(today - 1, customer.since + random.int(5, 60)),
        close,
        loss: null,
      },
    ];
  }
  const [first] = contracts;
  if (first === undefined) return [];
  const close = customer.since - random.int(2, 30);
  return [
    {
      name,
      type: "New Business",
      stage: "Closed Won",
      amount: first.annualValue,
      opened: addMonths(close, -random.int(2, 7)),
      close,
      loss: null,
    },
  ];
}

export function makeOpportunities(
  customers: readonly Customer[],
  contracts: readonly (readonly Contract[])[],
  today: Day,
  seed: number,
): CrmRecord[] {
  let number = 0;
  return customers.flatMap((customer) => {
    if (customer.duplicateOf !== null) return [];
    const random = stream(seed, "opportunities", customer.index);
    const own = contracts[customer.index] ?? [];
    const base = own.at(-1)?.annualValue ?? 10_000;
    const deals = [...firstDeals(customer, own, today, random), ...renewals(customer, own, today, random)];
    if (customer.status !== "prospect") deals.push(...expansions(customer, base, today, random));
    return deals.map((deal): CrmRecord => {
      number += 1;
      const closed = deal.stage.startsWith("Closed");
      const changed = isoTime(
        closed ? Math.min(deal.close, today - 1) : Math.max(deal.opened, today - random.int(1, 40)),
        random.int(43_000, 64_000),
      );
      return {
        Id: recordId("006", number),
        AccountId: customer.accountId,
        OwnerId: userId(customer.owner),
        Name: deal.name,
        Type: deal.type,
        StageName: deal.stage,
        Amount: deal.amount,
        CurrencyIsoCode: customer.place.currency,
        CloseDate: isoDay(deal.close),
        IsClosed: closed,
        IsWon: deal.stage === "Closed Won",
        Loss_Reason__c: deal.loss,
        IsDeleted: false,
        CreatedDate: isoTime(Math.min(deal.opened, today - 1), random.int(25_000, 42_000)),
        LastModifiedDate: changed,
        SystemModstamp: changed,
      };
    });
  });
}
