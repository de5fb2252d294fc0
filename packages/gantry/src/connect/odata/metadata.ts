// `$metadata` (CSDL XML, OData 4.0 part 3) as plain data: entity sets, their properties, keys and references.
import { XMLParser } from "fast-xml-parser";
import { isRecord } from "../kit/index.ts";

export interface Property {
  readonly name: string;
  /** `Edm.String`, `Collection(…)`, or a name of the schema's own. */
  readonly type: string;
  readonly nullable: boolean;
  readonly precision: number | undefined;
  /** Digits after the point; "variable" when the service doesn't say. */
  readonly scale: number | "variable" | undefined;
}

export interface Navigation {
  readonly name: string;
  /** Own property → property of the target, as the referential constraints say. */
  readonly on: readonly (readonly [string, string])[];
}

export interface EntitySet {
  readonly name: string;
  readonly key: readonly string[];
  readonly properties: readonly Property[];
  readonly navigation: readonly Navigation[];
  /** Entity set that a navigation leads to, by its name. */
  readonly bindings: Readonly<Record<string, string>>;
}

type Element = Readonly<Record<string, unknown>>;

interface EntityType {
  readonly base: string | undefined;
  readonly key: readonly string[];
  readonly properties: readonly Property[];
  readonly navigation: readonly Navigation[];
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  removeNSPrefix: true,
  parseAttributeValue: false,
  parseTagValue: false,
});

const children = (element: Element, name: string): readonly Element[] => [element[name]].flat().filter(isRecord);

const attribute = (element: Element, name: string): string | undefined => {
  const value = element[`@${name}`];
  return typeof value === "string" ? value : undefined;
};

const nameOf = (element: Element): string => attribute(element, "Name") ?? "";

const numberOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;

const readProperty = (element: Element): Property => {
  const scale = attribute(element, "Scale");
  return {
    name: nameOf(element),
    type: attribute(element, "Type") ?? "Edm.String",
    nullable: attribute(element, "Nullable") !== "false",
    precision: numberOf(attribute(element, "Precision")),
    scale: scale === "variable" || scale === "floating" ? "variable" : numberOf(scale),
  };
};

const readNavigation = (element: Element): Navigation => ({
  name: nameOf(element),
  on: children(element, "ReferentialConstraint").map(
    (constraint) =>
      [attribute(constraint, "Property") ?? "", attribute(constraint, "ReferencedProperty") ?? ""] as const,
  ),
});

const readType = (element: Element): EntityType => ({
  base: attribute(element, "BaseType"),
  key: children(element, "Key").flatMap((key) => children(key, "PropertyRef").map(nameOf)),
  properties: children(element, "Property").map(readProperty),
  navigation: children(element, "NavigationProperty").map(readNavigation),
});

/** With what it inherits. */
const whole = (type: EntityType, types: ReadonlyMap<string, EntityType>, depth = 0): EntityType => {
  const base = type.base === undefined || depth > 20 ? undefined : types.get(type.base);
  if (base === undefined) return type;
  const above = whole(base, types, depth + 1);
  return {
    base: undefined,
    key: above.key.length > 0 ? above.key : type.key,
    properties: [...above.properties, ...type.properties],
    navigation: [...above.navigation, ...type.navigation],
  };
};

/**
 * Reads a service's `$metadata`.
 *
 * @returns its entity sets in the document's order; undefined when it isn't OData V4's CSDL
 */
export const readMetadata = (xml: string): readonly EntitySet[] | undefined => {
  const document: unknown = parser.parse(xml);
  const schemas = (isRecord(document) ? children(document, "Edmx") : []).flatMap((edmx) =>
    children(edmx, "DataServices").flatMap((services) => children(services, "Schema")),
  );
  if (schemas.length === 0) return undefined;
  const types = new Map<string, EntityType>();
  for (const schema of schemas)
    for (const element of children(schema, "EntityType"))
      for (const prefix of [attribute(schema, "Namespace"), attribute(schema, "Alias")])
        if (prefix !== undefined) types.set(`${prefix}.${nameOf(element)}`, readType(element));

  const sets = schemas
    .flatMap((schema) => children(schema, "EntityContainer"))
    .flatMap((container) => children(container, "EntitySet"));
  return sets.flatMap((set): readonly EntitySet[] => {
    const type = types.get(attribute(set, "EntityType") ?? "");
    if (type === undefined) return [];
    const { key, properties, navigation } = whole(type, types);
    const bindings = children(set, "NavigationPropertyBinding").map(
      (binding) => [attribute(binding, "Path") ?? "", attribute(binding, "Target") ?? ""] as const,
    );
    return [{ name: nameOf(set), key, properties, navigation, bindings: Object.fromEntries(bindings) }];
  });
};
