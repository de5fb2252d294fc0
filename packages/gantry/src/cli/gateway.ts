// Behind the surface `/v1`: finds the models that a client means, and has the guard ask one of them.
import { GantryError } from "@gantry/contract";
import type { LedgerEntryView } from "@gantry/contract";
import { egressesOf, ledgerRange, receiptSummary } from "../guard/index.ts";
import type { Guard } from "../guard/index.ts";
import type { ChatModel, Models } from "../model/index.ts";
import type { Policy } from "../policy/index.ts";
import type { Gateway } from "../serve/index.ts";

export interface GatewayOptions {
  readonly models: Pick<Models, "chats" | "routeChat">;
  readonly guard: Pick<Guard, "chat">;
  readonly ledgerOf: (run: string) => Promise<readonly LedgerEntryView[]>;
  readonly policy: Policy;
}

/** Leaves the choice to the router. */
const any = "auto";

/** `openai:gpt-5-mini` by its name, or by its model's. */
const isMeant = ({ deployment: { name } }: ChatModel, asked: string): boolean =>
  asked === any || name === asked || name.slice(name.indexOf(":") + 1) === asked;

const noModel = (asked: string, chats: readonly ChatModel[]): GantryError =>
  chats.length === 0
    ? new GantryError("not-found", "no language model is configured", {
        remedy: "set OPENAI_API_KEY, ANTHROPIC_API_KEY, GOOGLE_GENERATIVE_AI_API_KEY or GANTRY_MODEL_URL",
        where: { param: "model" },
      })
    : new GantryError("not-found", `no model "${asked.slice(0, 80)}" is configured`, {
        remedy: `there are ${[any, ...chats.map((it) => it.deployment.name)].join(", ")}`,
        where: { param: "model" },
      });

export const createGateway = ({ models, guard, ledgerOf, policy }: GatewayOptions): Gateway => ({
  models: () =>
    (models.chats.length === 0 ? [] : [any, ...models.chats.map((it) => it.deployment.name)]).map((id) => ({
      id,
      object: "model",
      created: 0,
      owned_by: id === any ? "gantry" : (id.split(":")[0] ?? ""),
    })),
  chat: async ({ run, caller, model, conversation, request }) => {
    const meant = models.chats.filter((it) => isMeant(it, model));
    if (meant.length === 0) throw noModel(model, models.chats);
    return guard.chat({
      run,
      conversation,
      request,
      caller: caller.subject,
      route: (unfit) => models.routeChat(meant, request, unfit),
    });
  },
  receipt: async (run, caller) => {
    const entries = await ledgerOf(run);
    const egresses = egressesOf(entries);
    if (egresses.length === 0 || egresses.some(({ step }) => step !== "chat")) return undefined;
    if (entries.some((entry) => entry.caller !== caller.subject)) return undefined;
    const [first] = entries.filter(({ kind }) => kind === "attempted");
    const pinned = first?.body["policy"];
    return {
      run,
      policy: typeof pinned === "string" ? pinned : policy.version,
      summary: receiptSummary(egresses),
      egresses: [...egresses],
      sources: [],
      ledger: ledgerRange(entries),
    };
  },
});
