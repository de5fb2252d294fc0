// Where one may go in the console, by role. What one may really do is the server's word.
export interface Place {
  readonly page: string;
  readonly title: string;
  readonly for: readonly string[] | "everyone";
}

const working = ["sales-manager", "sales-director", "analyst", "administrator", "crm-user"];
const auditing = ["compliance", "administrator"];
const places: readonly Place[] = [
  { page: "ask", title: "Ask", for: working },
  { page: "questions", title: "Questions", for: working.filter((role) => role !== "crm-user") },
  { page: "runs", title: "Runs", for: working },
  { page: "approvals", title: "Approvals", for: ["sales-manager", "sales-director", "administrator"] },
  { page: "inbox", title: "Inbox", for: ["sales-manager", "sales-director", "administrator"] },
  { page: "ledger", title: "Ledger", for: auditing },
  { page: "policy", title: "Policy", for: auditing },
  { page: "flows", title: "Flows", for: "everyone" },
  { page: "catalog", title: "Catalog", for: "everyone" },
];

/** Pages for a caller's roles, the first of which he starts on. */
export const placesFor = (roles: readonly string[]): readonly Place[] =>
  places.filter((place) => place.for === "everyone" || place.for.some((role) => roles.includes(role)));

export const mayAsk = (roles: readonly string[]): boolean => working.some((role) => roles.includes(role));
