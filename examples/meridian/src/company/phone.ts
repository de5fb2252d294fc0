// Telephone numbers out of ranges that national authorities keep for fiction, where they keep any (Ofcom, ARCEP, BNetzA,
// ACMA, PTS, NANPA 555-01xx), and the many ways in which people write them down.
import type { Random } from "./random.ts";

export interface Phone {
  readonly country: string;
  /** Without the trunk zero; groups as a local would read them. */
  readonly groups: readonly string[];
}

interface Plan {
  readonly dial: string;
  /** Put before the first group at home: "0" in most of Europe, "" where numbers are closed. */
  readonly trunk: string;
  /** Patterns of groups, `#` stands for a digit. */
  readonly landline: readonly string[];
  readonly mobile: readonly string[];
}

const plans: Readonly<Record<string, Plan>> = {
  DE: {
    dial: "49",
    trunk: "0",
    landline: ["30 23125 ###", "69 90009 ###", "40 66969 ###", "221 4710 ###", "89 99998 ###"],
    mobile: ["171 39200##", "176 040690##"],
  },
  FR: {
    dial: "33",
    trunk: "0",
    landline: ["1 99 00 ## ##", "2 61 91 ## ##", "3 53 01 ## ##", "4 65 71 ## ##", "5 36 49 ## ##"],
    mobile: ["6 39 98 ## ##"],
  },
  GB: {
    dial: "44",
    trunk: "0",
    landline: ["20 7946 0###", "113 496 0###", "161 496 0###", "131 496 0###", "117 496 0###"],
    mobile: ["7700 900###"],
  },
  CH: {
    dial: "41",
    trunk: "0",
    landline: ["44 555 0# ##", "61 555 0# ##", "22 555 0# ##", "31 555 0# ##"],
    mobile: ["79 555 0# ##"],
  },
  AT: { dial: "43", trunk: "0", landline: ["1 5550###", "316 5550##", "512 5550##"], mobile: ["664 5550###"] },
  NL: { dial: "31", trunk: "0", landline: ["20 555 0###", "30 555 0###", "71 555 0###"], mobile: ["6 5550 0###"] },
  BE: { dial: "32", trunk: "0", landline: ["2 555 0# ##", "16 55 0# ##", "4 555 0# ##"], mobile: ["470 55 0# ##"] },
  ES: { dial: "34", trunk: "", landline: ["915 550 ###", "935 550 ###", "965 550 ###"], mobile: ["655 500 ###"] },
  IT: { dial: "39", trunk: "", landline: ["02 5550 ####", "06 5550 ####", "011 555 0###"], mobile: ["355 550 0###"] },
  SE: { dial: "46", trunk: "0", landline: ["8 465 004 ##", "31 390 06 ##", "40 628 04 ##"], mobile: ["70 174 06 ##"] },
  DK: { dial: "45", trunk: "", landline: ["35 55 0# ##", "86 55 0# ##"], mobile: ["20 55 0# ##"] },
  NO: { dial: "47", trunk: "", landline: ["22 55 0# ##", "73 55 0# ##"], mobile: ["405 50 0##"] },
  FI: { dial: "358", trunk: "0", landline: ["9 555 0###", "2 555 0###"], mobile: ["50 555 0###"] },
  PL: { dial: "48", trunk: "", landline: ["22 555 0# ##", "12 555 0# ##"], mobile: ["555 500 ###"] },
  IE: { dial: "353", trunk: "0", landline: ["20 91# ####"], mobile: ["20 91# ####"] },
  AE: { dial: "971", trunk: "0", landline: ["4 555 0###", "2 555 0###"], mobile: ["55 555 0###"] },
  US: {
    dial: "1",
    trunk: "",
    landline: ["617 555 01##", "858 555 01##", "919 555 01##", "215 555 01##", "312 555 01##", "206 555 01##"],
    mobile: ["857 555 01##", "628 555 01##"],
  },
  CA: {
    dial: "1",
    trunk: "",
    landline: ["416 555 01##", "514 555 01##", "604 555 01##"],
    mobile: ["437 555 01##", "438 555 01##"],
  },
  BR: { dial: "55", trunk: "0", landline: ["11 5550 0###", "19 5550 0###"], mobile: ["11 95550 0###"] },
  MX: { dial: "52", trunk: "", landline: ["55 5550 0###", "81 5550 0###"], mobile: ["55 5550 0###"] },
  JP: { dial: "81", trunk: "0", landline: ["3 5550 0###", "6 5550 0###", "75 555 0###"], mobile: ["90 5550 0###"] },
  AU: {
    dial: "61",
    trunk: "0",
    landline: ["2 5550 ####", "3 5550 ####", "7 7010 ####", "8 5550 ####"],
    mobile: ["491 570 0##", "491 570 1##"],
  },
  SG: { dial: "65", trunk: "", landline: ["6555 0###"], mobile: ["8555 0###"] },
  IN: { dial: "91", trunk: "0", landline: ["80 5550 0###", "22 5550 0###"], mobile: ["90555 00###"] },
  KR: { dial: "82", trunk: "0", landline: ["2 555 0###", "42 555 0###"], mobile: ["10 5550 0###"] },
  NZ: { dial: "64", trunk: "0", landline: ["9 555 0###", "4 555 0###"], mobile: ["21 555 0###"] },
};

function planOf(country: string): Plan {
  const plan = plans[country];
  if (plan === undefined) throw new RangeError("No telephone numbers are known for that country.");
  return plan;
}

export function makePhone(country: string, kind: "landline" | "mobile", random: Random): Phone {
  const pattern = random.pick(planOf(country)[kind]);
  return { country, groups: pattern.replace(/#/g, () => String(random.int(0, 9))).split(" ") };
}

/** The form kept in the CRM: "+49 30 23125 412". */
export function storedPhone(phone: Phone): string {
  return `+${planOf(phone.country).dial} ${phone.groups.join(" ")}`;
}

/** The number as somebody might write it in a mail: abroad or at home, with slashes, dots, brackets or nothing at all. */
export function writtenPhone(phone: Phone, random: Random): string {
  const { dial, trunk } = planOf(phone.country);
  const [first = "", ...rest] = phone.groups;
  if (dial === "1") {
    const [exchange = "", line = ""] = rest;
    return random.pick([
      `(${first}) ${exchange}-${line}`,
      `${first}-${exchange}-${line}`,
      `${first}.${exchange}.${line}`,
      `+1 ${first} ${exchange} ${line}`,
      `1-${first}-${exchange}-${line}`,
      `${first}${exchange}${line}`,
    ]);
  }
  const home = trunk + first;
  return random.pick([
    `+${dial} ${first} ${rest.join(" ")}`,
    `+${dial} ${first} ${rest.join(" ")}`,
    `00${dial} ${first} ${rest.join(" ")}`,
    `+${dial}${first}${rest.join("")}`,
    trunk === "" ? `+${dial}-${first}-${rest.join("-")}` : `+${dial} (${trunk})${first} ${rest.join(" ")}`,
    `${home} ${rest.join(" ")}`,
    `${home}/${rest.join("")}`,
    `${home}-${rest.join("-")}`,
    `(${home}) ${rest.join("")}`,
    `${home}.${rest.join(".")}`,
  ]);
}
