// Invoices on contracts and the payments on them: habits of countries and companies, and what payment trouble does.
import { addMonths, type Day, yearOf } from "./calendar.ts";
import type { Contract } from "./contracts.ts";
import { type Customer, lastDay } from "./customer.ts";
import { type Random, stream } from "./random.ts";
import { strain } from "./troubles.ts";

interface Payment {
  readonly on: Day;
  readonly method: "transfer" | "direct-debit" | "card" | "cheque";
  readonly failed: boolean;
}

export interface Invoice {
  readonly customer: number;
  readonly contract: number;
  readonly number: string;
  readonly issued: Day;
  readonly due: Day;
  readonly amount: number;
  readonly paid: Day | null;
  readonly status: "paid" | "open" | "overdue" | "void";
  readonly payments: readonly Payment[];
}

interface Habit {
  readonly terms: number;
  readonly late: number;
  readonly method: Payment["method"];
}

function settle(
  customer: Customer,
  habit: Habit,
  issued: Day,
  today: Day,
  random: Random,
): Pick<Invoice, "due" | "paid" | "status" | "payments"> {
  const due = issued + habit.terms;
  const trouble = strain(customer.episodes, "payment", due);
  const lateness = habit.late + random.normal(0, 5) + trouble * random.between(22, 60);
  const paying = Math.max(issued + 2, Math.round(due + lateness));
  const payments: Payment[] = [];
  const failures = random.chance(0.02 + 0.55 * trouble) ? (random.chance(trouble * 0.5) ? 2 : 1) : 0;
  for (let k = 0; k < failures; k++) {
    const on = Math.max(issued + 1, paying - random.int(3, 14) * (failures - k));
    if (on < today) payments.push({ on, method: habit.method, failed: true });
  }
  // Who leaves in payment trouble often leaves the last bills behind.
  const dropped =
    customer.status === "churned" && due > lastDay(customer, today) - 60 && random.chance(0.1 + trouble * 0.6);
  if (dropped && due < today) return { due, paid: null, status: random.chance(0.3) ? "void" : "overdue", payments };
  if (paying >= today) return { due, paid: null, status: due < today ? "overdue" : "open", payments };
  payments.push({ on: paying, method: habit.method, failed: false });
  return { due, paid: paying, status: "paid", payments };
}

/** Invoices of the last two and a half years, by issue date. */
export function makeInvoices(
  customers: readonly Customer[],
  contracts: readonly (readonly Contract[])[],
  today: Day,
  seed: number,
): Invoice[] {
  const earliest = today - 912;
  const invoices = customers.flatMap((customer) => {
    const random = stream(seed, "invoices", customer.index);
    const methods = { transfer: 70, "direct-debit": 18, card: 9, cheque: customer.place.code === "US" ? 12 : 0 };
    const habit: Habit = {
      terms: random.pick(customer.segment === "enterprise" ? [30, 45, 60, 60] : [14, 30, 30, 45]),
      late: customer.place.paysLate + random.normal(0, 4),
      method: random.weighted<Payment["method"]>(methods),
    };
    const every = customer.segment === "small" ? 6 : 3;
    return (contracts[customer.index] ?? []).flatMap((contract) => {
      const made: Omit<Invoice, "number">[] = [];
      for (let month = 0; month < contract.termMonths; month += every) {
        const issued = addMonths(contract.start, month) + random.int(0, 3);
        if (issued < earliest) continue;
        if (issued >= today || issued > contract.end) break;
        const amount = Math.round((contract.annualValue * every * 100) / 12) / 100;
        made.push({
          customer: customer.index,
          contract: contract.id,
          issued,
          amount,
          ...settle(customer, habit, issued, today, random),
        });
      }
      return made;
    });
  });
  invoices.sort((a, b) => a.issued - b.issued || a.contract - b.contract);
  return invoices.map((invoice, i) => ({
    ...invoice,
    number: `INV-${yearOf(invoice.issued)}-${String(10_204 + i).padStart(6, "0")}`,
  }));
}
