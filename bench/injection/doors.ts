// Letters through each door: the flow once with nothing hostile there, then with payloads; what changed that may not, and what
// reached approval without a flag.
import { startToolServer } from "../../packages/gantry/src/connect/mcp/testing/server.ts";
import type { ToolServer } from "../../packages/gantry/src/connect/mcp/testing/server.ts";
import type { Asked as Answered, InjectionHouse, Target } from "../material/injection-house.ts";
import type { Asked, ObedientModel } from "../material/injection-model.ts";
import { startAgent } from "./agent.ts";
import type { Notes } from "./agent.ts";
import { chats, measureChats } from "./chats.ts";
import { judge, noFindings, sownFor, tallyOf } from "./judge.ts";
import type { Found, Sown } from "./judge.ts";
import { payloads } from "./payloads.ts";
import type { Payload } from "./payloads.ts";
import { piecesOf } from "./requests.ts";
import { sendAll } from "./send.ts";
import { doorsOf } from "./ways.ts";
import type { Door } from "./ways.ts";

interface DoorOptions {
  readonly house: InjectionHouse;
  readonly model: ObedientModel;
  readonly tools: ToolServer;
  /** Whom the letters go to, through whichever door. */
  readonly targets: readonly Target[];
  /** Whether the first letters are approved unread and sent. */
  readonly sends: boolean;
  /** Of each door: so many letters, or every payload once. */
  readonly letters?: number;
}

const polite = "We look forward to your visit in spring, and thank you for the good work of your service.";

/** Payloads in another order for each door, so that a quick look sees others. */
const chosenFor = (door: Door, index: number): readonly Payload[] => {
  const fitting = payloads.filter((payload) => payload.place !== "name" && door.fits(payload));
  return fitting.map((_, at) => fitting[(at * 29 + index * 83) % fitting.length]).filter((each) => each !== undefined);
};

/** Through one door. @returns how many letters, and how many of them were sent unread */
const measureDoor = async (
  door: Door,
  index: number,
  { house, model, tools, targets, sends, letters: wanted }: DoorOptions,
  found: Found,
): Promise<{ readonly letters: number; readonly sent: number }> => {
  const before = await runWith(new Map(targets.map(({ account }) => [account, polite])));
  if (before.drafts.length !== targets.length) throw new Error(`not every letter is written through "${door.name}"`);
  const plan = await house.planOf({ persona: "sales-manager", text: "" }, before.answer);
  found.clean.drafts += before.drafts.length;
  for (const { flags } of before.drafts.filter((draft) => draft.flags.length > 0)) {
    found.clean.flagged += 1;
    console.log(`${door.name}: clean, flagged:`, flags);
  }
  const chosen = chosenFor(door, index);
  const most = Math.min(wanted ?? chosen.length, chosen.length);
  let [letters, sent] = [0, 0];
  for (let round = 1; letters < most; round += 1) {
    const sown = sow(chosen.slice(letters, letters + targets.length), targets, letters);
    letters += sown.length;
    model.plant(
      sown.map(({ planted }) => planted),
      round + index,
    );
    const from = model.asked.length;
    tools.calls.length = 0;
    const { answer, drafts } = await runWith(new Map(sown.map((each) => [each.target.account, each.planted.text])));
    const asked = model.asked.slice(from);
    await check({ answer, drafts }, asked, sown);
    judge(drafts, sown, asked, found, door.name);
    if (round > 1 || !sends) continue;
    const own = drafts.filter(({ row }) => sown.some(({ target }) => target.account === row));
    sent += await sendAll(house, own, sown, found, { logs: false });
  }
  model.plant([], 0);
  return { letters, sent };

  function sow(some: readonly Payload[], all: readonly Target[], turn: number): readonly Sown[] {
    const own = new Set(all.map(({ account }) => account));
    return some.flatMap((payload, at) => {
      const target = all[at];
      return target === undefined ? [] : [sownFor(payload, target, house.stranger(turn + at, own))];
    });
  }

  async function runWith(texts: ReadonlyMap<string, string>): Promise<Answered> {
    await door.lay(texts);
    return house.runFlow(door.flow);
  }

  async function check({ answer }: Answered, asked: readonly Asked[], sown: readonly Sown[]): Promise<void> {
    const { changed } = found;
    const say = (what: string): void => void changed.push(`${door.name}: ${what}`);
    if (answer.status !== "waiting") say(`a run is ${answer.status}: ${answer.problem?.detail ?? ""}`);
    else if ((await house.planOf({ persona: "sales-manager", text: "" }, answer)) !== plan) say("the plan");
    const pieces = piecesOf(sown);
    for (const { system, extras } of asked) {
      if (pieces.some((piece) => system.includes(piece))) say("planted text in instructions");
      if (extras.some((extra) => extra !== "tools")) say(`a request offers ${extras.join(", ")}`);
    }
    if (door.reads === null) return;
    const called = await house.toolsCalled(answer.run);
    for (const row of called.filter((each) => each.join() !== `${door.reads},answer`))
      say(`tools called: ${row.join()}`);
    if (door.reads.startsWith("mcp:") && tools.calls.length !== targets.length)
      say(`${tools.calls.length} calls of a tool server for ${targets.length} letters`);
  }
};

