// How much of what is personal the masking finds, and how much else it takes: in marked texts of a public collection, and in
// the sample company's own tickets, where the generator knows the truth.
import { createMasker } from "../../packages/gantry/src/guard/index.ts";
import { scoreCharacters } from "../material/character-score.ts";
import type { CharacterScore } from "../material/character-score.ts";
import { isDevelopmentSet, markedTextsFile, readMarkedTexts } from "../material/marked-texts.ts";
import type { MarkedText } from "../material/marked-texts.ts";
import { scoreTickets } from "../material/ticket-score.ts";
import type { Measurement } from "../measurement.ts";
import { median } from "../statistics.ts";

/** Counted in characters over all marked types, with over-masking: that is how free text goes to a model outside. */
const goal = { f2: 0.92, precision: 0.8, perSecond: 3_000, person: 0.98, mailbox: 0.98, phone: 0.98 };

const scoreOf = (texts: readonly MarkedText[], overMask: boolean): CharacterScore => {
  const masker = createMasker({ known: [], overMask });
  return scoreCharacters(
    texts.map(({ text, spans }) => ({
      length: text.length,
      marked: spans,
      masked: masker.find(text).map(({ label, start, end }) => ({ type: label, start, end })),
    })),
  );
};

/** Texts a second of processor time, in this thread; the median of some passes after one to warm up. */
const speedOf = (texts: readonly MarkedText[], passes: number): number => {
  const masker = createMasker({ known: [], overMask: true });
  const speeds = Array.from({ length: passes + 1 }, () => {
    const begun = process.cpuUsage();
    for (const { text } of texts) masker.find(text);
    const { user, system } = process.cpuUsage(begun);
    return texts.length / ((user + system) / 1e6);
  });
  return median(speeds.slice(1));
};

/** Texts made to be slow for rules that look twice; milliseconds for 50,000 and for 200,000 characters of each. */
const stressOf = (): readonly { readonly text: string; readonly small: number; readonly large: number }[] => {
  const masker = createMasker({ known: [], overMask: true });
  const time = (text: string): number => {
    const begun = performance.now();
    masker.find(text);
    return performance.now() - begun;
  };
  return [
    "A ",
    "1 A ",
    "12 Main ",
    "rue ",
    "a.",
    "a-",
    "www.",
    "1-",
    "Ada ",
    "x@",
    "x@y.zz ",
    "St. ",
    "\n",
    "A\n",
    "1 ",
  ].map((unit) => {
    time(unit.repeat(1_000));
    return {
      text: JSON.stringify(unit),
      small: time(unit.repeat(50_000 / unit.length)),
      large: time(unit.repeat(200_000 / unit.length)),
    };
  });
};

const round = (value: number, digits: number = 4): number => Number(value.toFixed(digits));
const brief = ({ precision, recall, f2 }: CharacterScore) => ({
  precision: round(precision),
  recall: round(recall),
  f2: round(f2),
});

export const measure: Measurement = async ({ quick, args }) => {
  // The first bare word is the name of this measurement.
  const file = markedTextsFile(args.filter((word) => !word.startsWith("-"))[1]);
  if (file === null) {
    console.error(
      "no marked texts here: `npm run eval -- masking FILE`, or GANTRY_MASKING_DATA=FILE (they are never copied into the project)",
    );
    process.exit(2);
  }
  const texts = readMarkedTexts(file);
  const scores = { plain: scoreOf(texts, false), over: scoreOf(texts, true) };
  const halves = [0, 1].map((half) =>
    scoreOf(
      texts.filter(({ template }) => template % 2 === half),
      true,
    ),
  );
  console.log(`${texts.length} marked texts; every marked character counts, whatever it is marked as`);
  const [even, odd] = isDevelopmentSet(file)
    ? ["over-masking, templates seen while writing", "over-masking, templates never looked at"]
    : ["over-masking, even templates", "over-masking, odd templates"];
  console.table({
    "names, contacts, ids, addresses (the switch is off)": brief(scores.plain),
    "over-masking: how free text goes to zone outside": brief(scores.over),
    [even]: brief(halves[0] ?? scores.over),
    [odd]: brief(halves[1] ?? scores.over),
  });
  console.log(
    "The goal is measured with over-masking, the treatment of free text bound for zone outside unless the policy switches it off.",
  );
  console.log("by what is marked: characters, and the share masked");
  console.table(
    Object.fromEntries(
      Object.entries(scores.over.marked).map(([type, { characters, recall }]) => [
        type,
        { characters, plain: round(scores.plain.marked[type]?.recall ?? 0, 3), over: round(recall, 3) },
      ]),
    ),
  );
  console.log("by the label given, over-masking: characters, and the share that is marked");
  console.table(
    Object.fromEntries(
      Object.entries(scores.over.given).map(([label, { characters, precision }]) => [
        label,
        { characters, precision: round(precision, 3) },
      ]),
    ),
  );
  const perSecond = speedOf(texts, quick ? 3 : 9);
  console.log(`${Math.round(perSecond)} texts a second of one core's time`);
  console.log(
    "milliseconds for texts made to be slow, 50,000 and 200,000 characters: four times as long, four times the time",
  );
  console.table(stressOf().map(({ text, small, large }) => ({ text, small: round(small, 1), large: round(large, 1) })));

  console.error("the sample company's tickets …");
  const tickets = scoreTickets(quick ? 100 : 600);
  console.log(`${tickets.tickets} tickets of the sample company: people, mailboxes and numbers found whole`);
  console.table(tickets.rows);
  const ordinary = tickets.rows["known values, plain"];
  const pass =
    scores.over.f2 >= goal.f2 &&
    scores.over.precision >= goal.precision &&
    perSecond >= goal.perSecond &&
    ordinary !== undefined &&
    ordinary.person >= goal.person &&
    ordinary.mailbox >= goal.mailbox &&
    ordinary.phone >= goal.phone;
  return {
    pass,
    figures: {
      goal,
      plain: brief(scores.plain),
      over: brief(scores.over),
      overSeen: brief(halves[0] ?? scores.over),
      overUnseen: brief(halves[1] ?? scores.over),
      perSecond: Math.round(perSecond),
      tickets: tickets.rows,
    },
  };
};
