// A row to a model that draws: only columns that may leave as they are, a picture without what it says about itself.
import { randomUUID } from "node:crypto";
import { GantryError } from "@gantry/contract";
import type { Cell } from "../../catalog/index.ts";
import { fillTemplate, placesIn } from "../../flow/index.ts";
import type { Deployment, ImageModel } from "../../model/index.ts";
import { canonicalJson, modelDestination } from "../../policy/index.ts";
import { leavingImage } from "../image/leaving.ts";
import type { LeavingImage } from "../image/leaving.ts";
import { keyedHash } from "../keys.ts";
import { renderCell, stripInvisible } from "../prompt/fence.ts";
import { mapStrings } from "../treat/cell.ts";
import { controlRefusalOf, planColumn, refusalOf } from "../treat/plan.ts";
import type { ColumnPlan, PlanContext } from "../treat/plan.ts";
import type { DrawEgress, ModelChoice, ModelEgressResult } from "../types.ts";
import { inTurn } from "./chat-egress.ts";
import { letOut, spendsOf, versionsOf } from "./house.ts";
import type { House } from "./house.ts";

const drawn = (base64: string): string => {
  const head = Buffer.from(base64.slice(0, 24), "base64");
  const isPng = head.subarray(1, 4).toString("latin1") === "PNG";
  const isWebp = head.subarray(8, 12).toString("latin1") === "WEBP";
  const kind = isPng ? "png" : head[0] === 0xff && head[1] === 0xd8 ? "jpeg" : isWebp ? "webp" : "svg+xml";
  return `data:image/${kind};base64,${base64}`;
};

const isBuiltin = ({ name }: Deployment): boolean => name.startsWith("builtin/");

/** Anything else that a provider sends would be shown as a drawing of ours: SVG may hold more than a picture. */
const requirePicture = (image: string, deployment: Deployment): string => {
  if (isBuiltin(deployment) || !image.startsWith("data:image/svg")) return image;
  throw new GantryError("answer-rejected", `${deployment.name} sent no PNG, JPEG or WebP`, {
    where: { model: deployment.name },
    retryable: true,
  });
};

const pictureOf = ({ picture, values, step }: DrawEgress): LeavingImage | undefined => {
  const cell = picture === undefined ? null : (values[picture] ?? null);
  if (cell === null) return undefined;
  const [, data] = /^data:image\/[\w.+-]+;base64,([\w+/=-]+)$/.exec(typeof cell === "string" ? cell : "") ?? [];
  if (data === undefined)
    throw new GantryError("bad-input", `step "${step}": column "${picture ?? ""}" holds no picture`, {
      remedy: "give it as 'data:image/png;base64,' || the column",
      where: { step },
    });
  return leavingImage(Buffer.from(data, "base64"));
};

/** `Guard.draw` over a house. */
export const createDrawEgress =
  (house: House) =>
  async (egress: DrawEgress): Promise<ModelEgressResult> => {
    const policies = await house.policies(egress.run);
    const labels = await house.labels(egress.run);
    const places = placesIn(egress.template);
    const named = [...places, ...(egress.picture === undefined ? [] : [egress.picture])];
    const columns = egress.shape.columns.filter(({ name }) => named.includes(name));
    const refusals: GantryError[] = [];
    const planned = (deployment: Deployment): readonly ColumnPlan[] | GantryError => {
      const context: PlanContext = { policies, labels, destination: modelDestination(deployment), step: egress.step };
      const plans = columns.map((column) => planColumn(column, context));
      const treated = plans.find(({ treatment }) => treatment !== "pass" && treatment !== "refuse");
      return (
        refusalOf(plans, context) ??
        controlRefusalOf(egress.shape, context) ??
        (treated === undefined
          ? plans
          : new GantryError(
              "policy-breach",
              `column "${treated.column.name}" of step "${egress.step}" may reach ${deployment.name} as a ${treated.treatment} only`,
              { where: { step: egress.step, model: deployment.name } },
            ))
      );
    };
    const unfit = (deployment: Deployment): string | null => {
      const plans = planned(deployment);
      if (!(plans instanceof GantryError)) return null;
      refusals.push(plans);
      return plans.message;
    };
    const facts: Record<string, Cell> = Object.fromEntries(
      places.map((name) => [name, mapStrings(egress.values[name] ?? null, stripInvisible)]),
    );
    const picture = pictureOf(egress);
    const seen = fillTemplate(egress.template, (name) => renderCell(facts[name]));
    const prompt = `${egress.instructions}\n\n${seen}`;

    const attempt = async ({ model, reason }: ModelChoice<ImageModel>): Promise<ModelEgressResult> => {
      const { deployment } = model;
      const plans = planned(deployment);
      if (plans instanceof GantryError) throw plans;
      const destination = modelDestination(deployment);
      const receipt = plans.flatMap((plan) => plan.receipt);
      const asked = keyedHash(
        house.keys,
        "asked",
        canonicalJson({
          model: deployment.name,
          prompt,
          picture: picture?.note.sha256 ?? null,
          size: egress.size ?? null,
        }),
      );
      const stands = egress.replay?.({ asked, destination, columns: receipt });
      if (stands !== undefined) return stands;
      const note = {
        id: randomUUID(),
        run: egress.run,
        step: egress.step,
        row: egress.row,
        caller: egress.caller ?? null,
        kind: "model" as const,
        destination,
        policy: versionsOf(policies),
        columns: receipt,
        ...(egress.replay === undefined ? {} : { purpose: "replay" as const }),
        tokens: {},
        reason,
        spends: isBuiltin(deployment) ? null : spendsOf(deployment, prompt.length, 0),
        values: { prompt },
        ...(picture === undefined ? {} : { images: [picture.note] }),
      };
      const { images, usage } = await letOut(
        house,
        note,
        () =>
          model.draw(prompt, {
            count: 1,
            facts,
            signal: egress.signal,
            ...(egress.size === undefined ? {} : { size: egress.size }),
            ...(picture === undefined ? {} : { picture: { bytes: picture.bytes, mediaType: picture.note.mediaType } }),
          }),
        (reply) => ({ usage: reply.usage, drawn: reply.images.length }),
      );
      const [image] = images;
      if (image === undefined)
        throw new GantryError("answer-rejected", `${deployment.name} sent no picture`, { retryable: true });
      return {
        asked,
        usage,
        output: { image: requirePicture(drawn(image), deployment) },
        model: deployment.name,
        template: isBuiltin(deployment),
        arguments: [],
        flags: [],
      };
    };
    return inTurn((keeps) => house.models.draw?.(prompt, keeps) ?? [], { refusals, unfit }, egress.signal, attempt);
  };
