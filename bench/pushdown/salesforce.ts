// The sample's CRM over HTTP, with custom objects filled at random: it compares texts without regard to case.
import { startCrm, type CrmData, type CrmField } from "../../examples/meridian/src/systems/crm/index.ts";
import { sampleCompany } from "../../examples/meridian/src/systems/crm/testing/company.ts";
import type { Value } from "../../packages/gantry/src/connect/kit/index.ts";
import { salesforce } from "../../packages/gantry/src/connect/salesforce/index.ts";
import { edges, type World } from "../../packages/gantry/src/query/testing/pushdown/index.ts";
import { columnsBy, layOutTable, worldOf, type ColumnOf, type LaidColumn, type LaidTable } from "./laid.ts";

const column: ColumnOf<CrmField["type"]> = columnsBy((native) => native.replace("__c", "").toLowerCase());

const possible: readonly LaidColumn[] = [
  column("Key__c", "string", "varchar"),
  column("Name", "string", "varchar"),
  column("Day__c", "date", "date"),
  column("Count__c", "int", "int32"),
  column("Code__c", "string", "varchar"),
  column("Kind__c", "picklist", "varchar"),
  column("Amount__c", "currency", "decimal(18,2)"),
  column("Ratio__c", "double", "double"),
  column("Seen__c", "datetime", "timestamptz"),
  column("Story__c", "textarea", "varchar"),
];

const values = {
  // An empty text is stored as NULL, and texts are trimmed.
  varchar: (edges["varchar"] ?? []).filter((text) => text !== "" && String(text).trim() === text),
  "decimal(18,2)": ["12.50", "0.25", "-3.00", "999999.99", "0.00", "12.05"],
  double: [0.5, -2.25, 0, 3, 1.1],
  timestamptz: ["2026-01-01T00:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "1999-12-31T23:59:59Z"],
};

const field = ({ native, nativeType }: LaidColumn): CrmField => ({
  name: native,
  label: native,
  // The columns above are typed with nothing else.
  type: nativeType as CrmField["type"],
  nillable: true,
  createable: true,
  updateable: true,
  custom: native.endsWith("__c"),
});

const system = (name: string, type: CrmField["type"]): CrmField => ({
  ...field({ name, native: name, nativeType: type, type: "varchar" }),
  nillable: false,
});

const cellOf = ({ type }: LaidColumn, value: Value): string | number | boolean | null => {
  if (value === null) return null;
  if (type.startsWith("decimal")) return Number(value);
  if (type === "timestamptz") return String(value).replace("Z", ".000Z");
  return typeof value === "number" || typeof value === "boolean" ? value : String(value);
};

const objectOf = ({ native, columns, rows }: LaidTable, index: number): CrmData["objects"][number] => ({
  name: native,
  label: native,
  labelPlural: `${native}s`,
  keyPrefix: `a1${index}`,
  custom: true,
  createable: true,
  updateable: true,
  sharing: { kind: "public" },
  fields: [
    system("Id", "id"),
    system("CreatedDate", "datetime"),
    system("LastModifiedDate", "datetime"),
    ...columns.map(field),
  ],
  records: rows.map((row, place) => ({
    Id: `a1${index}${String(place).padStart(12, "0")}AAA`,
    CreatedDate: "2026-11-16T10:00:00.000Z",
    LastModifiedDate: "2026-11-16T10:00:00.000Z",
    ...Object.fromEntries(columns.map((each) => [each.native, cellOf(each, row[each.name] ?? null)])),
  })),
});

export const openSalesforce = async (): Promise<World> => {
  const laid = ["Deal", "Visit", "Site", "Asset", "Task"].map((word, index) =>
    layOutTable({ source: "crm", name: `${word.toLowerCase()}s`, native: `${word}__c` }, index, possible, values),
  );
  const company = sampleCompany(1);
  const server = await startCrm({ ...company, objects: [...company.objects, ...laid.map(objectOf)] });
  const connector = salesforce({
    name: "crm",
    connector: "salesforce",
    title: "CRM",
    connection: {
      url: server.url,
      apiVersion: "62.0",
      clientId: company.client.id,
      clientSecret: { secret: "client-secret" },
      objects: laid.map(({ native }) => native),
    },
  });
  return worldOf(
    { crm: connector },
    laid,
    () => company.client.secret,
    () => server.close(),
  );
};
