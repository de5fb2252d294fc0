// Writes one ticket: who writes, about what, in which mood, with the names, addresses and numbers that people put into
// such texts.
import { type Day, isoDay, monthOf, yearOf } from "../calendar.ts";
import type { Person } from "../names/people.ts";
import type { Language } from "../places.ts";
import type { Random } from "../random.ts";
import { english } from "./english.ts";
import { french } from "./french.ts";
import { german } from "./german.ts";
import type { Mood, Phrasebook, Topic } from "./phrasebook.ts";
import { type Blanks, fill } from "./template.ts";

export const phrasebooks: Readonly<Record<Language, Phrasebook>> = { en: english, fr: french, de: german };

export interface Voice {
  readonly person: Person;
  readonly title: string;
  readonly email: string;
  /** The number as this person writes it, another way each time. */
  readonly phone: () => string;
}

export interface Scene {
  readonly language: Language;
  readonly mood: Mood;
  readonly topic: Topic;
  readonly day: Day;
  readonly company: string;
  readonly writer: Voice;
  readonly colleague: Voice;
  /** A champion who left not long ago. */
  readonly gone: Person | null;
  readonly owner: string;
  readonly agent: string;
  readonly product: string;
  readonly serial: string;
  readonly otherProduct: string;
  readonly invoice: string;
  readonly order: string;
  /** Words that give orders to a model, if somebody put them in. */
  readonly hostile: string | null;
}

const monthNames: Readonly<Record<Language, readonly string[]>> = {
  en: "January February March April May June July August September October November December".split(" "),
  fr: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" "),
  de: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(" "),
};

function writtenDay(day: Day, language: Language, random: Random): string {
  const [year = "", month = "", date = ""] = isoDay(day).split("-");
  const name = monthNames[language][monthOf(day) - 1] ?? "";
  const plain = String(Number(date));
  if (language === "de")
    return random.pick([`${date}.${month}.${year}`, `${plain}. ${name}`, `${plain}.${Number(month)}.`]);
  if (language === "fr")
    return random.pick([`${date}/${month}/${year}`, `${plain} ${name}`, `${plain} ${name} ${year}`]);
  return random.pick([`${plain} ${name}`, `${name} ${plain}`, `${date}/${month}/${year}`, `${year}-${month}-${date}`]);
}

const fullName = ({ first, last }: Person): string => `${first} ${last}`;

function nameSomeone({ first, last, degree }: Person, random: Random): string {
  return random.pick([
    `${first} ${last}`,
    `${first} ${last}`,
    first,
    degree === "" ? `${first} ${last}` : `${degree} ${last}`,
  ]);
}

function blanksOf(scene: Scene, random: Random): Blanks {
  const { writer, colleague, day, language } = scene;
  const decimal = (value: number) => (language === "en" ? value.toFixed(1) : value.toFixed(1).replace(".", ","));
  const mate = nameSomeone(colleague.person, random);
  return {
    product: scene.product,
    serial: scene.serial,
    other: scene.otherProduct,
    invoice: scene.invoice,
    order: scene.order,
    company: scene.company,
    owner: scene.owner,
    agent: scene.agent,
    agentFirst: scene.agent.split(" ")[0] ?? scene.agent,
    name: fullName(writer.person),
    first: writer.person.first,
    title: writer.title,
    email: writer.email,
    phone: writer.phone,
    colleague: mate,
    colleagueLast: colleague.person.last,
    colleagueEmail: colleague.email,
    colleaguePhone: colleague.phone,
    gone: scene.gone === null ? "" : fullName(scene.gone),
    error: () => `${random.pick(["E", "E-", "ERR ", "F", "#"])}${random.int(11, 979)}`,
    version: () => `${random.int(3, 6)}.${random.int(0, 9)}.${random.int(0, 14)}`,
    date: () => writtenDay(day - random.int(1, 28), language, random),
    due: () => writtenDay(day + random.int(3, 40), language, random),
    month: () => random.pick(monthNames[language]),
    year: () => String(yearOf(day) - random.int(1, 3)),
    reference: () => `${random.text("ABCDEFGHKLMNPRSTVW", 2)}-${random.int(1000, 99999)}`,
    n: () => String(random.int(2, 24)),
    weeks: () => String(random.int(2, 11)),
    percent: () => decimal(random.between(2.2, 18)),
    hours: () => String(random.int(400, 2900)),
    deg: () => String(random.int(44, 66)),
  };
}

function signature(scene: Scene, phrases: Phrasebook, blanks: Blanks, random: Random): string {
  const { writer, company } = scene;
  const name = random.pick([
    fullName(writer.person),
    fullName(writer.person),
    writer.person.first,
    `${writer.person.degree} ${fullName(writer.person)}`.trim(),
  ]);
  const rows = [fill(random.pick(phrases.farewells), blanks, random), name];
  if (random.chance(0.45)) rows.push(writer.title);
  if (random.chance(0.5)) rows.push(company);
  if (random.chance(0.4)) rows.push(random.pick(["T ", "Tel: ", "Tel. ", "☎ ", "", "M: ", "Phone "]) + writer.phone());
  if (random.chance(0.3)) rows.push(writer.email);
  return rows.join(random.chance(0.85) ? "\n" : ", ");
}

