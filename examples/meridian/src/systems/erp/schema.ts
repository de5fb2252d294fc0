// What the ERP stand-in serves: OData V4 entity sets with their EDM types.

export type EdmType =
  | "Edm.String"
  | "Edm.Int32"
  | "Edm.Int64"
  | "Edm.Decimal"
  | "Edm.Double"
  | "Edm.Boolean"
  | "Edm.Date"
  | "Edm.DateTimeOffset"
  | "Edm.Binary";

export interface EntityProperty {
  readonly name: string;
  readonly type: EdmType;
  readonly nullable: boolean;
  readonly maxLength?: number;
  readonly precision?: number;
  readonly scale?: number;
}

/** Property name → value: Int64 and Decimal as strings, dates "YYYY-MM-DD", DateTimeOffset with "Z", Binary in base64url. */
export type EntityRow = Record<string, string | number | boolean | null>;

export interface EntitySet {
  readonly name: string;
  readonly type: string;
  readonly key: readonly string[];
  readonly properties: readonly EntityProperty[];
  readonly navigation: readonly {
    readonly name: string;
    readonly target: string;
    readonly collection: boolean;
    /** Own property → property of the target. */
    readonly on: Readonly<Record<string, string>>;
  }[];
  readonly rows: readonly EntityRow[];
}

export interface ErpData {
  readonly namespace: string;
  readonly sets: readonly EntitySet[];
}
