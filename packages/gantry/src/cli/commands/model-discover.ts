// `gantry model discover`: looks for model servers on this machine, and adds what a person wants to the project's models.
import { GantryError } from "@gantry/contract";
import type { Zone } from "@gantry/contract";
import { discoverModels, usualPlaces } from "../../model/index.ts";
import type { LocalModel, LocalPlace } from "../../model/index.ts";
import type { Command } from "../command.ts";
import { openTerminal } from "../connect/terminal.ts";
import { readFlags } from "../flags.ts";
import { foundName, readFoundModels, writeFoundModels } from "../found-models.ts";
import { loadProject } from "../project.ts";
import { readSettings } from "../settings.ts";

/** Ports that are given are asked by both protocols, in place of the usual ones. */
function placesOf(ports: readonly string[] | undefined): readonly LocalPlace[] {
  if (ports === undefined) return usualPlaces;
  return ports.flatMap((text): readonly LocalPlace[] => {
    const port = Number(text);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new GantryError("bad-request", "--port takes a number from 1 to 65535");
    return [
      { title: "Ollama", provider: "ollama", port },
      { title: "OpenAI-compatible", provider: "compatible", port },
    ];
  });
}

/** Ollama speaks OpenAI's protocol too: each model once. */
const onceEach = (found: readonly LocalModel[]): readonly LocalModel[] => {
  const seen = new Set<string>();
  return found.filter(({ url, model }) => {
    const place = `${url} ${model}`;
    return seen.has(place) ? false : seen.add(place).size > 0;
  });
};

const question = `Add these to the project's models (models.json)?
  [y] yes: they run on this machine, and may be given what stays inside
  [o] yes, as models outside: a tunnel leads elsewhere, or I am not sure
  [n] no: `;

async function ask(): Promise<Zone | undefined> {
  const terminal = openTerminal();
  if (terminal === undefined)
    throw new GantryError("bad-request", "there is no terminal to ask at, so nothing was written", {
      remedy: "add --zone inside, or --zone outside where a tunnel leads elsewhere",
    });
  try {
    const answer = (await terminal.ask(question)).toLowerCase().slice(0, 1);
    return answer === "y" ? "inside" : answer === "o" ? "outside" : undefined;
  } finally {
    terminal.close();
  }
}

/** `--zone` is the consent, given beforehand. */
export const discover: Command = async (words) => {
  const { values } = readFlags(words, { port: { type: "string", multiple: true }, zone: { type: "string" } });
  const { zone } = values;
  if (zone !== undefined && zone !== "inside" && zone !== "outside" && zone !== "partner")
    throw new GantryError("bad-request", "--zone takes inside, partner or outside");
  const { folder, models } = await loadProject(readSettings().projectFolder);
  const places = placesOf(values.port);
  const found = onceEach(await discoverModels(places));
  const known = new Set(
    [...(models?.deployments ?? []), ...readFoundModels(folder).map((it) => ({ ...it, name: foundName(it) }))].map(
      (it) => it.name,
    ),
  );
  for (const it of found)
    console.log(
      `${it.title}: ${it.model} (${it.modality}) at ${it.url}${known.has(foundName(it)) ? ", known already" : ""}`,
    );
  const fresh = found.filter((it) => !known.has(foundName(it)));
  if (fresh.length === 0) {
    const asked = [...new Set(places.map((it) => it.port))].join(", ");
    console.log(found.length > 0 ? "nothing is new" : `no model server answers on this machine (ports ${asked})`);
    return 0;
  }
  const wanted = zone ?? (await ask());
  if (wanted === undefined) {
    console.log("nothing was written");
    return 0;
  }
  console.log(`wrote ${writeFoundModels(folder, fresh, wanted)}: ${fresh.map(foundName).join(", ")} (zone ${wanted})`);
  console.log("try them with `gantry model test`; a server that runs uses them after its next start");
  return 0;
};
