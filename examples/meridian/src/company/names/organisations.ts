// Invented organisations that buy lab equipment: hospitals, universities, institutes and companies, named as their
// countries name them.
import type { Place } from "../places.ts";
import type { Random } from "../random.ts";
import type { Segment } from "../customer.ts";
import { lastName } from "./people.ts";
import { type Idiom, idiomOf, towns } from "./idioms.ts";

export type Industry =
  | "Pharmaceuticals"
  | "Biotechnology"
  | "Diagnostics"
  | "Hospital"
  | "University"
  | "Research Institute"
  | "Food & Beverage"
  | "Chemicals"
  | "Environmental Testing"
  | "Contract Laboratory"
  | "Materials"
  | "Agriculture";

const mix: Readonly<Record<Segment, Readonly<Record<Industry, number>>>> = {
  enterprise: {
    Pharmaceuticals: 26,
    Biotechnology: 14,
    Diagnostics: 12,
    Hospital: 15,
    University: 11,
    "Research Institute": 5,
    "Food & Beverage": 6,
    Chemicals: 7,
    "Environmental Testing": 1,
    "Contract Laboratory": 2,
    Materials: 1,
    Agriculture: 0,
  },
  "mid-market": {
    Pharmaceuticals: 12,
    Biotechnology: 18,
    Diagnostics: 13,
    Hospital: 12,
    University: 7,
    "Research Institute": 9,
    "Food & Beverage": 8,
    Chemicals: 8,
    "Environmental Testing": 5,
    "Contract Laboratory": 5,
    Materials: 2,
    Agriculture: 1,
  },
  small: {
    Pharmaceuticals: 3,
    Biotechnology: 20,
    Diagnostics: 14,
    Hospital: 5,
    University: 1,
    "Research Institute": 5,
    "Food & Beverage": 10,
    Chemicals: 6,
    "Environmental Testing": 12,
    "Contract Laboratory": 14,
    Materials: 5,
    Agriculture: 5,
  },
};

const onsets =
  `Vel Nor Hel Cyt Lum Arv Tess Kel Mor Syn Quor Bel Cer Dor El Fal Gal Hy In Jen Kor Lev Mer Nex Ol Per Rav Sol
  Tor Ul Var Wes Xan Yl Zen Al Bri Cal Den Ev Fen Gly Har Iso Kry Lin Myr Nal Or Pyr Ros Ser Tal Ur Vir Zy`.split(
    /\s+/,
  );
const endings =
  `ara vex tica nova gen lis medi dora zyme ion ius anta ora ella orin exis ivia ene ynth andis omics ethra
  una asta idian oxa ulus entis ovar aris essa imo urna elion avis`.split(/\s+/);

function coined(random: Random): string {
  const stem = random.pick(onsets);
  let ending = random.pick(endings);
  if (/[aeiouy]$/.test(stem) && /^[aeiouy]/.test(ending)) ending = `l${ending}`;
  return stem + ending;
}

function fieldWord(industry: Industry, idiom: Idiom, random: Random): string {
  return random.pick(idiom.fields[industry] ?? idiom.fields.Biotechnology ?? ["Labs"]);
}

function companyName(place: Place, industry: Industry, idiom: Idiom, random: Random): string {
  const legal = random.pick(idiom.legal);
  const field = fieldWord(industry, idiom, random);
  if (random.chance(0.2)) {
    const founder = lastName(place, random);
    return random
      .pick(idiom.founder)
      .replace("{founder}", founder)
      .replace("{partner}", lastName(place, random))
      .replace("{field}", field)
      .replace("{legal}", legal)
      .trim();
  }
  return `${coined(random)} ${field} ${legal}`.trim();
}

export interface Organisation {
  readonly name: string;
  readonly industry: Industry;
}

/** An organisation that bears none of the names in `taken`, to which its name is added. */
export function makeOrganisation(place: Place, segment: Segment, taken: Set<string>, random: Random): Organisation {
  const industry = random.weighted(mix[segment]);
  for (let attempt = 0; ; attempt++) {
    const idiom = idiomOf(place, random);
    const patterns =
      industry === "Hospital" ? idiom.hospital : industry === "University" ? idiom.university : idiom.institute;
    const isPublic = industry === "Hospital" || industry === "University" || industry === "Research Institute";
    let name = isPublic
      ? random
          .pick(patterns)
          .replace("{town}", random.pick(towns[idiom.language]))
          .replace("{founder}", lastName(place, random))
      : companyName(place, industry, idiom, random);
    if (attempt > 2 && isPublic) name = `${name}, ${random.pick(place.cities)}`;
    if (attempt > 8) name = name.replace(/^\S+/, (word) => `${word}-${coined(random)}`);
    if (taken.has(name)) continue;
    taken.add(name);
    return { name, industry };
  }
}
