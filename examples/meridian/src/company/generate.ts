// Makes the whole company, part by part.
import { makeBilling } from "./billing.ts";
import { dayOf } from "./calendar.ts";
import { makeContacts } from "./contacts.ts";
import { makeContracts } from "./contracts.ts";
import { accountRecords, caseRecords, contactRecords, taskRecords } from "./crm-records.ts";
import { makeCrm } from "./crm.ts";
import { makeCustomers } from "./customers.ts";
import { makeErp } from "./erp.ts";
import { makeUnits, makeWarranties } from "./installed.ts";
import { makeInvoices } from "./invoices.ts";
import { makeLinks } from "./links.ts";
import { makeOpportunities } from "./opportunities.ts";
import { makeOrders } from "./orders.ts";
import { makeCatalogue } from "./products/catalogue.ts";
import { makePictures } from "./products/pictures.ts";
import { makeTickets, type Reference } from "./tickets/index.ts";
import type { Company, CompanyOptions } from "./types.ts";
import { makeWeeklyUsage } from "./usage.ts";
import { makeUserRecords } from "./users.ts";
import { makeViews } from "./views.ts";

function referencesOf(items: readonly (Reference & { readonly customer: number })[]): Map<number, Reference[]> {
  const found = new Map<number, Reference[]>();
  for (const { customer, number, on } of items) {
    const references = found.get(customer);
    if (references === undefined) found.set(customer, [{ number, on }]);
    else references.push({ number, on });
  }
  return found;
}

/**
 * Meridian Instruments as data: the same for the same seed, day and number of accounts, in every process.
 *
 * @param options `seed` any integer; `today` "YYYY-MM-DD", the day that everything is laid out around; `accounts` 1,200
 * by default, from 9 on.
 * @throws RangeError if `today` is no calendar date, or `accounts` is no whole number of at least 9.
 */
export function generateCompany({ seed, today: day, accounts = 1200 }: CompanyOptions): Company {
  if (!Number.isInteger(accounts) || accounts < 9)
    throw new RangeError("accounts must be a whole number of at least 9.");
  const today = dayOf(day);
  const customers = makeCustomers(seed, today, accounts);
  const links = makeLinks(customers, seed);
  const contacts = makeContacts(customers, today, seed);
  const contracts = makeContracts(customers, today, seed);
  const invoices = makeInvoices(customers, contracts, today, seed);
  const catalogue = makeCatalogue(today);
  const orders = makeOrders(customers, catalogue, today, seed);
  const units = makeUnits(customers, orders, catalogue, today, seed);
  const tickets = makeTickets(
    customers,
    {
      contacts,
      units,
      catalogue,
      invoices: referencesOf(invoices.map(({ customer, number, issued: on }) => ({ customer, number, on }))),
      orders: referencesOf(orders.map(({ customer, id: number, on }) => ({ customer, number, on }))),
    },
    today,
    seed,
  );
  return {
    seed,
    today: day,
    crm: makeCrm(
      {
        users: makeUserRecords(seed, today),
        accounts: accountRecords(customers, links, today, seed),
        contacts: contactRecords(customers, contacts, today, seed),
        opportunities: makeOpportunities(customers, contracts, today, seed),
        cases: caseRecords(customers, tickets, today, seed),
        tasks: taskRecords(customers, contacts, today, seed),
      },
      seed,
    ),
    billing: makeBilling({ customers, contracts, invoices, links }, seed, today),
    usage: [makeWeeklyUsage(customers, links, today, seed), makeViews(customers, links, catalogue, today, seed)],
    erp: makeErp({ customers, links, catalogue, orders, warranties: makeWarranties(units, today, seed) }),
    pictures: makePictures(catalogue),
  };
}
