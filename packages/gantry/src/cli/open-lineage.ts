// Lineage of flows as OpenLineage events (https://openlineage.io, specification 2-0-2), from the shapes that the proof
// found. Column lineage is facet 1-2-0: `fields` has what is in a value, `dataset` what decides the rows.
import { createHash } from "node:crypto";
import type { Catalog, Source, SourceColumn, Table } from "../catalog/index.ts";
import type { FlowDocument, Shape } from "../flow/index.ts";

const producer = "urn:gantry";
const spec = "https://openlineage.io/spec";

export interface DatasetName {
  readonly namespace: string;
  readonly name: string;
}

interface Transformation {
  readonly type: "DIRECT" | "INDIRECT";
  readonly subtype?: "IDENTITY" | "TRANSFORMATION" | "AGGREGATION";
  readonly description: string;
  readonly masking: boolean;
}

export interface InputField extends DatasetName {
  readonly field: string;
  readonly transformations: readonly Transformation[];
}

interface Facet {
  readonly _producer: string;
  readonly _schemaURL: string;
}

export interface Dataset extends DatasetName {
  readonly facets: {
    readonly schema: Facet & { readonly fields: readonly { readonly name: string; readonly type: string }[] };
    readonly columnLineage?: Facet & {
      readonly fields: Readonly<Record<string, { readonly inputFields: readonly InputField[] }>>;
      readonly dataset: readonly InputField[];
    };
  };
}

/** `RunEvent` of the specification, with the facets that we fill. */
export interface LineageEvent {
  readonly eventType: "COMPLETE";
  readonly eventTime: string;
  readonly run: { readonly runId: string };
  readonly job: DatasetName & { readonly facets: Readonly<Record<string, Facet & Readonly<Record<string, string>>>> };
  readonly inputs: readonly Dataset[];
  readonly outputs: readonly Dataset[];
  readonly producer: string;
  readonly schemaURL: string;
}

export interface LineageOptions {
  /** The project's name: jobs and steps stand in the namespace `gantry://<project>`. */
  readonly project: string;
  readonly catalog: Catalog;
  readonly flows: readonly {
    readonly document: FlowDocument;
    readonly shapes: Readonly<Record<string, Shape>>;
    readonly version: string;
  }[];
  /** ISO 8601. */
  readonly at: string;
}

/** One event a step. The same flow and catalog give the same run ids. */
export const lineageEvents = ({ project, catalog, flows, at }: LineageOptions): readonly LineageEvent[] =>
  flows.flatMap(({ document, shapes, version }) =>
    Object.entries(document.steps).map(([step, { kind, ...rest }]): LineageEvent => {
      const shape = shapes[step] ?? { columns: [], control: [] };
      const sql = "sql" in rest ? rest.sql : undefined;
      const name = `${document.name}.${step}`;
      const sources = [...shape.columns.flatMap((column) => Object.keys(column.sources)), ...shape.control];
      return {
        eventType: "COMPLETE",
        eventTime: at,
        run: { runId: runId([project, version, catalog.version, step]) },
        job: {
          namespace: `gantry://${project}`,
          name,
          facets: {
            jobType: {
              ...facet("2-0-4/JobTypeJobFacet"),
              processingType: "BATCH",
              integration: "GANTRY",
              jobType: kind.toUpperCase(),
            },
            ...(sql === undefined ? {} : { sql: { ...facet("1-1-0/SQLJobFacet"), query: sql, dialect: "duckdb" } }),
          },
        },
        inputs: tablesOf(sources, catalog).map((table) => inputOf(table, catalog)),
        outputs: [outputOf({ namespace: `gantry://${project}`, name }, shape, catalog)],
        producer,
        schemaURL: `${spec}/2-0-2/OpenLineage.json#/$defs/RunEvent`,
      };
    }),
  );

