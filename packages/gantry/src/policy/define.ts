// A policy as written, checked on load: what says nothing, says two things, or names something unknown is refused by file and line.
import { Level, Treatment, Zone } from "@gantry/contract";
import { z } from "zod";
import { contentHash } from "./canonical.ts";
import { permissionFaults } from "./check/permissions.ts";
import { policyError, refuseFaults } from "./check/fault.ts";
import type { Fault } from "./check/fault.ts";
import { ruleFaults } from "./check/rules.ts";
import { remember } from "./check/source.ts";
import type { PolicySource } from "./check/source.ts";
import { serviceFaults } from "./services.ts";
import type { Policy, Service } from "./types.ts";
import { callSite } from "./written/index.ts";

const labelPattern = /^(?:\*|[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*(?:\.\*)?)$/;

export const TreatmentRuleSchema = z.strictObject({
  label: z.string().regex(labelPattern, "a label is dotted lower case, perhaps ending in `.*`, or `*`"),
  level: Level.optional(),
  to: z.strictObject({
    kind: z.enum(["model", "tool", "mail", "write", "viewer", "page"]).optional(),
    zone: Zone.optional(),
    name: z.string().min(1).optional(),
    role: z.string().min(1).optional(),
  }),
  treatment: Treatment,
  overMask: z.boolean().optional(),
  why: z.string().optional(),
});

const RoleDefinition = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, "a role is named in lower case with dashes"),
  title: z.string().min(1),
  rowFilters: z.record(z.string(), z.string().min(1)).optional(),
  forbidden: z
    .array(z.string().regex(/^[^.\s]+\.[^.\s]+\.[^.\s]+$/, "a column is <source>.<table>.<column>"))
    .optional(),
  minimumPeople: z.int().min(1).optional(),
});

const ServiceDefinition = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, "a service is named in lower case with dashes"),
  title: z.string().min(1),
  roles: z.array(z.string().min(1)).min(1),
  attributes: z.record(z.string(), z.string()).default({}),
});

const Aggregates = z.strictObject({
  minimum: z.int().min(1),
  labels: z.record(z.string().regex(labelPattern, "a label is dotted lower case"), z.int().min(1)).optional(),
});

const Approval = z.strictObject({
  flow: z.string().min(1).optional(),
  people: z.int().min(1).max(10).optional(),
  notRequester: z.boolean().optional(),
});

const WrittenText = z.strictObject({ file: z.string(), text: z.string() });

const Definition = z.strictObject({
  treatments: z.array(TreatmentRuleSchema),
  roles: z.array(RoleDefinition),
  permissions: z.union([z.string(), WrittenText], "Cedar policies: a text, or `textFile(…)`").default(""),
  services: z.array(ServiceDefinition).optional(),
  aggregates: Aggregates.optional(),
  approvals: z.array(Approval).optional(),
});

/** A text with the file it was read from (`textFile`), so that an error in it can say where. */
export type WrittenText = z.infer<typeof WrittenText>;

/** What `definePolicy` takes: everything of a policy but its version. */
export type PolicyDefinition = Omit<Policy, "version" | "permissions" | "narrowing" | "services"> & {
  readonly services?: readonly (Omit<Service, "attributes"> & Partial<Pick<Service, "attributes">>)[];
  /** Cedar policies, as text or from `textFile(new URL("./policy.cedar", import.meta.url))`. Default: nobody may do anything. */
  readonly permissions?: string | WrittenText;
};

export interface DefineOptions {
  /** Where the policy was read from, for errors; default: the file and line of the call. */
  readonly file?: string;
}

/**
 * Checks a policy and stamps it with its version (first 12 hex digits of the SHA-256 over its content).
 *
 * @throws GantryError `bad-config` with file and line of each fault: an unknown treatment, zone, kind, level, role or view,
 * a malformed label, rules that contradict each other or can never match, permissions that Cedar refuses.
 */
export const definePolicy = (definition: unknown, options: DefineOptions = {}): Policy => {
  const source: PolicySource = {
    definition,
    at: options.file === undefined ? callSite("definePolicy", [import.meta.url]) : undefined,
    file: options.file,
    permissionsFile: undefined,
  };
  const parsed = Definition.safeParse(definition);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => faultOf(issue, definition));
    throw policyError(source, faults, faults[0] ?? { path: [], what: "malformed" });
  }
  const { treatments, roles, permissions, services, aggregates, approvals } = parsed.data;
  const isFile = typeof permissions === "object";
  const content = {
    treatments,
    roles,
    permissions: isFile ? permissions.text : permissions,
    ...(services === undefined ? {} : { services }),
    ...(aggregates === undefined ? {} : { aggregates }),
    ...(approvals === undefined ? {} : { approvals }),
  };
  // zod's optional properties are `T | undefined`; the parsed JSON has none that are present and undefined.
  const policy = { version: contentHash(content).slice(0, 12), ...content } as Policy;
  const written = isFile ? { ...source, permissionsFile: permissions.file } : source;
  refuseFaults(written, [
    ...roleFaults(policy),
    ...serviceFaults(policy),
    ...ruleFaults(policy),
    ...permissionFaults(policy),
  ]);
  remember(policy, written);
  return policy;
};

const roleFaults = ({ roles }: Policy): readonly Fault[] =>
  roles.flatMap(({ name }, index) =>
    roles.findIndex((it) => it.name === name) === index
      ? []
      : [{ path: ["roles", index], what: `role "${name}" is defined twice`, remedy: "delete one of the two" }],
  );

const faultOf = ({ path, message }: z.core.$ZodIssue, definition: unknown): Fault => {
  const keys = path.map((part) => (typeof part === "number" ? part : String(part)));
  const [section, index, ...rest] = keys;
  const place = `${rest.join(".")}${rest.length > 0 ? ": " : ""}`;
  return { path: keys, what: `${namePart(section, index, definition)}: ${place}${message}` };
};

const namePart = (
  section: string | number | undefined,
  index: string | number | undefined,
  definition: unknown,
): string => {
  if (section === undefined) return "top level";
  if (typeof index !== "number") return String(section);
  if (section === "approvals") return `approvals, rule ${index + 1}`;
  // Only reads names for the message: whatever else it is, it failed to parse.
  const item = (definition as Record<string, { name?: unknown; label?: unknown }[]>)[section]?.[index];
  if (section === "roles") return `role "${typeof item?.name === "string" ? item.name : index + 1}"`;
  return `rule ${index + 1} "${typeof item?.label === "string" ? item.label : "?"} → …"`;
};
