// Letters with one thing wrong, and letters with nothing wrong: how many of each the guard flags. The letters are composed of
// drafts written by hand from given rows. The held-out ones were counted once before the checks were mended with them.
import type { Zone } from "@gantry/contract";
import type { Cell } from "../../packages/gantry/src/catalog/index.ts";
import { compose, render, spoil } from "../material/drafts/compose.ts";
import type { Letter } from "../material/drafts/compose.ts";
import type { Corruption } from "../material/drafts/corrupt.ts";
import { customers } from "../material/drafts/customers.ts";
import { egressOf, guardOver } from "../material/drafts/house.ts";
import type { Writing } from "../material/drafts/house.ts";
import { createDice } from "../material/dice.ts";
import type { Measurement } from "../measurement.ts";

const goal = { flagged: 0.99, clean: 0.02 };
const kinds: readonly Corruption[] = ["number", "date", "name", "another's fact"];
const bothHalves = ["seen", "held out"] as const;

const tokenised = /^(?:PERSON|COMPANY)_/;

/** Writes the letter with the tokens that it was given in place of names, as a model outside has to. */
const writing =
  (letter: () => Letter): Writing =>
  ({ facts }) =>
    render(letter(), ({ written, columns }) => {
      const given = columns.map((column): Cell => facts[column] ?? null);
      const isTokens = given.some((cell) => typeof cell === "string" && tokenised.test(cell));
      return isTokens && given.every((cell) => typeof cell === "string") ? given.join(" ") : written;
    });

interface Tally {
  letters: number;
  flagged: number;
}

const share = ({ letters, flagged }: Tally): number => (letters === 0 ? 0 : flagged / letters);
const sum = (tallies: readonly Tally[]): Tally => ({
  letters: tallies.reduce((all, each) => all + each.letters, 0),
  flagged: tallies.reduce((all, each) => all + each.flagged, 0),
});

export const measure: Measurement = async ({ quick, args }) => {
  const wanted = quick ? 240 : Number(args.find((word) => /^--letters=\d+$/.test(word))?.slice(10) ?? 1_000);
  const seed = Number(args.find((word) => /^--seed=\d+$/.test(word))?.slice(7) ?? 7);
  // Only of the half that may be seen.
  const isShown = args.includes("--show");
  const only = bothHalves.filter((half) => args.includes(`--${half.replace(" ", "-")}`));
  const halves = only.length > 0 ? only : bothHalves;
  const all = [...customers.values()];
  const dice = createDice(seed);
  let current: Letter | undefined;
  const write = writing(() => {
    if (current === undefined) throw new Error("no letter");
    return current;
  });
  const guards = (["inside", "outside"] as const satisfies readonly Zone[]).map((zone) => guardOver(zone, write));
  const tallies = new Map<string, Tally>();
  const odd = new Set<string>();
  let turn = 0;
  for (const half of halves) {
    for (const kind of [null, ...kinds]) {
      const share = kind === null ? wanted / halves.length : wanted / halves.length / kinds.length;
      const seen = new Set<string>();
      for (let count = 0, tries = 0; count < share && tries < share * 40; tries += 1) {
        const whole = compose(half, dice);
        const letter = kind === null ? whole : spoil(whole, kind, all, dice);
        if (letter === null) continue;
        const { subject, body } = render(letter, ({ written }) => written);
        turn += 1;
        const isRepeat = seen.has(`${subject}${body}`) && tries < share * 20;
        if (isRepeat) continue;
        seen.add(`${subject}${body}`);
        current = letter;
        const guard = guards[turn % guards.length];
        if (guard === undefined) continue;
        const { flags } = await guard.model(egressOf(letter.customer, `r${turn}`));
        const key = `${half}|${kind ?? "nothing wrong"}|${letter.customer.language}`;
        const tally = tallies.get(key) ?? { letters: 0, flagged: 0 };
        tallies.set(key, { letters: tally.letters + 1, flagged: tally.flagged + (flags.length > 0 ? 1 : 0) });
        count += 1;
        if (half === "seen" && isShown && flags.length > 0 === (kind === null))
          odd.add(`${kind ?? "nothing wrong"} (${letter.customer.name}) ${letter.change}${flags.join("; ")}`);
      }
      console.error(`${half}, ${kind ?? "nothing wrong"} …`);
    }
  }
  for (const text of [...odd].toSorted()) console.log(text);
  const of = (...parts: readonly string[]): Tally =>
    sum([...tallies].filter(([key]) => parts.every((part) => key.split("|").includes(part))).map(([, tally]) => tally));
  const columns = ["en", "de", "fr"];
  console.table(
    Object.fromEntries(
      halves.flatMap((half) =>
        ["nothing wrong", ...kinds].map((kind) => {
          const cells = columns.map((language) => [
            language,
            `${of(half, kind, language).flagged} of ${of(half, kind, language).letters}`,
          ]);
          return [
            `${half}: ${kind}`,
            { ...Object.fromEntries(cells), flagged: Number(share(of(half, kind)).toFixed(4)) },
          ];
        }),
      ),
    ),
  );
  const result = Object.fromEntries(
    halves.map((half) => [
      half,
      { flagged: share(sum(kinds.map((kind) => of(half, kind)))), clean: share(of(half, "nothing wrong")) },
    ]),
  );
  const flagged = share(sum(kinds.map((kind) => of(kind))));
  const clean = share(of("nothing wrong"));
  const letters = sum([...tallies.values()]).letters;
  console.log(
    `of letters with one thing wrong ${(flagged * 100).toFixed(1)} % flagged, of clean ones ${(clean * 100).toFixed(1)} % (${letters} letters, seed ${seed})`,
  );
  return {
    pass: [{ flagged, clean }, ...Object.values(result)].every(
      (each) => each.flagged >= goal.flagged && each.clean <= goal.clean,
    ),
    figures: {
      goal,
      flagged: Number(flagged.toFixed(4)),
      clean: Number(clean.toFixed(4)),
      halves: result,
      letters,
      seed,
    },
  };
};
