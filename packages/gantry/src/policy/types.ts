// Two kinds of rule: who may do what, and what may go where. Pure data; decisions are functions of it.
import type { Level, Treatment, Zone } from "@gantry/contract";
import type { Label } from "../catalog/index.ts";

/**
 * Where something goes. A viewer is a person looking at an answer; a channel of kind `page` is a page of another system; a
 * `tool` is one that a model calls on a server of the Model Context Protocol: it only reads, and is told what it is asked.
 */
export interface Destination {
  readonly kind: "model" | "tool" | "mail" | "write" | "viewer" | "page";
  readonly zone: Zone;
  /** Deployment, tool, connection or surface: `openai:gpt-5`, `weather/forecast`, `mail`, `console`, `crm-page`. */
  readonly name: string;
  /** Of viewers, and of who gets a digest by mail: the roles of the person. */
  readonly roles?: readonly string[];
}

/** One row of the treatment table. The most specific label wins, then the most specific destination, then the stricter. */
export interface TreatmentRule {
  /** `person.*`, `person.email`, `*`. `unlabelled` stands for columns without a label. */
  readonly label: Label;
  /** Default: every level by value. Control has rules of its own: only those that name it apply. */
  readonly level?: Level;
  readonly to: {
    readonly kind?: Destination["kind"];
    readonly zone?: Zone;
    readonly name?: string;
    readonly role?: string;
  };
  readonly treatment: Treatment;
  /** For free text that leaves as `token`: whether it is over-masked. Default: where a model in zone outside gets it. */
  readonly overMask?: boolean;
  readonly why?: string;
}

/** What a caller may do: `ask`, `query` (SQL of his own), `chat` (models, over `/v1`), `erase`, `run:<flow>`, `approve:<flow>`, `see:<view>` (runs, catalog, inbox, ledger, policy, proofs), `administer`. */
export type Permission = string;

/** What a caller of this role finds of the data. What he may do is said by the policy's permissions. */
export interface Role {
  readonly name: string;
  readonly title: string;
  /** By table: a boolean SQL expression; `$caller_<attribute>` is the caller's attribute. */
  readonly rowFilters?: Readonly<Record<string, string>>;
  /** Columns that do not exist for this role. */
  readonly forbidden?: readonly string[];
  /** Distinct people that an aggregated value for this role must cover, in place of `aggregates`: 1 for one that sees people in clear. */
  readonly minimumPeople?: number;
}

/** From how many people on a number over them may be given: the threshold rule of statistical disclosure control. */
export interface AggregateRule {
  /** Distinct people that each aggregated value must cover. 1 withholds nothing. */
  readonly minimum: number;
  /** Higher ones by label, `person.health` or `person.*`. */
  readonly labels?: Readonly<Record<Label, number>>;
}

/** How many must agree before something goes out; a flow may ask for more, never for less. */
export interface ApprovalRule {
  /** Flow; default: every one. */
  readonly flow?: string;
  /** Different people that must accept a row; default 1. */
  readonly people?: number;
  /** Whoever asked may not be one of them. */
  readonly notRequester?: boolean;
}

/** A caller that is no person: what a trigger runs as. It finds and may do what its roles do, and nothing else. */
export interface Service {
  readonly name: string;
  readonly title: string;
  readonly roles: readonly string[];
  /** What row filters and permissions of its roles ask of a caller. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Policy {
  /** SHA-256 over the content, short form. */
  readonly version: string;
  readonly treatments: readonly TreatmentRule[];
  readonly roles: readonly Role[];
  /** Default: none, and so no triggers. */
  readonly services?: readonly Service[];
  /** Default: a minimum of 5. */
  readonly aggregates?: AggregateRule;
  /** Default: one person, who may be the one who asked. */
  readonly approvals?: readonly ApprovalRule[];
  /** Cedar policies over caller, action and resource; what none of them permits is denied. */
  readonly permissions: string;
  /**
   * Further rules of one flow, and of each that called it: they make a treatment stricter where they match, never looser.
   * Not part of the policy as written, nor of its version.
   */
  readonly narrowing?: readonly (readonly TreatmentRule[])[];
}

/** Who asks, after authentication. */
export interface Caller {
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** `service`: a trigger started it, nobody signed in. */
  readonly via: "issuer" | "crm" | "service";
  readonly attributes: Readonly<Record<string, string>>;
  /** Tokens by source, for reads on the caller's behalf. Never logged, stored only sealed. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Her mail address, where her token vouches for one. */
  readonly mail?: string;
  /** The surface in use: decides what a viewer sees (`console`, `api`, `crm-page`, `cli`). */
  readonly surface: string;
}

export interface TreatmentDecision {
  readonly treatment: Treatment;
  /** The rule in words: "person.* → outside: token"; "no rule: refuse". */
  readonly rule: string;
}
