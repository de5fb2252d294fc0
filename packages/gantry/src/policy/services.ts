// Services: callers that are no person, with the rights of their roles and the attributes that the policy gives them.
import { nearMatches } from "../catalog/index.ts";
import { access } from "./access.ts";
import type { Fault } from "./check/fault.ts";
import type { Caller, Policy, Service } from "./types.ts";

/** The service as it calls: `service:<name>`, which no identity provider's subject should be. */
export const serviceCaller = ({ name, title, roles, attributes }: Service): Caller => ({
  subject: `service:${name}`,
  name: title,
  roles,
  via: "service",
  attributes,
  tokens: {},
  surface: "api",
});

/** Undefined where the policy has no such service. */
export const findService = ({ services = [] }: Policy, name: string): Caller | undefined => {
  const found = services.find((service) => service.name === name);
  return found && serviceCaller(found);
};

/** A service with an unknown role, or without an attribute that a filter of its roles asks for. */
export const serviceFaults = (policy: Policy): readonly Fault[] => {
  const { services = [], roles } = policy;
  const known = roles.map((role) => role.name);
  return services.flatMap((service, index): readonly Fault[] => {
    const { name } = service;
    if (services.findIndex((it) => it.name === name) !== index) {
      return [
        { path: ["services", index], what: `service "${name}" is defined twice`, remedy: "delete one of the two" },
      ];
    }
    const unknown = service.roles.flatMap((role, position): readonly Fault[] => {
      if (known.includes(role)) return [];
      const [near] = nearMatches(role, known);
      return [
        {
          path: ["services", index, "roles", position],
          what: `service "${name}": there is no role "${role}"`,
          ...(near === undefined ? {} : { remedy: `did you mean "${near}"?` }),
        },
      ];
    });
    return unknown.length > 0 ? unknown : lacking(policy, service, index);
  });
};

const lacking = (policy: Policy, service: Service, index: number): readonly Fault[] => {
  try {
    access(policy, serviceCaller(service));
    return [];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return [{ path: ["services", index], what: `service "${service.name}": ${error.message}` }];
  }
};
