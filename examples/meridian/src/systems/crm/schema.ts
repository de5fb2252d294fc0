// What the CRM stand-in serves: objects with described fields, their records, and who may see what.

export type CrmFieldType =
  | "id"
  | "string"
  | "textarea"
  | "picklist"
  | "email"
  | "phone"
  | "url"
  | "boolean"
  | "int"
  | "double"
  | "currency"
  | "date"
  | "datetime"
  | "reference";

export interface CrmField {
  readonly name: string;
  readonly label: string;
  readonly type: CrmFieldType;
  readonly length?: number;
  readonly nillable: boolean;
  readonly updateable: boolean;
  readonly createable: boolean;
  /** Custom field, `__c`. */
  readonly custom: boolean;
  /** Indexed and unique: usable for upsert. */
  readonly externalId?: boolean;
  readonly picklist?: readonly string[];
  /** For references: the object it points at, and the name to traverse it by (`Owner`, `Account`). */
  readonly referenceTo?: string;
  readonly relationshipName?: string;
  /** For references: what the parent calls its children (`Contacts`); by default the child's plural label. */
  readonly childRelationshipName?: string;
}

/** Field name → value: strings, numbers, booleans, null; dates "YYYY-MM-DD", datetimes "YYYY-MM-DDTHH:MM:SS.000Z". */
export type CrmRecord = Record<string, string | number | boolean | null>;

export interface CrmObject {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  /** First three characters of its record ids. */
  readonly keyPrefix: string;
  readonly custom: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly fields: readonly CrmField[];
  /**
   * Which records a user sees: `public` all; `region` those whose account is in the user's regions and territory, found by
   * following `accountField` (`Id` on Account itself). Records without an account follow their owner.
   */
  readonly sharing: { readonly kind: "public" } | { readonly kind: "region"; readonly accountField: string };
  readonly records: CrmRecord[];
}

export interface CrmUser {
  /** Id of the record in the object User. */
  readonly id: string;
  readonly username: string;
  readonly password: string;
  readonly name: string;
  readonly email: string;
  readonly profile: "integration" | "sales-manager" | "account-executive" | "support";
  /** Regions whose accounts the user sees; null = all. */
  readonly regions: readonly string[] | null;
  /** Billing countries that she works, within her regions: of others she sees her own accounts only. Absent = all. */
  readonly territory?: readonly string[];
  /** Field-level security: object → fields that don't exist for this user. */
  readonly hidden: Readonly<Record<string, readonly string[]>>;
}

export interface CrmData {
  readonly organizationId: string;
  /** First month of the fiscal year, 1 to 12. Without it, fiscal date literals in SOQL are refused. */
  readonly fiscalYearStartMonth?: number;
  /** Field of Account that holds its region, which `sharing.kind` "region" goes by; `Region__c` by default. */
  readonly regionField?: string;
  readonly objects: readonly CrmObject[];
  readonly users: readonly CrmUser[];
  /** The connected app for client credentials; runs as the integration user. */
  readonly client: { readonly id: string; readonly secret: string; readonly runAs: string };
}

/** What one write left behind: applied in order to the same data, the writes give the same records again. */
export type CrmWrite =
  | { readonly kind: "put"; readonly object: string; readonly record: CrmRecord }
  | { readonly kind: "remove"; readonly object: string; readonly id: string };
