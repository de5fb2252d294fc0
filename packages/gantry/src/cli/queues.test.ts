import { expect, test } from "vitest";
import { flow } from "../flow/index.ts";
import type { QueuePolicy } from "../run/index.ts";
import { requireFittingQueues } from "./queues.ts";

const flows = [
  flow({ name: "retention", title: "Retention", asks: [], purpose: "test", input: {}, steps: {}, answer: [] }),
];
const check = (queues: Readonly<Record<string, QueuePolicy>>) => (): void => requireFittingQueues({ flows, queues });

test("limits of a flow, and of all others", () => {
  check({ retention: { concurrency: 4, tenantConcurrency: 2, priority: "high" }, "*": { startsPerMinute: 60 } })();
});

test("a flow that is not there, and a limit that is none, are told by name", () => {
  expect(check({ retentoin: { concurrency: 1 } })).toThrow(/no flow "retentoin"/);
  expect(check({ retention: { concurrency: 0 } })).toThrow(/flow "retention": concurrency/);
  // A word that no policy has, as plain JavaScript could say it.
  expect(check({ retention: JSON.parse('{"concurency": 2}') as QueuePolicy })).toThrow(/[Uu]nrecognized key/);
});
