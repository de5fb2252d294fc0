// Days, times and ages as people write them: over-masking takes them, since with little else they tell who is meant.
import { datesIn } from "../check/dates.ts";
import type { Hit } from "./hit.ts";
import { matchesOf } from "./matches.ts";

const clock =
  /(?<![\d:.,])(?:[01]?\d|2[0-3])(?::[0-5]\d){1,2}(?:\s?[ap]\.?m\.?)?(?![\d:])|(?<![\d:.,])(?:1[0-2]|\d)\s?[ap]\.?m\.?(?![\p{L}\d])/giu;
const clockAfter = /^[T ,]{1,2}(?:at |um |à )?(?:[01]?\d|2[0-3])(?::[0-5]\d){1,2}(?:\.\d{1,6})?(?:\s?[ap]\.?m\.?|Z)?/iu;
const weekday =
  /(?<![\p{L}])(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?![\p{L}])/giu;
const age =
  /(?<![\p{L}\d])(?:(?:aged?|age(?: is|:)|age of|âgée? de|im alter von)\s(?<a>\d{1,3})(?![\d%])|(?<b>\d{1,3})(?:[ -]years?[ -]old| yo\b| y\/o\b| ans(?=[ ,.)]|$)| Jahre alt|-jährige?[rnms]?))/giu;

/** Nine digits and more in a row: a telephone's or an account's, unless the words before speak of goods or papers. */
const bareNumber = /(?<![\p{L}\d.,/#№-]|[#№] )\d{9,12}(?![\p{L}\d%/-]|[.,]\d)/gu;
const goods =
  /(?:order|purchase|p\.?o\.?|bestell|auftrag|commande|invoice|rechnung|facture|case|ticket|vorgang|dossier|serial|serien|série|part|article|artikel|item|ref|lot|batch|charge|sku|isbn|ean|tracking|sendung|colis|quote|angebot|devis|contract|vertrag|contrat)[^\d\n.!?]{0,24}(?:\bn[or]\. ?)?$/iu;

/** "Marguerite Vastre, 63, of Lille": as newspapers give an age. */
const ageBehindName = /(?<=\p{Lu}\p{Ll}{1,20}),\s(?<age>[1-9]\d)(?=,\s|\s?\)|\.?$)/gu;

/** What makes "5.8.14" a version and no day. */
const version = /(?:version|firmware|release|software|patch|build|\bv|sw|fw)\.? ?$/iu;

/** Short numbers in groups, as people give them within a town: "785 8949", "25-62-29-72". Thousands stand in threes. */
const localNumber =
  /(?<![\p{L}\d.,/-])(?:\d{3}[ -]\d{4}|\d{4}[ -]\d{4}|\d{2}(?:[ -]\d{2}){3}|\d{2,4}[ -]\d{5,8}|\d{2,3}[ -]\d{3}[ -]\d{2,4})(?![\p{L}\d%/-]|[.,]\d)/gu;

/** Dates, times of the day, days of the week, ages, and numbers that may be a telephone's. */
export const findTimes = (text: string): readonly Hit[] => {
  const hits: Hit[] = [];
  const add = (start: number, end: number, label: string): void => void hits.push({ start, end, label, rank: 3 });
  for (const match of matchesOf(text, weekday)) add(match.index, match.index + match[0].length, "person.date");
  if (!/\d/.test(text)) return hits;
  for (const { start, end } of datesIn(text)) {
    if (version.test(text.slice(Math.max(0, start - 14), start))) continue;
    const time = clockAfter.exec(text.slice(end, end + 24));
    // "since 4 May.": the full stop is the sentence's.
    const isStopped = time === null && text.charAt(end - 1) === ".";
    add(start, isStopped ? end - 1 : end + (time?.[0].length ?? 0), "person.date");
  }
  for (const match of matchesOf(text, localNumber)) {
    const isOfGoods = goods.test(text.slice(Math.max(0, match.index - 36), match.index));
    if (!isOfGoods && !/^\d{1,3}(?: \d{3})+$/.test(match[0]))
      add(match.index, match.index + match[0].length, "person.phone");
  }
  for (const match of matchesOf(text, bareNumber)) {
    if (goods.test(text.slice(Math.max(0, match.index - 36), match.index))) continue;
    add(match.index, match.index + match[0].length, "person.phone");
  }
  for (const match of matchesOf(text, clock)) add(match.index, match.index + match[0].length, "person.date");
  for (const match of matchesOf(text, ageBehindName)) add(match.index + 2, match.index + match[0].length, "person.age");
  for (const match of matchesOf(text, age)) add(match.index, match.index + match[0].length, "person.age");
  return hits;
};
