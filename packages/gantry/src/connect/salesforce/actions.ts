// Writes: tasks and activities by upsert under an external id, so that twice is once; updates of one record's fields.
import { createHash } from "node:crypto";
import {
  badInput,
  at,
  refused,
  tryJson,
  type ActionDef,
  type ActionField,
  type ActionResult,
  type Context,
  type Rest,
  type Value,
} from "../kit/index.ts";
import { literal } from "./soql.ts";

const externalKey = "External_Key__c";

const content = (description: string, required = false): ActionField => ({
  type: "varchar",
  required,
  role: "content",
  description,
});
const target = (description: string, required = false): ActionField => ({
  type: "varchar",
  required,
  role: "target",
  description,
});

const prefix = "fields.";
/** A field to set, as `fields.Rating`: its name is the flow's. One that names another record (owner, account) is a target. */
const updated = (name: string): ActionField | undefined => {
  const field = name.startsWith(prefix) ? name.slice(prefix.length) : "";
  if (!isName(field) || /^id$/i.test(field)) return undefined;
  return /(?:id|__r)$/i.test(field) ? target(`New value of ${field}`) : content(`New value of ${field}`);
};

const isId = (value: Value | undefined): boolean =>
  typeof value === "string" && /^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(value);
const isName = (value: Value | undefined): boolean => typeof value === "string" && /^[A-Za-z]\w{0,79}$/.test(value);

/** The key as Salesforce may store it in an external id and take it in a path. */
const keyText = (key: string): string =>
  /^[\w-]{1,255}$/.test(key) ? key : createHash("sha256").update(key).digest("hex");

type Input = Readonly<Record<string, Value>>;

/** The actions of one source. */
export const createActions = (source: string, rest: Rest): Readonly<Record<string, ActionDef>> => {
  const place = { source };

  const find = async (key: string, context: Context): Promise<string | undefined> => {
    const query = `SELECT Id FROM Task WHERE ${externalKey} = ${literal("varchar", keyText(key)) ?? "null"}`;
    const body = await rest.json({ path: `query?q=${encodeURIComponent(query)}`, table: "Task" }, context);
    const records = at(body, ["records"]);
    const id = at(Array.isArray(records) ? records[0] : undefined, ["Id"]);
    return typeof id === "string" ? id : undefined;
  };

  const upsertTask = async (
    fields: Readonly<Record<string, Value | undefined>>,
    key: string,
    context: Context,
  ): Promise<ActionResult> => {
    const given = Object.fromEntries(
      Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
    );
    const reply = await rest.send(
      {
        path: `sobjects/Task/${externalKey}/${encodeURIComponent(keyText(key))}`,
        method: "PATCH",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(given),
        idempotent: true,
        table: "Task",
      },
      context,
    );
    const id = at(tryJson(reply.text), ["id"]) ?? (await find(key, context));
    if (typeof id !== "string") throw refused(place, "it names no id for the task");
    return { reference: id };
  };

  const taskFields = (input: Input): Readonly<Record<string, Value | undefined>> => {
    for (const name of ["relatedTo", "who", "owner"]) {
      const id = input[name];
      if (id !== undefined && id !== null && !isId(id)) throw badInput(place, `"${name}" is not a record id`);
    }
    const { subject } = input;
    if (typeof subject !== "string" || subject.trim() === "") throw badInput(place, '"subject" is missing');
    if (subject.length > 255) throw badInput(place, '"subject" is longer than 255 characters');
    return {
      Subject: subject,
      Description: input["description"],
      WhatId: input["relatedTo"],
      WhoId: input["who"],
      OwnerId: input["owner"],
      ActivityDate: input["date"],
    };
  };

  const aboutTask: Readonly<Record<string, ActionField>> = {
    subject: content("What it is about, one line", true),
    description: content("The whole text"),
    relatedTo: target("Id of the account, opportunity or case it belongs to"),
    who: target("Id of the contact or lead"),
    owner: target("Id of the user whose task it is"),
    date: { type: "date", required: false, role: "content", description: "Due date, or the day it happened" },
  };

  const byKey = {
    idempotency: `upsert by the external id ${externalKey}: the same key is the same task`,
    trace: (key: string) => `Task with ${externalKey} = ${keyText(key)}`,
    reconcile: async (_input: Input, key: string, context: Context) => {
      const id = await find(key, context);
      return id === undefined ? ("absent" as const) : { reference: id };
    },
  };

  return {
    "task.create": {
      ...byKey,
      title: "Create a task",
      input: { ...aboutTask, priority: content("High, Normal or Low") },
      run: (input, key, context) =>
        upsertTask(
          { ...taskFields(input), Status: "Not Started", Priority: input["priority"] ?? "Normal" },
          key,
          context,
        ),
    },
    "activity.log": {
      ...byKey,
      title: "Log a completed activity",
      input: aboutTask,
      run: (input, key, context) => {
        const today = context.now().toISOString().slice(0, 10);
        const fields = taskFields(input);
        return upsertTask(
          { ...fields, ActivityDate: fields["ActivityDate"] ?? today, Status: "Completed" },
          key,
          context,
        );
      },
    },
    "record.update": {
      title: "Update fields of a record",
      input: {
        object: target("Name of the object, as Salesforce has it", true),
        id: target("Id of the record", true),
      },
      further: { named: `${prefix}<Field>`, of: updated },
      idempotency: "sets the same values again",
      run: async (input, _key, context) => {
        const { object, id, values } = readUpdate(input, source);
        await rest.send(
          {
            path: `sobjects/${object}/${id}`,
            method: "PATCH",
            headers: { "content-type": "application/json" },
            body: JSON.stringify(values),
            idempotent: true,
            table: object,
          },
          context,
        );
        return { reference: id };
      },
      reconcile: async (input, _key, context) => {
        const { object, id, values } = readUpdate(input, source);
        const path = `sobjects/${object}/${id}?fields=${Object.keys(values).join(",")}`;
        const record = await rest.json({ path, table: object }, context);
        const same = Object.entries(values).every(([name, value]) => at(record, [name]) === value);
        // Other values may mean that it never happened, or that someone changed them since.
        return same ? { reference: id } : "unknown";
      },
    },
  };
};

const readUpdate = (
  input: Input,
  source: string,
): { readonly object: string; readonly id: string; readonly values: Readonly<Record<string, unknown>> } => {
  const { object, id, ...rest } = input;
  const values = Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [],
    ),
  );
  if (typeof object !== "string" || !isName(object))
    throw badInput({ source }, '"object" is not the name of an object');
  if (typeof id !== "string" || !isId(id)) throw badInput({ source }, '"id" is not a record id');
  if (Object.keys(values).length === 0 || !Object.keys(rest).every((name) => updated(name) !== undefined))
    throw badInput({ source }, `no field to set: name each, as "${prefix}Rating"`);
  return { object, id, values };
};
