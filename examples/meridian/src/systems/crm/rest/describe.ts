// Describe in Salesforce's shape, as one user sees it.
import type { ObjectTable, Organization } from "../organization.ts";
import type { CrmField, CrmFieldType } from "../schema.ts";
import { type JsonRecord, isFilterable, isGroupable, isSortable } from "../soql/index.ts";
import type { Viewer } from "../viewer.ts";

const soapTypes: Readonly<Record<CrmFieldType, string>> = {
  id: "tns:ID",
  reference: "tns:ID",
  string: "xsd:string",
  textarea: "xsd:string",
  picklist: "xsd:string",
  email: "xsd:string",
  phone: "xsd:string",
  url: "xsd:string",
  boolean: "xsd:boolean",
  int: "xsd:int",
  double: "xsd:double",
  currency: "xsd:double",
  date: "xsd:date",
  datetime: "xsd:dateTime",
};

const defaultLengths: Readonly<Partial<Record<CrmFieldType, number>>> = {
  id: 18,
  reference: 18,
  string: 255,
  textarea: 32_768,
  picklist: 255,
  email: 80,
  phone: 40,
  url: 255,
};

/** The most characters a field takes; 0 for what isn't text. */
export const lengthOf = (field: CrmField): number => field.length ?? defaultLengths[field.type] ?? 0;

/** May it be left out when a record is created? Booleans default to false, the owner to the creator. */
export const isDefaulted = (field: CrmField): boolean => field.type === "boolean" || field.name === "OwnerId";

function describeField(field: CrmField): JsonRecord {
  const length = lengthOf(field);
  const isDecimal = field.type === "double" || field.type === "currency";
  return {
    aggregatable: isFilterable(field),
    autoNumber: false,
    byteLength: length * 3,
    calculated: false,
    caseSensitive: false,
    createable: field.createable,
    custom: field.custom,
    defaultedOnCreate: isDefaulted(field),
    deprecatedAndHidden: false,
    digits: field.type === "int" ? 9 : 0,
    externalId: field.externalId ?? false,
    filterable: isFilterable(field),
    groupable: isGroupable(field),
    idLookup: field.type === "id" || (field.externalId ?? false),
    label: field.label,
    length,
    name: field.name,
    nameField: field.name === "Name",
    nillable: field.nillable,
    picklistValues: (field.picklist ?? []).map((value) => ({
      active: true,
      defaultValue: false,
      label: value,
      validFor: null,
      value,
    })),
    precision: isDecimal ? 18 : 0,
    referenceTo: field.referenceTo === undefined ? [] : [field.referenceTo],
    relationshipName: field.relationshipName ?? null,
    restrictedPicklist: field.type === "picklist",
    scale: isDecimal ? 2 : 0,
    soapType: soapTypes[field.type],
    sortable: isSortable(field),
    type: field.type,
    unique: field.externalId ?? false,
    updateable: field.updateable,
  };
}

const objectUrls = (name: string, version: string): JsonRecord => {
  const base = `/services/data/${version}/sobjects/${name}`;
  return { sobject: base, describe: `${base}/describe`, rowTemplate: `${base}/{ID}` };
};

/** As listed by `/sobjects`. */
export function summary(table: ObjectTable, version: string): JsonRecord {
  const { name, label, labelPlural, keyPrefix, custom, createable, updateable } = table.definition;
  return {
    activateable: false,
    createable,
    custom,
    customSetting: false,
    deletable: isDeletable(table),
    deprecatedAndHidden: false,
    feedEnabled: false,
    hasSubtypes: false,
    isSubtype: false,
    keyPrefix,
    label,
    labelPlural,
    layoutable: true,
    mergeable: false,
    mruEnabled: true,
    name,
    queryable: true,
    replicateable: true,
    retrieveable: true,
    searchable: false,
    triggerable: false,
    undeletable: false,
    updateable,
    urls: objectUrls(name, version),
  };
}

/** What can be created and changed can be deleted. */
export const isDeletable = ({ definition }: ObjectTable): boolean => definition.createable && definition.updateable;

/** The whole description of an object: fields that this user has, and its children. */
export function describe(organization: Organization, viewer: Viewer, table: ObjectTable, version: string): JsonRecord {
  const children = organization
    .children(table)
    .filter((it) => viewer.field(it.child, it.field.name) !== undefined)
    .map((it) => ({
      cascadeDelete: false,
      childSObject: it.child.definition.name,
      deprecatedAndHidden: false,
      field: it.field.name,
      junctionIdListNames: [],
      junctionReferenceTo: [],
      relationshipName: it.name,
      restrictedDelete: false,
    }));
  return {
    ...summary(table, version),
    actionOverrides: [],
    childRelationships: children,
    compactLayoutable: true,
    fields: viewer.fields(table).map(describeField),
    namedLayoutInfos: [],
    recordTypeInfos: [],
    supportedScopes: [{ label: "All", name: "everything" }],
  };
}
