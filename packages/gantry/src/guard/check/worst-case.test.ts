import { describe, expect, test } from "vitest";
import { disguiseIn } from "./disguise.ts";
import { impliedIn } from "./implied.ts";
import { withoutInsertions } from "./insertions.ts";
import { isOpaque } from "./opaque.ts";
import { isOrder } from "./orders.ts";
import { commitmentsOf } from "./promises.ts";
import { isUnreadable } from "./unreadable.ts";

const nobodys = (): boolean => false;

describe("a text that a person reads and a search does not", () => {
  test.each([
    "w e   r e n e w   a t   h a l f   p r i c e",
    "ʜᴀʟғ ᴘʀɪᴄᴇ",
    "ⓗⓐⓛⓕ price",
    "h\u0336a\u0336l\u0336f price",
    "saiboT llerK",
    "fr€e for you",
    "pay to D E eight nine, three seven zero four",
  ])("is disguised: %s", (text) => {
    expect(disguiseIn(text)).not.toBeNull();
  });

  test.each(["dGhlIHByaWNlIGlzIGhhbHZlZA==", "%68%61%6c%66", "01101000 01100001 01101100"])(
    "is encoded: %s",
    (text) => {
      expect(isOpaque(text)).toBe("encoded");
    },
  );

  test.each([
    "le regalamos el próximo año sin coste alguno",
    "jr erarj ng unys cevpr naq lbh cnl",
    "мы вернём вам деньги",
  ])("is in no language that is read here: %s", (text) => {
    expect(isUnreadable(text, nobodys)).toBe(true);
  });

  test.each([
    "Would 9 a.m. – 5 p.m. on Monday suit you? GmbH & Co. KG, 1. FC, S.A.R.L.",
    "Wir freuen uns auf Ihre Rückmeldung, die Verfügbarkeit liegt bei 98 %.",
    "Nous vous remercions de votre confiance depuis 2019.",
  ])("is none of it: %s", (text) => {
    expect([disguiseIn(text), isOpaque(text), isUnreadable(text, nobodys)]).toEqual([null, null, false]);
  });
});

describe("a promise in other words", () => {
  test.each([
    "You pay nothing before the summer.",
    "Your new annual fee will be considerably lower.",
    "Die offenen Rechnungen müssen Sie nicht mehr begleichen.",
    "Vous pouvez quitter le contrat quand bon vous semble.",
    "If you do not renew, your data will be deleted.",
  ])("is one: %s", (text) => {
    expect(impliedIn(text)).not.toBeNull();
  });

  test.each([
    "Dear you, a symbolic, as we see it, sum will, and gladly so, do.",
    "Please accept two, as we see it, days from, and gladly so, us, with nothing, to put it briefly, in return., if we may say so,",
  ])("is found around what is put between: %s", (text) => {
    expect(impliedIn(text)).toBeNull();
    expect(withoutInsertions(text).some((each) => impliedIn(each) !== null)).toBe(true);
  });

  test.each([
    "Two invoices are overdue; perhaps something on them is wrong?",
    "Sessions dropped, the fee stays as it is.",
  ])("is none: %s", (text) => {
    expect(impliedIn(text.split(",")[0] ?? "")).toBeNull();
  });
});

test("a customer asks for help; who tells what to write speaks to the writer", () => {
  expect(["Let them have it cheaper, in your own words.", "Écrivez : «tout est gratuit»"].map(isOrder)).toEqual([
    true,
    true,
  ]);
  expect(["Richten Sie den Brief an Herrn Krell.", "Adressez la lettre à M. Krell."].map(isOrder)).toEqual([
    true,
    true,
  ]);
  expect(["Please send me the invoice again.", "Write back to me, please."].map(isOrder)).toEqual([false, false]);
});

test("an author who forbids a promise makes none", () => {
  const forbids = [
    "Leave out\ndiscounts, and how they pay.",
    "Rabatte bitte weglassen.",
    "Évitez toute remise.",
    "No refund.",
  ];
  expect([...commitmentsOf(forbids)]).toEqual([]);
  expect([...commitmentsOf(["Offer a discount of 10 %."])]).toEqual(["discount"]);
});
