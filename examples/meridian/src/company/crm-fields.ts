// The CRM's objects as it describes them: fields with types, labels and references.
import type { CrmField, CrmFieldType } from "../systems/crm/schema.ts";

type Extra = Partial<
  Pick<
    CrmField,
    "length" | "nillable" | "updateable" | "createable" | "externalId" | "picklist" | "referenceTo" | "relationshipName"
  >
>;

const lengths: Partial<Record<CrmFieldType, number>> = {
  id: 18,
  reference: 18,
  string: 255,
  picklist: 255,
  email: 80,
  phone: 40,
  url: 255,
  textarea: 32_000,
};

function labelOf(name: string): string {
  return name
    .replace(/__c$/, "")
    .replace(/_/g, " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2");
}

function field(name: string, type: CrmFieldType, extra: Extra = {}): CrmField {
  const length = lengths[type];
  return {
    name,
    label: labelOf(name),
    type,
    ...(length === undefined ? {} : { length }),
    nillable: true,
    updateable: false,
    createable: false,
    custom: name.endsWith("__c"),
    ...extra,
  };
}

const pick = (name: string, values: string): CrmField => field(name, "picklist", { picklist: values.split("|") });
const reference = (name: string, referenceTo: string, relationshipName: string, extra: Extra = {}): CrmField =>
  field(name, "reference", { referenceTo, relationshipName, ...extra });
const required: Extra = { nillable: false };

const id = field("Id", "id", required);
const stamps = [
  field("CreatedDate", "datetime", required),
  field("LastModifiedDate", "datetime", required),
  field("SystemModstamp", "datetime", required),
];
const audit = [field("IsDeleted", "boolean", required), ...stamps];
const currency = pick("CurrencyIsoCode", "EUR|USD|GBP|CHF|JPY");

export const userFields: readonly CrmField[] = [
  id,
  field("Username", "string", required),
  field("FirstName", "string"),
  field("LastName", "string", required),
  field("Name", "string", required),
  field("Email", "email", required),
  field("Title", "string"),
  field("Phone", "phone"),
  pick("Region__c", "EMEA|AMER|APAC"),
  reference("ManagerId", "User", "Manager"),
  field("IsActive", "boolean", required),
  ...stamps,
];

export const accountFields: readonly CrmField[] = [
  id,
  field("Name", "string", required),
  field("AccountNumber", "string"),
  reference("ParentId", "Account", "Parent"),
  reference("OwnerId", "User", "Owner", required),
  pick("Region__c", "EMEA|AMER|APAC"),
  pick("Segment__c", "enterprise|mid-market|small"),
  field("BillingCountry", "string"),
  field("BillingCity", "string"),
  field("Industry", "picklist"),
  field("AnnualRevenue", "currency"),
  currency,
  field("NumberOfEmployees", "int"),
  field("Phone", "phone"),
  field("Website", "url"),
  pick("Status__c", "active|churned|prospect"),
  field("Customer_Since__c", "date"),
  field("Renewal_Date__c", "date", { updateable: true }),
  field("Churned_On__c", "date"),
  field("Erp_Customer__c", "string"),
  field("Usage_Ref__c", "string"),
  field("Internal_Notes__c", "textarea"),
  field("Discount_Ceiling__c", "double"),
  ...audit,
];

export const contactFields: readonly CrmField[] = [
  id,
  reference("AccountId", "Account", "Account"),
  field("Salutation", "picklist"),
  field("FirstName", "string"),
  field("LastName", "string", required),
  field("Name", "string", required),
  field("Title", "string"),
  field("Email", "email", { updateable: true }),
  field("Phone", "phone"),
  field("MobilePhone", "phone"),
  field("MailingCountry", "string"),
  pick("Language__c", "en|fr|de"),
  pick("Role__c", "champion|economic-buyer|user"),
  field("Is_Primary__c", "boolean", required),
  field("HasOptedOutOfEmail", "boolean", { nillable: false, updateable: true }),
  field("EmailBouncedDate", "datetime"),
  ...audit,
];

export const opportunityFields: readonly CrmField[] = [
  id,
  reference("AccountId", "Account", "Account"),
  reference("OwnerId", "User", "Owner", required),
  field("Name", "string", required),
  pick("Type", "New Business|Renewal|Expansion"),
  pick("StageName", "Prospecting|Qualification|Proposal|Negotiation|Closed Won|Closed Lost"),
  field("Amount", "currency"),
  currency,
  field("CloseDate", "date", required),
  field("IsClosed", "boolean", required),
  field("IsWon", "boolean", required),
  pick("Loss_Reason__c", "Price|Competitor|Budget|Service Quality|Low Usage|Change of Management|Other"),
  ...audit,
];

export const caseFields: readonly CrmField[] = [
  id,
  field("CaseNumber", "string", required),
  reference("AccountId", "Account", "Account"),
  reference("ContactId", "Contact", "Contact"),
  field("Subject", "string", { updateable: true }),
  field("Description", "textarea", { updateable: true }),
  field("Status", "picklist", { picklist: ["New", "Working", "Escalated", "Closed"], updateable: true }),
  field("Priority", "picklist", { picklist: ["Critical", "High", "Medium", "Low"], updateable: true }),
  pick("Origin", "Email|Web|Phone|Chat"),
  pick("Type", "Problem|Question|Feature Request|Billing|Feedback"),
  field("ClosedDate", "datetime"),
  field("IsClosed", "boolean", required),
  pick("Language__c", "en|fr|de"),
  ...audit,
];

const writable: Extra = { createable: true, updateable: true };

export const taskFields: readonly CrmField[] = [
  id,
  field("Subject", "string", writable),
  field("Description", "textarea", writable),
  field("ActivityDate", "date", writable),
  field("Status", "picklist", { ...writable, picklist: ["Not Started", "In Progress", "Completed", "Deferred"] }),
  field("Priority", "picklist", { ...writable, picklist: ["High", "Normal", "Low"] }),
  reference("WhatId", "Account", "What", writable),
  reference("WhoId", "Contact", "Who", writable),
  reference("OwnerId", "User", "Owner", writable),
  field("TaskSubtype", "picklist", { ...writable, picklist: ["Task", "Email", "Call"] }),
  field("External_Key__c", "string", { ...writable, externalId: true }),
  ...audit,
];
