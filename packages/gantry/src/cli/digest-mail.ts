// Digests as a project configures them, in the form that runs take.
import type { DigestMail, DigestPlan } from "../run/index.ts";
import type { Project } from "./project.ts";
import { subscriberCaller } from "./subscribers.ts";

/**
 * @param address where the server listens, once it does
 * @param ofQuestion whose digest that of a saved question is
 */
export function digestMail(
  { digests, triggers = [], subscribers = [], title }: Project,
  address: () => string,
  ofQuestion: (id: string, run: string) => Promise<DigestPlan | undefined>,
): DigestMail | undefined {
  if (digests === undefined) return undefined;
  const ofTrigger = (name: string): DigestPlan | undefined => {
    const found = triggers.find((it) => it.name === name);
    if (found?.digest === undefined) return undefined;
    const { to } = found.digest;
    const people = subscribers.filter((it) => to.includes(it.name));
    return {
      title: found.title ?? found.name,
      recipients: people.map((it) => ({ caller: subscriberCaller(it), mail: it.mail })),
    };
  };
  return {
    operation: digests.through,
    sender: title,
    address: () => digests.url ?? address(),
    plan: async (origin, run) => {
      const [kind, ...rest] = origin.split(":");
      const name = rest.join(":");
      return kind === "trigger" ? ofTrigger(name) : ofQuestion(name, run);
    },
  };
}
