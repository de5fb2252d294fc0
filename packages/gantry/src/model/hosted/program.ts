// The process of a guest that Gantry runs itself: the project's module behind the same door as a guest elsewhere. It is told on
// stdin what to load, says on stdout where it listens, and ends when stdin does. It has no environment and no secrets.
import { registerHooks } from "node:module";
import { createInterface } from "node:readline";
import { listenGuest } from "@gantry/client/node";
import type { ListenOptions } from "@gantry/client/node";
import { reachOnlyHouse } from "./only-house.ts";

interface Told {
  /** URL of the module. */
  readonly module: string;
  readonly key: string;
}

interface GuestModule extends Pick<ListenOptions, "input" | "output"> {
  readonly guest: Parameters<typeof listenGuest>[0];
}

const isGuest = (module: object): module is GuestModule =>
  "guest" in module && (typeof module.guest === "object" || typeof module.guest === "function");

/** A project's files import "@gantry/client/guest", wherever they lie: it is this very copy of it. */
function resolveClient(): void {
  const own = import.meta.resolve("@gantry/client/guest");
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === "@gantry/client/guest" ? { url: own, shortCircuit: true } : next(specifier, context),
  });
}

const lines = createInterface({ input: process.stdin });
lines.once("line", (line) => void start(JSON.parse(line) as Told));
// Whoever started it is gone.
lines.once("close", () => process.exit(0));

async function start({ module, key }: Told): Promise<void> {
  const setHouse = reachOnlyHouse();
  resolveClient();
  const loaded: unknown = await import(module);
  if (typeof loaded !== "object" || loaded === null || !isGuest(loaded))
    throw new Error('a guest\'s module exports "guest": a function, a Runnable, a graph or a query engine');
  const { guest, input, output } = loaded;
  const { url } = await listenGuest(guest, {
    key,
    ...(input === undefined ? {} : { input }),
    ...(output === undefined ? {} : { output }),
    onAsk: ({ house }) => house && setHouse(house.url),
    onError: (error) => console.error(error),
  });
  process.stdout.write(`${JSON.stringify({ url })}\n`);
}