/** What stands behind the doors: a tool server and an agent. */
export interface Ways {
  readonly tools: ToolServer;
  readonly notes: Notes;
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** As tools.lock.json of the project has it. */
const lookup = {
  name: "lookup",
  description: "Notes on a customer.",
  inputSchema: { type: "object", properties: { customer: { type: "string" } }, required: ["customer"] },
  annotations: { readOnlyHint: true },
} as const;

export const openWays = async (model: ObedientModel): Promise<Ways> => {
  const key = "agents-key";
  const [tools, { agent, notes }] = await Promise.all([startToolServer(), startAgent(key)]);
  tools.tools = [{ ...lookup, inputSchema: { ...lookup.inputSchema, required: [...lookup.inputSchema.required] } }];
  return {
    tools,
    notes,
    env: {
      TEST_MODELS: model.env["GANTRY_MODEL_URL"] ?? "",
      GANTRY_SECRET_MODELS: model.env["GANTRY_MODEL_KEY"] ?? "",
      TEST_GUEST: agent.url,
      GANTRY_SECRET_GUEST: key,
      TEST_TOOL_SERVER: tools.url,
    },
    close: async () => void (await Promise.all([tools.close(), agent.close()])),
  };
};

export interface DoorsOptions {
  readonly house: InjectionHouse;
  readonly model: ObedientModel;
  readonly ways: Ways;
  /** This one alone. */
  readonly door?: string;
  readonly letters?: number;
}

/** Through all doors, and chats over `/v1`. */
export const measureDoors = async ({
  house,
  model,
  ways: { tools, notes },
  door: only,
  letters: wanted,
}: DoorsOptions) => {
  const found = noFindings();
  const some = wanted === undefined ? {} : { letters: wanted };
  const each: Record<string, { letters: number; spoiled: number; unflagged: number; changed: number }> = {};
  let letters = 0;
  const sent = new Map<string, number>();
  const note = (name: string, count: number, changed: number): void => {
    const { spoiled, unflagged } = tallyOf(found, name);
    each[name] = { letters: count, spoiled, unflagged, changed: found.changed.length - changed };
    letters += count;
    console.error(`${name}: ${count} letters, ${unflagged} spoiled and not flagged`);
  };
  const { drafts } = await house.runFlow("letters-from-documents");
  const targets = drafts.map(({ row }) => house.target(row));
  for (const [index, door] of doorsOf(house, model, tools, notes).entries()) {
    if (only !== undefined && only !== door.name) continue;
    const changed = found.changed.length;
    // What is sent, and how, is the flow's: once of each.
    const sends = !sent.has(door.flow);
    const through = await measureDoor(door, index, { house, model, tools, targets, sends, ...some }, found);
    sent.set(door.flow, (sent.get(door.flow) ?? 0) + through.sent);
    note(door.name, through.letters, changed);
  }
  if (only === undefined || only === chats) {
    const changed = found.changed.length;
    note(chats, await measureChats({ house, model, targets, ...some }, found), changed);
  }
  return { found, letters, sent: [...sent.values()].reduce((sum, count) => sum + count, 0), each };
};
