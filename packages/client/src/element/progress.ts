// The run under way: what is being done now, and how far it has come.
import type { RunEvent, StepProgress } from "@gantry/contract";
import { formatSpan } from "../format.ts";
import { clear, make } from "./make.ts";

const settled = new Set<StepProgress["state"]>(["done", "skipped", "waiting", "failed"]);

export interface Progress {
  readonly element: HTMLElement;
  /** The steps as they stand. */
  begin(steps: readonly StepProgress[]): void;
  see(event: RunEvent): void;
}

export function createProgress(): Progress {
  const steps = new Map<string, StepProgress>();
  const bar = make("span", { class: "done" });
  const track = make("div", { class: "bar", "aria-hidden": "true" }, bar);
  const list = make("ol", { class: "steps" });
  const element = make("div", { class: "progress" }, track, list);
  const draw = (): void => {
    const all = [...steps.values()];
    const done = all.filter((step) => settled.has(step.state)).length;
    bar.style.width = `${all.length === 0 ? 0 : Math.round((done / all.length) * 100)}%`;
    clear(list);
    const begun = all.filter((step) => step.state !== "pending");
    list.append(
      ...begun
        .slice(-6)
        .map((step) => make("li", { class: step.state }, make("i"), step.title, make("small", {}, note(step)))),
    );
  };
  return {
    element,
    begin: (found) => {
      for (const step of found) steps.set(step.step, step);
      draw();
    },
    see: (event) => {
      if (event.type !== "step" || !steps.has(event.step.step)) return;
      steps.set(event.step.step, event.step);
      draw();
    },
  };
}

function note({ total, done, state, rows, startedAt, endedAt }: StepProgress): string {
  if (state === "running" && total !== undefined) return `${done ?? 0} of ${total}`;
  const took = startedAt && endedAt ? formatSpan(Date.parse(endedAt) - Date.parse(startedAt)) : "";
  return [rows === undefined ? "" : String(rows), took].filter(Boolean).join(" · ");
}
