// What a unit of each currency is worth in euros, month by month.
import { addMonths, type Day, firstOfMonth, monthOf, yearOf } from "./calendar.ts";
import type { Currency } from "./places.ts";
import { stream } from "./random.ts";

const today: Readonly<Record<Currency, number>> = { EUR: 1, USD: 0.92, GBP: 1.17, CHF: 1.05, JPY: 0.0061 };

const currencies: readonly Currency[] = ["EUR", "USD", "GBP", "CHF", "JPY"];

export interface Rate {
  readonly currency: Currency;
  /** Euros for one unit. */
  readonly toEuro: number;
  readonly validFrom: Day;
}

/** Rates of the last 36 months, each valid from the first of its month. */
export function makeRates(seed: number, now: Day): Rate[] {
  const thisMonth = firstOfMonth(yearOf(now), monthOf(now));
  return currencies.flatMap((currency) => {
    const random = stream(seed, "rates", currency);
    let rate = today[currency];
    return Array.from({ length: 36 }, (_, back) => {
      const made = { currency, toEuro: Number(rate.toFixed(6)), validFrom: addMonths(thisMonth, -back) };
      if (currency !== "EUR") rate *= 1 + random.normal(0, 0.011);
      return made;
    });
  });
}

/** Euros as a round sum in another currency, at a rough fixed rate: for list prices and contract values. */
export function fromEuro(euros: number, currency: Currency): number {
  const amount = euros / today[currency];
  const step = currency === "JPY" ? 1000 : amount > 5000 ? 50 : 5;
  return Math.max(step, Math.round(amount / step) * step);
}
