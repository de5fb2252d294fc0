// The service's two self-descriptions: `$metadata` (CSDL XML 4.0) and the service document.
import type { Entities } from "./entities.ts";
import type { EntityProperty, EntitySet } from "./schema.ts";

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const attribute = (text: string): string => text.replace(/[&<>"]/g, (it) => escapes[it] ?? it);

const facets = (property: EntityProperty): string =>
  [
    property.nullable ? "" : ' Nullable="false"',
    property.maxLength === undefined ? "" : ` MaxLength="${property.maxLength}"`,
    property.precision === undefined ? "" : ` Precision="${property.precision}"`,
    property.scale === undefined ? "" : ` Scale="${property.scale}"`,
  ].join("");

const entityType = (entities: Entities, set: EntitySet): string => {
  const key = set.key.map((name) => `<PropertyRef Name="${attribute(name)}"/>`).join("");
  const properties = set.properties.map(
    (it) => `        <Property Name="${attribute(it.name)}" Type="${it.type}"${facets(it)}/>`,
  );
  const navigation = set.navigation.map((it) => {
    const target = entities.set(it.target);
    const type = attribute(`${entities.namespace}.${target?.type ?? it.target}`);
    // A constraint belongs on the side that holds the foreign key: the one that leads to a single entity.
    const constraints = it.collection
      ? ""
      : Object.entries(it.on)
          .map(
            ([own, theirs]) =>
              `<ReferentialConstraint Property="${attribute(own)}" ReferencedProperty="${attribute(theirs)}"/>`,
          )
          .join("");
    return `        <NavigationProperty Name="${attribute(it.name)}" Type="${it.collection ? `Collection(${type})` : type}">${constraints}</NavigationProperty>`;
  });
  return [
    `      <EntityType Name="${attribute(set.type)}">`,
    `        <Key>${key}</Key>`,
    ...properties,
    ...navigation,
    `      </EntityType>`,
  ].join("\n");
};

const entitySet = (entities: Entities, set: EntitySet): string => {
  const bindings = set.navigation
    .map((it) => `<NavigationPropertyBinding Path="${attribute(it.name)}" Target="${attribute(it.target)}"/>`)
    .join("");
  return `        <EntitySet Name="${attribute(set.name)}" EntityType="${attribute(`${entities.namespace}.${set.type}`)}">${bindings}</EntitySet>`;
};

/** The CSDL document of the whole service. */
export const metadataDocument = (entities: Entities): string =>
  [
    `<?xml version="1.0" encoding="utf-8"?>`,
    `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" xmlns="http://docs.oasis-open.org/odata/ns/edm">`,
    `  <edmx:DataServices>`,
    `    <Schema Namespace="${attribute(entities.namespace)}" Alias="SAP__self">`,
    ...entities.sets.map((set) => entityType(entities, set)),
    `      <EntityContainer Name="Container">`,
    ...entities.sets.map((set) => entitySet(entities, set)),
    `      </EntityContainer>`,
    `    </Schema>`,
    `  </edmx:DataServices>`,
    `</edmx:Edmx>`,
    ``,
  ].join("\n");

/** The service document: which entity sets there are. */
export const serviceDocument = (entities: Entities): string =>
  JSON.stringify({
    "@odata.context": "$metadata",
    value: entities.sets.map(({ name }) => ({ name, kind: "EntitySet", url: name })),
  });