const facet = (path: string): Facet => ({
  _producer: producer,
  _schemaURL: `${spec}/facets/${path}.json#/$defs/${path.split("/")[1] ?? ""}`,
});

/** A UUID of version 8 (RFC 9562) out of what makes the run. */
const runId = (parts: readonly string[]): string => {
  const hex = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
};

const tableName = (column: SourceColumn): string => column.slice(0, column.lastIndexOf("."));

const tablesOf = (columns: readonly SourceColumn[], catalog: Catalog): readonly Table[] =>
  [...new Set(columns.map(tableName))].sort().flatMap((name) => catalog.tables[name] ?? []);

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? String(value) : undefined;

/** By OpenLineage's naming conventions where they know the system; an address that is a secret is not told. */
const datasetName = (table: Table, source: Source | undefined): DatasetName => {
  const { connector = "", connection = {} } = source ?? {};
  const host = textOf(connection["host"]);
  const url = textOf(connection["url"]);
  if (connector === "postgres" && host !== undefined) {
    const [home] = [connection["schema"]].flat();
    const [, schema, name] = /^"(.*)"\."(.*)"$/.exec(table.native) ?? [null, textOf(home) ?? "public", table.native];
    return {
      namespace: `postgres://${host}:${textOf(connection["port"]) ?? "5432"}`,
      name: `${textOf(connection["database"]) ?? ""}.${schema}.${name}`,
    };
  }
  if (connector === "files") return { namespace: "file", name: `${textOf(connection["path"]) ?? ""}/${table.native}` };
  if (connector === "salesforce" && url !== undefined)
    return { namespace: `salesforce://${new URL(url).host}`, name: table.native };
  if (connector === "odata" && url !== undefined)
    return { namespace: url.replace(/^https?/, "odata").replace(/\/$/, ""), name: table.native };
  return { namespace: `gantry://${table.source}`, name: table.native };
};

const inputOf = (table: Table, catalog: Catalog): Dataset => ({
  ...datasetName(table, catalog.sources[table.source]),
  facets: {
    schema: {
      ...facet("1-2-0/SchemaDatasetFacet"),
      fields: table.columns.map(({ native, type }) => ({ name: native, type })),
    },
  },
});

const transformations = {
  copied: { type: "DIRECT", subtype: "IDENTITY", description: "the value itself", masking: false },
  derived: { type: "DIRECT", subtype: "TRANSFORMATION", description: "computed from the value", masking: false },
  aggregated: { type: "DIRECT", subtype: "AGGREGATION", description: "shown with others at once", masking: false },
  control: {
    type: "INDIRECT",
    description: "decides which rows come out, how many, or in which order",
    masking: false,
  },
} as const satisfies Record<string, Transformation>;

function outputOf(name: DatasetName, shape: Shape, catalog: Catalog): Dataset {
  // A row's existence (`table.*`) and a parameter are no fields.
  const fieldOf = (column: SourceColumn, level: keyof typeof transformations): readonly InputField[] => {
    const table = catalog.tables[tableName(column)];
    const native = table?.columns.find((it) => it.name === column.slice(column.lastIndexOf(".") + 1))?.native;
    if (table === undefined || native === undefined) return [];
    return [
      {
        ...datasetName(table, catalog.sources[table.source]),
        field: native,
        transformations: [transformations[level]],
      },
    ];
  };
  return {
    ...name,
    facets: {
      schema: {
        ...facet("1-2-0/SchemaDatasetFacet"),
        fields: shape.columns.map((column) => ({ name: column.name, type: column.type })),
      },
      columnLineage: {
        ...facet("1-2-0/ColumnLineageDatasetFacet"),
        fields: Object.fromEntries(
          shape.columns.map((column) => [
            column.name,
            { inputFields: Object.entries(column.sources).flatMap(([source, level]) => fieldOf(source, level)) },
          ]),
        ),
        dataset: shape.control.flatMap((source) => fieldOf(source, "control")),
      },
    },
  };
}
