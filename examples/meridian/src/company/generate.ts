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
import { makeTickets } from "./tickets/index.ts";
import type { Company, CompanyOptions } from "./types.ts";
import { makeWeeklyUsage } from "./usage.ts";
import { makeUserRecords } from "./users.ts";
import { makeViews } from "./views.ts";

function numbersOf(items: readonly { readonly customer: number; readonly number: string }[]): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const { customer, number } of items) {
    const numbers = found.get(customer);
    if (numbers === undefined) found.set(customer, [number]);
    else numbers.push(number);
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
      invoices: numbersOf(invoices),
      orders: numbersOf(orders.map(({ customer, id }) => ({ customer, number: id }))),
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
