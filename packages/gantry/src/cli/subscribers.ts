// People whom mails of the house go to, as a project names them.
import { GantryError } from "@gantry/contract";
import { nearMatches } from "../catalog/index.ts";
import { access } from "../policy/index.ts";
import type { Caller } from "../policy/index.ts";
import type { Project } from "./project.ts";

/** A person with her mail address; what she sees is decided by her roles, which should be those that her token bears. */
export interface Subscriber {
  /** What triggers call her by. */
  readonly name: string;
  readonly mail: string;
  /** `sub` of her token. */
  readonly subject: string;
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly attributes?: Readonly<Record<string, string>>;
}

/** As she would see it in the console. */
export const subscriberCaller = ({ subject, displayName, roles, attributes = {} }: Subscriber): Caller => ({
  subject,
  name: displayName,
  roles,
  via: "issuer",
  attributes,
  tokens: {},
  surface: "console",
});

/** @throws GantryError `bad-config`: digests that can't be sent, subscribers with unknown roles or without an attribute that a filter asks for. */
export function requireFittingSubscribers({ subscribers = [], triggers = [], digests, policy }: Project): void {
  const refuse = (what: string, remedy?: string): never => {
    throw new GantryError("bad-config", what, remedy === undefined ? {} : { remedy });
  };
  const roles = policy.roles.map((it) => it.name);
  for (const subscriber of subscribers) {
    const place = `subscriber "${subscriber.name}"`;
    const unknown = subscriber.roles.find((it) => !roles.includes(it));
    if (unknown !== undefined) refuse(`${place}: there is no role "${unknown}"`, `there are: ${roles.join(", ")}`);
    try {
      access(policy, subscriberCaller(subscriber));
    } catch (error) {
      if (!(error instanceof GantryError)) throw error;
      refuse(`${place}: ${error.message}`);
    }
  }
  const names = subscribers.map((it) => it.name);
  for (const { name, digest } of triggers) {
    if (digest === undefined) continue;
    if (digests === undefined)
      refuse(`trigger "${name}" has a digest, and no way to send it is set`, 'digests: { through: "mail.send" }');
    const unknown = digest.to.find((it) => !names.includes(it));
    if (unknown === undefined) continue;
    const [near] = nearMatches(unknown, names);
    const others = names.length === 0 ? "name people in the project's subscribers" : `there are: ${names.join(", ")}`;
    refuse(
      `trigger "${name}": there is no subscriber "${unknown}"`,
      near === undefined ? others : `did you mean "${near}"?`,
    );
  }
}
