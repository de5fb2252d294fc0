// The CRM's records of accounts, contacts, tickets and tasks.
import type { CrmRecord } from "../systems/crm/schema.ts";
import { type Day, isoDay, isoTime } from "./calendar.ts";
import type { Contact } from "./contacts.ts";
import { recordId } from "./crm-id.ts";
import type { Customer } from "./customer.ts";
import type { Links } from "./links.ts";
import { salutation } from "./names/people.ts";
import { makePhone, storedPhone } from "./phone.ts";
import { type Random, stream } from "./random.ts";
import { fromEuro } from "./rates.ts";
import type { Ticket } from "./tickets/index.ts";
import { userId } from "./users.ts";

const officeHours = (random: Random): number => random.int(6 * 3600, 18 * 3600);

/** Created then, changed at some time since; the day before today at the latest. */
function stamps(created: Day, today: Day, random: Random): Pick<CrmRecord, string> {
  const born = Math.min(created, today - 1);
  const at = random.int(6 * 3600, 12 * 3600);
  const changed = isoTime(born + Math.floor(random.next() ** 0.5 * (today - 1 - born)), random.int(at, 18 * 3600));
  return {
    IsDeleted: false,
    CreatedDate: isoTime(born, at),
    LastModifiedDate: changed,
    SystemModstamp: changed,
  };
}

const notes = [
  "Prefers calls over mail. Never phone on Fridays.",
  "Old price list applies to consumables until the framework contract is signed.",
  "Legal asked for an amended liability clause; do not mention it outside the account team.",
  "Decision maker and head of the lab don't get along; keep both in copy.",
  "Site visit needs a visitor badge two days ahead.",
  "Was promised a loan unit in 2023 that never came. Be careful with promises.",
  "Tender planned; purchasing may not talk to vendors during it.",
  "Buys through a group contract of the parent company.",
  "Interested in a reference visit in Basel.",
  "Credit limit lowered once, restored since. Internal only.",
];

export function accountRecords(
  customers: readonly Customer[],
  links: readonly Links[],
  today: Day,
  seed: number,
): CrmRecord[] {
  return customers.map((customer): CrmRecord => {
    const random = stream(seed, "account-record", customer.index);
    const { index, status, place, segment } = customer;
    const link = links[index];
    const ceiling = { enterprise: [18, 35], "mid-market": [10, 22], small: [5, 12] }[segment];
    return {
      Id: customer.accountId,
      Name: customer.name,
      AccountNumber: `MER-${String(index + 1).padStart(6, "0")}`,
      ParentId: customer.parent === null ? null : recordId("001", customer.parent + 1),
      OwnerId: userId(customer.owner),
      Region__c: place.region,
      Segment__c: segment,
      BillingCountry: place.code,
      BillingCity: customer.city,
      Industry: customer.industry,
      AnnualRevenue: random.chance(0.1)
        ? null
        : fromEuro(customer.employees * random.between(90_000, 260_000), place.currency),
      CurrencyIsoCode: place.currency,
      NumberOfEmployees: random.chance(0.06) ? null : customer.employees,
      Phone: random.chance(0.08) ? null : storedPhone(makePhone(place.code, "landline", random)),
      Website: random.chance(0.1) ? null : `https://www.${customer.domain}`,
      Status__c: status,
      Customer_Since__c: status === "prospect" || customer.duplicateOf !== null ? null : isoDay(customer.since),
      Renewal_Date__c: customer.renewal === null ? null : isoDay(customer.renewal),
      Churned_On__c: status === "churned" && customer.decided !== null ? isoDay(customer.decided.on) : null,
      Erp_Customer__c: link?.crmErpCustomer ?? null,
      Usage_Ref__c: link?.crmUsageRef ?? null,
      Internal_Notes__c: random.chance(0.4) ? random.pick(notes) : null,
      Discount_Ceiling__c: status === "prospect" ? null : random.int(ceiling[0] ?? 5, ceiling[1] ?? 20),
      ...stamps(customer.since - random.int(20, 200), today, random),
    };
  });
}

