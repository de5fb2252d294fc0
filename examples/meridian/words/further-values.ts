// Values by which people ask less often; the builtin planner knows them, and no model is told of them.
import { words } from "./words.ts";

export const furtherValues = {
  lossReasons: {
    Competitor: words(
      "competitors, competition, the competition, a rival, rivals, concurrent, concurrents, concurrence, la concurrence, wettbewerber, wettbewerb, konkurrenz, konkurrent, konkurrenten, mitbewerber",
    ),
    Price: words("price, because of price, pricing, too expensive, prix, trop cher, preis, zu teuer"),
    Budget: words("no budget, lack of budget, manque de budget, budgetkürzung, kein budget"),
    "Low Usage": words("little usage, faible utilisation, geringe nutzung"),
    "Service Quality": words("poor service, bad service, qualité de service, servicequalität, schlechter service"),
    "Change of Management": words("management change, changement de direction, managementwechsel"),
  },
  ticketTypes: {
    Billing: words(
      "about billing, on billing, type billing, related to billing, regarding billing, concerning billing, due to billing, billing topics, billing related, billing issues, billing questions, billing problems, sur la facturation, concernant la facturation, liés à la facturation, à propos de facturation, zur abrechnung, zum thema abrechnung, question de facturation, abrechnung, abrechnungsfragen",
    ),
  },
} as const;
