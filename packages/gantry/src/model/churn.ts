// The features that risk of leaving is scored by: their names, sources, and how each reads as a reason to a sales manager.
// Weights come from a fit on a company's own outcomes (`trainLogistic(churnFeatures, …)`).
import type { FeatureDeclaration } from "./logistic/index.ts";

const usage = "usage data";
const billing = "billing data";
const contract = "contract data";

/** Said as it is, whichever way a fit found it to work. */
const either = (...templates: string[]): FeatureDeclaration["reason"] => ({ raises: templates, lowers: templates });

/** All nullable doubles; units as described with each. */
export const churnFeatures: readonly FeatureDeclaration[] = [
  {
    // Sessions of the last 12 weeks against the 12 before: −1 to +∞.
    name: "usage_trend",
    title: "usage trend",
    source: usage,
    reason: {
      raises: [
        "usage fell {value|drop} in 12 weeks",
        "usage grew by only {value|rise} in 12 weeks",
        "usage did not grow in 12 weeks",
      ],
      lowers: [
        "usage grew {value|rise} in 12 weeks",
        "usage fell by no more than {value|drop} in 12 weeks",
        "usage is steady",
      ],
    },
  },
  {
    // Active of licensed seats over the last 8 weeks: 0 to 1.
    name: "seat_use",
    title: "seats in use",
    source: usage,
    reason: { raises: ["only {value|percent} of seats in use"], lowers: ["{value|percent} of seats in use"] },
  },
  {
    // Weeks without any session in the last 12.
    name: "weeks_silent",
    title: "silent weeks",
    source: usage,
    reason: {
      raises: ["{value|plural:one=1 week,other=# weeks} without any use in the last 12", "used every week"],
      lowers: ["{value|plural:one=only 1 week,other=# weeks} without any use in the last 12", "used every week"],
    },
  },
  {
    // Errors per 100 sessions, last 12 weeks.
    name: "error_rate",
    title: "instrument errors",
    source: usage,
    reason: either("{value|number} instrument errors per 100 sessions"),
  },
  {
    name: "tickets_90d",
    title: "support tickets",
    source: null,
    reason: {
      raises: [
        "{value|plural:one=1 support ticket,other=# support tickets} in 90 days",
        "no support ticket in 90 days",
      ],
      lowers: [
        "{value|plural:one=only 1 support ticket,other=# support tickets} in 90 days",
        "no support tickets in 90 days",
      ],
    },
  },
  {
    name: "urgent_tickets_90d",
    title: "urgent tickets",
    source: null,
    reason: {
      raises: ["{value|plural:one=1 urgent ticket,other=# urgent tickets} in 90 days", "no urgent ticket in 90 days"],
      lowers: [
        "{value|plural:one=only 1 urgent ticket,other=# urgent tickets} in 90 days",
        "no urgent tickets in 90 days",
      ],
    },
  },
  {
    // Mean sentiment of ticket texts of 180 days: −1 to 1; null where there were none.
    name: "sentiment_180d",
    title: "mood of tickets",
    source: null,
    reason: either("mood of support tickets {value|number:2} on a scale from −1 to 1"),
  },
  {
    name: "overdue_invoices",
    title: "overdue invoices",
    source: billing,
    reason: {
      raises: ["{value|plural:one=1 invoice,other=# invoices} overdue", "no invoice overdue"],
      lowers: ["{value|plural:one=only 1 invoice,other=# invoices} overdue", "no invoices overdue"],
    },
  },
  {
    // Mean days between due date and payment, last 12 months.
    name: "days_late",
    title: "late payment",
    source: billing,
    reason: either("pays {value|plural:one=1 day,other=# days} late on average", "pays on time"),
  },
  {
    name: "failed_payments_12m",
    title: "failed payments",
    source: billing,
    reason: {
      raises: [
        "{value|plural:one=1 failed payment,other=# failed payments} in 12 months",
        "no failed payment in 12 months",
      ],
      lowers: [
        "{value|plural:one=only 1 failed payment,other=# failed payments} in 12 months",
        "no failed payments in 12 months",
      ],
    },
  },
  {
    // Per cent: 15 is 15 %.
    name: "discount_percent",
    title: "discount",
    source: contract,
    reason: either("discount of {value|number:0} %"),
  },
  {
    name: "contract_term_months",
    title: "contract term",
    source: contract,
    reason: either("contract term of {value|number:0} months"),
  },
  {
    // 0 or 1.
    name: "auto_renew",
    title: "automatic renewal",
    source: contract,
    reason: either("contract {value|case:0=does not renew,1=renews} by itself"),
  },
  {
    name: "tenure_years",
    title: "years as a customer",
    source: null,
    reason: either("customer for {value|number} years"),
  },
  {
    // 0 or 1.
    name: "champion_left",
    title: "champion",
    source: null,
    reason: either("the champion {value|case:0=is still there,1=has left}"),
  },
];
