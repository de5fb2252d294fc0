// Meridian's own people who work in the CRM. They are the same in every company that is generated.
import type { Region } from "./places.ts";

export interface Employee {
  readonly first: string;
  readonly last: string;
  readonly title: string;
  readonly profile: "integration" | "sales-manager" | "account-executive" | "support";
  /** Null: works for all regions. */
  readonly region: Region | null;
  readonly active: boolean;
  /** Country whose telephone numbers the office has. */
  readonly country: string;
}

function employee(
  name: string,
  profile: Employee["profile"],
  title: string,
  region: Region | null,
  country: string,
  active = true,
): Employee {
  const [first = name, ...last] = name.split(" ");
  return { first, last: last.join(" "), title, profile, region, active, country };
}

const executive = (name: string, region: Region, country: string, active = true) =>
  employee(name, "account-executive", "Account Executive", region, country, active);

export const staff: readonly Employee[] = [
  employee("Gantry Integration", "integration", "Integration User", null, "CH"),
  employee("Helena Brandt", "sales-manager", "Sales Director EMEA", "EMEA", "CH"),
  employee("Marcus Whitfield", "sales-manager", "Sales Director Americas", "AMER", "US"),
  employee("Yuki Tanabe", "sales-manager", "Sales Director Asia-Pacific", "APAC", "JP"),
  employee("Ines Moreau", "support", "Customer Support Lead", null, "FR"),
  employee("Tobias Renner", "support", "Customer Support Engineer", "EMEA", "DE"),
  executive("Jonas Eberle", "EMEA", "DE"),
  executive("Camille Roussel", "EMEA", "FR"),
  executive("Sophie Langenegger", "EMEA", "CH"),
  executive("Rory Haldane", "EMEA", "GB"),
  executive("Matteo Bellandi", "EMEA", "IT"),
  executive("Saskia Vermeulen", "EMEA", "NL"),
  executive("Linnea Sundberg", "EMEA", "SE"),
  executive("Pierre-Yves Garnier", "EMEA", "FR", false),
  executive("Danielle Okafor", "AMER", "US"),
  executive("Trent Mallory", "AMER", "US"),
  executive("Rosa Ibarra", "AMER", "US"),
  executive("Émile Bouchard", "AMER", "CA"),
  executive("Grace Hanlon", "AMER", "US"),
  executive("Kenta Mizuno", "APAC", "JP"),
  executive("Priyanka Rao", "APAC", "IN"),
  executive("Lachlan Doyle", "APAC", "AU"),
  executive("Mei Xuan Toh", "APAC", "SG"),
];

/** People who answer tickets; they appear in texts, not among the CRM's users. */
export const supportAgents: readonly string[] = [
  "Ines",
  "Tobias",
  "Tobias Renner",
  "Ines Moreau",
  "Andrea",
  "Marek Kowalczyk",
  "Lena Hofer",
  "Samir",
  "Joana",
];

/** By the country of an executive's office: the countries that she works. */
const homes: Readonly<Record<string, readonly string[]>> = {
  DE: ["DE", "AT", "PL"],
  FR: ["FR", "BE", "CH"],
  CH: ["CH", "DE", "AT"],
  GB: ["GB", "IE", "AE"],
  IT: ["IT", "ES", "CH"],
  NL: ["NL", "BE", "DE"],
  SE: ["SE", "DK", "NO", "FI"],
  CA: ["CA"],
  US: ["US", "MX", "BR"],
  JP: ["JP", "KR"],
  IN: ["IN", "SG"],
  AU: ["AU", "NZ"],
  SG: ["SG", "IN", "KR"],
};

/** Countries that an executive works; undefined for everyone else, who has no territory. */
export const territoryOf = ({ profile, country }: Employee): readonly string[] | undefined =>
  profile === "account-executive" ? homes[country] : undefined;

/** Indexes of the executives who may own accounts in a country: those who work it, else all of its region. */
export function executivesFor(region: Region, country: string): readonly number[] {
  const ofRegion = staff.flatMap((person, index) =>
    person.profile === "account-executive" && person.active && person.region === region ? [index] : [],
  );
  const near = ofRegion.filter((index) => homes[staff[index]?.country ?? ""]?.includes(country));
  return near.length > 0 ? near : ofRegion;
}
