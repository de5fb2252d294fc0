// Random texts masked, then restored from a stream cut anywhere: each must come back as it was, and no half token may show.
import { randomBytes } from "node:crypto";
import {
  createCallTokens,
  createHmacSha256,
  createMasker,
  createRestorer,
  replaceHits,
  tokenFor,
} from "../../packages/gantry/src/guard/index.ts";
import type { KnownValue } from "../../packages/gantry/src/guard/index.ts";
import { createDice } from "../material/dice.ts";
import type { Dice } from "../material/dice.ts";
import type { Measurement } from "../measurement.ts";

const known: readonly KnownValue[] = [
  { value: "Ada Lovelace", label: "person.name" },
  { value: "Zoë Müller-Weiß", label: "person.name" },
  { value: "Nguyễn Thị Minh", label: "person.name" },
  { value: "Aldermoor Instruments GmbH & Co. KG", label: "company.name" },
  { value: "ada@aldermoor.example", label: "person.email" },
  { value: "+44 20 7946 0958", label: "person.phone" },
  { value: "A-77", label: "company.id" },
];

/** What texts are made of: values in the ways people write them, what looks like a token, and what may stand around either. */
const pieces =
  "Ada Lovelace|ada lovelace|A. Lovelace|LOVELACE, ADA|Lovelace’s|Lovelaces|Frau Müller-Weiß|Mueller-Weiss|ZOË|Minh|Aldermoor|ALDERMOOR INSTRUMENTS|aldermoor instruments gmbh|ada@aldermoor.example|Ada@Aldermoor.example|020 7946-0958|+442079460958|A-77|a-77|PERSON_7K3Q|PERSON_7K3Q_2|PERSON_0123456789ABC|COMPANY_0123456789ABC_1F2G|COMPANY_|_PERSON_7K3Q|PERSON_7K3Qs|xEMAIL_4B7C|⟦data 1⟧|DE89 3704 0044 0532 0130 00|4111 1111 1111 1111|12 Main Street, London NW1 6XE|Hauptstraße 12, 10115 Berlin|https://x.example/a?b=c|Dr. Who|Mr. Thornquist|Zorblat|Kraków|\nKind regards,\nJoan Smith\n|2026-11-16|10.0.0.1|é|e\u0301|ﬁ|👩‍🔬|\u200b|\u00a0|A|a|7|s|'s|’s|_|-|.|,|: |\n|\r\n|\t| |  |(|)|\"|{{email}}|\\|\0".split(
    "|",
  );

const character = (dice: Dice): string => {
  const roll = dice.below(10);
  if (roll < 6) return String.fromCharCode(32 + dice.below(95));
  if (roll < 8) return String.fromCodePoint(0xa0 + dice.below(0x500));
  return String.fromCodePoint(
    [0x4e2d, 0x1f600, 0x202e, 0xfeff, 0xd7ff, 0x10ffff, 0x0905, 0x05d0][dice.below(8)] ?? 0x41,
  );
};

const textOf = (dice: Dice): string =>
  Array.from({ length: dice.below(16) }, () =>
    dice.below(4) === 0 ? Array.from({ length: dice.below(9) }, () => character(dice)).join("") : dice.pick(pieces),
  ).join(dice.below(3) === 0 ? " " : "");

/** Streams a text; gives null when what was shown at any moment is not a beginning of the original, as a half token is not. */
const streamed = (
  text: string,
  original: string,
  resolve: (token: string) => string | undefined,
  dice: Dice,
): string | null => {
  const restorer = createRestorer(resolve);
  let shown = "";
  for (let at = 0; at < text.length;) {
    const size = 1 + dice.below(dice.below(4) === 0 ? 40 : 6);
    const piece = restorer.push(text.slice(at, at + size));
    if (!original.startsWith(piece, shown.length)) return null;
    shown += piece;
    at += size;
  }
  return shown + restorer.end();
};

export const measure: Measurement = async ({ quick, args }) => {
  const wanted = quick ? 20_000 : 100_000;
  const seed = Number(args.find((word) => /^--seed=\d+$/.test(word))?.slice(7) ?? randomBytes(4).readUInt32LE());
  const dice = createDice(seed);
  const key = createHmacSha256(randomBytes(32));
  const maskers = [false, true].map((overMask) => createMasker({ known, overMask }));
  const broken: string[] = [];
  let tokens = 0;
  for (let turn = 0; turn < wanted; turn += 1) {
    const original = textOf(dice);
    const call = createCallTokens();
    const masker = dice.pick(maskers);
    const inCall = replaceHits(original, masker.find(original), (hit, surface) =>
      call.issue(tokenFor(key, hit.label, surface, hit.canonical), surface, hit.label),
    );
    const stored = replaceHits(original, masker.find(original), (hit, surface) =>
      tokenFor(key, hit.label, surface, hit.canonical),
    );
    const byToken = new Map([...call.issued.values()].map(({ token, value }) => [token, value]));
    tokens += call.issued.size;
    const isWhole =
      streamed(inCall, original, (token) => call.issued.get(token)?.value, dice) === original &&
      streamed(stored, original, (token) => byToken.get(token), dice) === original;
    if (!isWhole) broken.push(JSON.stringify(original));
    if (turn % 20_000 === 19_999) console.error(`${turn + 1} texts …`);
  }
  console.table({ texts: wanted, tokens, "came back as they were": wanted - broken.length });
  for (const text of broken.slice(0, 5)) console.log(`not the same: ${text}`);
  console.log(`seed ${seed}: run it again with -- roundtrip --seed=${seed}`);
  return { pass: broken.length === 0, figures: { texts: wanted, tokens, broken: broken.length, seed } };
};
