// What one signed-in user may see: fields by field-level security, records by sharing. What is hidden doesn't exist.
import { idKey } from "./ids.ts";
import type { ObjectTable, Organization } from "./organization.ts";
import type { CrmField, CrmRecord, CrmUser } from "./schema.ts";

export interface Viewer {
  readonly user: CrmUser;
  /** The field by name, whatever its case; undefined where it doesn't exist for this user. */
  field(table: ObjectTable, name: string): CrmField | undefined;
  fields(table: ObjectTable): readonly CrmField[];
  sees(table: ObjectTable, record: CrmRecord): boolean;
}

/** Throws where sharing by region is asked for but accounts have no region field: hiding nothing would be wrong. */
export function makeViewer(organization: Organization, user: CrmUser): Viewer {
  const regionField = organization.data.regionField ?? "Region__c";
  const accounts = organization.table("Account");
  const byRegion = organization.tables.some((it) => it.definition.sharing.kind === "region");
  if (byRegion && !accounts?.fields.has(regionField.toLowerCase()))
    throw new Error(`CRM data: objects are shared by region, but Account has no field ${regionField}`);

  const hidden = new Map<string, ReadonlySet<string>>();
  for (const [object, names] of Object.entries(user.hidden))
    hidden.set(object.toLowerCase(), new Set(names.map((it) => it.toLowerCase())));
  const visibleFields = new Map<ObjectTable, readonly CrmField[]>();
  const regions = user.regions === null ? null : new Set(user.regions);
  const territory = user.territory === undefined ? null : new Set<unknown>(user.territory);

  const isHidden = (table: ObjectTable, name: string): boolean =>
    hidden.get(table.definition.name.toLowerCase())?.has(name.toLowerCase()) ?? false;

  /** A record without an account follows its owner: the user's own, or of a colleague within the user's regions. */
  function followsOwner(record: CrmRecord): boolean {
    const owner = record["OwnerId"];
    if (typeof owner !== "string" || regions === null) return false;
    if (idKey(owner) === idKey(user.id)) return true;
    const colleague = organization.user(owner);
    const theirs = colleague?.regions ?? [];
    return theirs.length > 0 && theirs.every((it) => regions.has(it));
  }

  return {
    user,
    field(table, name) {
      const field = table.fields.get(name.toLowerCase());
      return field !== undefined && isHidden(table, field.name) ? undefined : field;
    },
    fields(table) {
      const known = visibleFields.get(table) ?? table.definition.fields.filter((it) => !isHidden(table, it.name));
      visibleFields.set(table, known);
      return known;
    },
    sees(table, record) {
      const sharing = table.definition.sharing;
      if (regions === null || sharing.kind === "public") return true;
      const accountId = record[sharing.accountField];
      if (typeof accountId !== "string") return followsOwner(record);
      const account = accounts?.records.get(idKey(accountId));
      const region = account?.[regionField];
      if (account === undefined || typeof region !== "string" || !regions.has(region)) return false;
      if (territory === null || territory.has(account["BillingCountry"])) return true;
      return typeof account["OwnerId"] === "string" && idKey(account["OwnerId"]) === idKey(user.id);
    },
  };
}
