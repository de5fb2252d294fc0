// The CRM's users: who signs in, what each may see, and the records of the object User.
import type { CrmRecord, CrmUser } from "../systems/crm/schema.ts";
import { type Day, isoTime } from "./calendar.ts";
import { recordId } from "./crm-id.ts";
import { slug } from "./names/people.ts";
import { makePhone, storedPhone } from "./phone.ts";
import { stream } from "./random.ts";
import { type Employee, staff, territoryOf } from "./staff.ts";

/** Fields that don't exist for users of a profile (field-level security). */
const hiddenFields: Readonly<Record<Employee["profile"], Readonly<Record<string, readonly string[]>>>> = {
  integration: {},
  "sales-manager": { Account: ["Internal_Notes__c"] },
  "account-executive": { Account: ["Internal_Notes__c", "Discount_Ceiling__c", "AnnualRevenue"] },
  support: {
    Account: ["Internal_Notes__c", "Discount_Ceiling__c", "AnnualRevenue", "Renewal_Date__c"],
    Opportunity: ["Amount", "Loss_Reason__c"],
    Contact: ["MobilePhone"],
  },
};

const words =
  "amber basalt cedar delta ember fjord garnet harbor indigo juniper kelp lagoon maple nickel onyx prairie quartz reef saffron tundra umber velvet willow zephyr".split(
    " ",
  );

export function userId(index: number): string {
  return recordId("005", index + 1);
}

function userName(person: Employee): string {
  return `${person.first} ${person.last}`;
}

function userEmail(person: Employee): string {
  return `${slug(person.first, "-")}.${slug(person.last, "-")}@meridian.example`;
}

/** People who sign in. Passwords come from the seed: the company is a sample, and its guide prints them. */
export function makeUsers(seed: number): CrmUser[] {
  return staff.flatMap((person, index) => {
    if (!person.active) return [];
    const random = stream(seed, "user", index);
    const territory = territoryOf(person);
    return [
      {
        id: userId(index),
        username: userEmail(person),
        password: `${random.pick(words)}-${random.pick(words)}-${random.int(1000, 9999)}`,
        name: userName(person),
        email: userEmail(person),
        profile: person.profile,
        regions: person.region === null ? null : [person.region],
        ...(territory === undefined ? {} : { territory }),
        hidden: hiddenFields[person.profile],
      },
    ];
  });
}

/** The connected app of the integration: OAuth client credentials. */
export function makeClient(seed: number): { id: string; secret: string; runAs: string } {
  const random = stream(seed, "client");
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  return {
    id: `3MVG9${random.text(`${alphabet}._`, 80)}`,
    secret: random.text("0123456789ABCDEF", 64),
    runAs: userId(0),
  };
}

export function makeUserRecords(seed: number, today: Day): CrmRecord[] {
  return staff.map((person, index) => {
    const random = stream(seed, "user-record", index);
    const manager = staff.findIndex((other) => other.profile === "sales-manager" && other.region === person.region);
    const created = isoTime(today - random.int(700, 2600), random.int(28_800, 61_200));
    const changed = isoTime(today - random.int(2, 300), random.int(28_800, 61_200));
    return {
      Id: userId(index),
      Username: userEmail(person),
      FirstName: person.first,
      LastName: person.last,
      Name: userName(person),
      Email: userEmail(person),
      Title: person.title,
      Phone: storedPhone(makePhone(person.country, "landline", random)),
      Region__c: person.region,
      ManagerId: person.profile === "account-executive" && manager >= 0 ? userId(manager) : null,
      IsActive: person.active,
      CreatedDate: created,
      LastModifiedDate: changed,
      SystemModstamp: changed,
    };
  });
}