export function contactRecords(
  customers: readonly Customer[],
  contacts: readonly (readonly Contact[])[],
  today: Day,
  seed: number,
): CrmRecord[] {
  return contacts.flat().map((contact): CrmRecord => {
    const random = stream(seed, "contact-record", contact.id);
    const { person, language } = contact;
    const customer = customers[contact.customer];
    return {
      Id: contact.id,
      AccountId: customer?.accountId ?? null,
      Salutation: random.chance(0.07) ? null : salutation(person, language),
      FirstName: person.first,
      LastName: person.last,
      Name: `${person.first} ${person.last}`,
      Title: random.chance(0.06) ? null : contact.title,
      Email: contact.email,
      Phone: contact.phone === null ? null : storedPhone(contact.phone),
      MobilePhone: contact.mobile === null ? null : storedPhone(contact.mobile),
      MailingCountry: customer?.place.code ?? null,
      Language__c: language,
      Role__c: contact.role,
      Is_Primary__c: contact.primary,
      HasOptedOutOfEmail: contact.optedOut,
      EmailBouncedDate:
        contact.bounced === null ? null : isoTime(Math.min(contact.bounced, today - 1), officeHours(random)),
      ...stamps(contact.met, today, random),
    };
  });
}

export function caseRecords(
  customers: readonly Customer[],
  tickets: readonly Ticket[],
  today: Day,
  seed: number,
): CrmRecord[] {
  return tickets.map((ticket): CrmRecord => {
    const random = stream(seed, "case-record", ticket.id);
    const created = isoTime(ticket.created, ticket.at);
    const closed =
      ticket.closed === null
        ? null
        : isoTime(Math.max(ticket.closed, ticket.created + 1) - 1, ticket.at + random.int(1800, 10_800));
    const changed = closed ?? isoTime(Math.min(today - 1, ticket.created + random.int(0, 3)), ticket.at + 1200);
    return {
      Id: ticket.id,
      CaseNumber: ticket.number,
      AccountId: customers[ticket.customer]?.accountId ?? null,
      ContactId: ticket.contact,
      Subject: ticket.subject,
      Description: ticket.text,
      Status: ticket.status,
      Priority: ticket.priority,
      Origin: ticket.origin,
      Type: ticket.type,
      ClosedDate: closed,
      IsClosed: closed !== null,
      Language__c: ticket.language,
      IsDeleted: false,
      CreatedDate: created,
      LastModifiedDate: changed,
      SystemModstamp: changed,
    };
  });
}

const chores = [
  "Call about training dates",
  "Send updated price list",
  "Prepare quarterly review",
  "Check open repair",
  "Visit the new laboratory",
];

/** A few tasks that account executives set themselves. */
export function taskRecords(
  customers: readonly Customer[],
  contacts: readonly (readonly Contact[])[],
  today: Day,
  seed: number,
): CrmRecord[] {
  const random = stream(seed, "tasks");
  const chosen = random
    .shuffle(customers.filter(({ status, duplicateOf }) => status === "active" && duplicateOf === null))
    .slice(0, 24);
  return chosen.map((customer, i): CrmRecord => {
    const day = today + random.int(-30, 30);
    const [contact] = contacts[customer.index] ?? [];
    return {
      Id: recordId("00T", i + 1),
      Subject: random.pick(chores),
      Description: null,
      ActivityDate: isoDay(day),
      Status: day < today ? random.pick(["Completed", "Completed", "Deferred"]) : "Not Started",
      Priority: random.pick(["Normal", "Normal", "High"]),
      WhatId: customer.accountId,
      WhoId: contact?.id ?? null,
      OwnerId: userId(customer.owner),
      TaskSubtype: random.pick(["Task", "Call"]),
      External_Key__c: null,
      ...stamps(Math.min(today - 1, day - random.int(3, 30)), today, random),
    };
  });
}
