// Where the processor's time goes, by part of the guard: V8's own sampling profile, summed by the folder of the code that ran.
import { Session } from "node:inspector/promises";

const parts: readonly (readonly [string, RegExp])[] = [
  ["mask", /guard\/mask\//],
  ["treat", /guard\/(?:treat|band)\//],
  ["vault and sealing", /guard\/vault\/|store\/(?:seal|keys|vault)/],
  ["prompt (render)", /guard\/prompt\/|flow\/template/],
  ["check and ground", /guard\/check\//],
  ["ledger", /guard\/ledger\/|store\/ledger|policy\/canonical/],
  ["policy and labels", /policy\/|guard\/(?:labels|egress)/],
  ["PostgreSQL client", /node_modules\/pg/],
  ["model call", /node_modules\/(?:ai|@ai-sdk|undici|zod)|src\/model\//],
];

/** Milliseconds of processor by part, a call; a line of the profile counts for the nearest caller that is ours. */
export async function profiled(calls: number, work: () => Promise<void>): Promise<Readonly<Record<string, number>>> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: 200 });
  await session.post("Profiler.start");
  await work();
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
  const known = new Map<number, string>();
  const partOf = (id: number | undefined): string => {
    if (id === undefined) return "other";
    const before = known.get(id);
    if (before !== undefined) return before;
    const { url, functionName } = nodes.get(id)?.callFrame ?? { url: "", functionName: "" };
    const found = functionName === "(idle)" ? "idle" : parts.find(([, pattern]) => pattern.test(url))?.[0];
    const part = found ?? partOf(parents.get(id));
    known.set(id, part);
    return part;
  };
  const spent: Record<string, number> = {};
  for (const [index, id] of (profile.samples ?? []).entries()) {
    const part = partOf(id);
    if (part === "idle") continue;
    spent[part] = (spent[part] ?? 0) + (profile.timeDeltas?.[index] ?? 0) / 1000 / calls;
  }
  return Object.fromEntries(
    Object.entries(spent)
      .toSorted(([, a], [, b]) => b - a)
      .map(([part, value]) => [part, Math.round(value * 1000) / 1000]),
  );
}
