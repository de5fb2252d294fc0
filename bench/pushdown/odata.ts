// The sample's ERP over HTTP, its entity sets filled at random.
import { startErp } from "../../examples/meridian/src/systems/erp/index.ts";
import type { EntityProperty, ErpData } from "../../examples/meridian/src/systems/erp/schema.ts";
import { odata } from "../../packages/gantry/src/connect/odata/index.ts";
import type { World } from "../../packages/gantry/src/query/testing/pushdown/index.ts";
import { columnsBy, layOutTable, worldOf, type ColumnOf, type LaidColumn } from "./laid.ts";

const column: ColumnOf<EntityProperty["type"]> = columnsBy((native) => native.toLowerCase());

const possible: readonly LaidColumn[] = [
  column("Id", "Edm.String", "varchar"),
  column("Name", "Edm.String", "varchar"),
  column("Serial", "Edm.Int64", "int64"),
  column("Launched", "Edm.Date", "date"),
  column("Kind", "Edm.String", "varchar"),
  column("Stock", "Edm.Int32", "int32"),
  column("Price", "Edm.Decimal", "decimal(8,2)"),
  column("Fine", "Edm.Decimal", "decimal(38,10)"),
  column("Weight", "Edm.Double", "double"),
  column("Active", "Edm.Boolean", "boolean"),
  column("Changed", "Edm.DateTimeOffset", "timestamptz"),
];

const property = ({ native, nativeType, type }: LaidColumn): EntityProperty => {
  const decimal = /^decimal\((\d+),(\d+)\)$/u.exec(type);
  return {
    name: native,
    // The columns above are typed with nothing else.
    type: nativeType as EntityProperty["type"],
    nullable: native !== "Id",
    ...(decimal === null ? {} : { precision: Number(decimal[1]), scale: Number(decimal[2]) }),
    ...(nativeType === "Edm.DateTimeOffset" ? { precision: 6 } : {}),
  };
};

export const openOData = async (): Promise<World> => {
  const laid = ["Products", "Orders", "Lines", "Stores", "Routes"].map((native, index) =>
    // JSON has no infinities.
    layOutTable({ source: "erp", name: native.toLowerCase(), native }, index, possible, {
      double: [0.5, -2.25, 0, 3, 1.1, 1e300],
    }),
  );
  const data: ErpData = {
    namespace: "meridian.fuzz",
    sets: laid.map(({ native, columns, rows }) => ({
      name: native,
      type: native.slice(0, -1),
      key: ["Id"],
      properties: columns.map(property),
      navigation: [],
      rows: rows.map((row) =>
        Object.fromEntries(
          columns.map((each) => {
            const value = row[each.name] ?? null;
            return [each.native, typeof value === "bigint" ? String(value) : value];
          }),
        ),
      ),
    })),
  };
  const credentials = { user: "GANTRY_READER", password: "a right password" };
  const server = await startErp(data, { credentials });
  const connector = odata({
    name: "erp",
    connector: "odata",
    title: "ERP",
    connection: { url: server.url, username: credentials.user, password: { secret: "password" } },
  });
  return worldOf(
    { erp: connector },
    laid,
    () => credentials.password,
    () => server.close(),
  );
};
