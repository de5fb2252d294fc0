import type { Client } from "@gantry/client";
import type { StepProgress } from "@gantry/contract";

const marks: Readonly<Record<StepProgress["state"], string>> = {
  pending: "·",
  running: "…",
  waiting: "⧗",
  done: "✓",
  skipped: "–",
  failed: "✗",
};

/** Shows the steps of a run on stderr as they come and go, until it rests. */
export async function followProgress(client: Client, run: string): Promise<void> {
  const { steps } = await client.runState(run);
  const states = new Map(steps.map((step) => [step.step, step]));
  for await (const event of client.events(run)) {
    if (event.type === "step") states.set(event.step.step, event.step);
    const all = [...states.values()];
    const done = all.filter((step) => step.state === "done" || step.state === "skipped").length;
    const width = 24;
    const filled = Math.round((done / Math.max(all.length, 1)) * width);
    const running = all.find((step) => step.state === "running");
    const bar = `${"█".repeat(filled)}${"░".repeat(width - filled)}`;
    process.stderr.write(
      `\r\u001B[K${bar} ${done}/${all.length} ${running ? `${marks.running} ${running.title}` : ""}`,
    );
  }
  process.stderr.write("\r\u001B[K");
}