/** The sentences between greeting and signature. */
function bodySentences(scene: Scene, phrases: Phrasebook, blanks: Blanks, random: Random): string[] {
  const { topic, mood } = scene;
  const draw = (texts: readonly string[]) => fill(random.pick(texts), blanks, random);
  const several = (texts: readonly string[], count: number) =>
    random
      .shuffle(texts)
      .slice(0, count)
      .map((text) => fill(text, blanks, random));
  const core = [draw(topic.openings), ...several(topic.details, random.int(0, 2))];
  const strength =
    mood === "neutral" ? random.int(0, 1) : random.chance(0.12) ? 0 : random.int(1, mood === "angry" ? 3 : 2);
  const feelings = several(phrases.moods[mood], strength);
  const before = random.chance(0.3) ? feelings.splice(0, 1) : [];
  const sentences = [...before, ...core, ...feelings];
  if (scene.gone !== null && random.chance(0.4)) sentences.unshift(draw(phrases.handover));
  if (random.chance(0.32)) sentences.splice(random.int(1, sentences.length), 0, draw(phrases.asides));
  if (random.chance(topic.tone === "praise" ? 0.4 : 0.75)) sentences.push(draw(topic.asks));
  if (random.chance(mood === "neutral" ? 0.4 : 0.6)) sentences.push(draw(phrases.endings[mood]));
  if (random.chance(0.36)) sentences.push(draw(phrases.reach));
  return sentences;
}

/** Some people write one block, some a line per thought. */
function layOut(sentences: readonly string[], random: Random): string {
  const style = random.next();
  if (style < 0.5) return sentences.join(" ");
  if (style < 0.62) return sentences.join("\n");
  const cut = Math.ceil(sentences.length / 2);
  return `${sentences.slice(0, cut).join(" ")}\n\n${sentences.slice(cut).join(" ")}`.trim();
}

/** Some write in haste: all in small letters, a sentence in capitals, letters in the wrong order. */
function roughen(text: string, mood: Mood, random: Random): string {
  const style = random.next();
  if (style < 0.05) return text.toLowerCase();
  if (style < 0.11 && mood === "angry")
    return text.replace(/[^.!?\n@]{12,}[.!?](?=\s|$)/, (sentence) => sentence.toUpperCase());
  if (style > 0.13) return text;
  return text.replace(/(?<![\w@.-])[a-z]{6,}(?![\w@-]|\.\w)/g, (word) => {
    if (!random.chance(0.06)) return word;
    const at = random.int(1, word.length - 3);
    return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  });
}

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly origin: "Email" | "Web" | "Phone" | "Chat";
}

/** Subject, text and channel of one ticket. */
export function composeTicket(scene: Scene, random: Random): Letter {
  const phrases = phrasebooks[scene.language];
  const blanks = blanksOf(scene, random);
  const origin = random.weighted({ Email: 62, Web: 20, Phone: 12, Chat: 6 });
  const sentences = bodySentences(scene, phrases, blanks, random);
  if (scene.hostile !== null) sentences.splice(random.int(1, sentences.length), 0, scene.hostile);
  let text = roughen(layOut(sentences, random), scene.mood, random);
  if (origin === "Email") {
    const greeting = random.chance(0.88) ? `${fill(random.pick(phrases.greetings), blanks, random)}\n\n` : "";
    const reply = random.chance(0.07) ? `\n\n${fill(random.pick(phrases.reply), blanks, random)}` : "";
    text = `${greeting}${text}\n\n${signature(scene, phrases, blanks, random)}${reply}`;
  } else if (origin === "Phone" || origin === "Chat") {
    text = `${fill(random.pick(origin === "Phone" ? phrases.callNotes : phrases.chatNotes), blanks, random)}\n${text}`;
  } else if (random.chance(0.4)) {
    text = `${text}\n${signature(scene, phrases, blanks, random)}`;
  }
  let subject = fill(random.pick(scene.topic.subjects), blanks, random).replace(/\s+/g, " ").trim();
  if (scene.mood === "angry" && random.chance(0.3))
    subject = random.pick(["URGENT: ", "!!! ", "Re: Re: ", "ESCALATION - "]) + subject;
  else if (random.chance(0.06)) subject = random.pick(["Re: ", "AW: ", "Fwd: "]) + subject;
  return {
    subject: subject.charAt(0).toUpperCase() + subject.slice(1),
    text: text.replace(/ +,/g, ",").replace(/ {2,}/g, " "),
    origin,
  };
}
