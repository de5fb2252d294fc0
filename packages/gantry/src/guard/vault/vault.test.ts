import { expect, test } from "vitest";
import { createSealer } from "../../store/index.ts";
import { newKeys } from "../keys.ts";
import { memoryVaultStore } from "../testing/memory-stores.ts";
import { createVault } from "./vault.ts";

const entry = (token: string, value: string) => ({ token, value, label: "person.name", reference: null });

test("what one process seals another opens with the same keys, in the same run and row only", async () => {
  const store = memoryVaultStore();
  const keys = newKeys();
  const vault = createVault(store, keys);
  const token = vault.tokenizer("r1")("person.name", "Ada Lovelace");
  await vault.put(vault.seal("r1", "a", [entry(token, "Ada Lovelace")]));
  const other = createVault(store, keys);
  expect((await other.open("r1", [token], "a")).get(token)?.value).toBe("Ada Lovelace");
  expect((await other.open("r1", [token], "b")).size).toBe(0);
  expect((await other.open("r2", [token])).size).toBe(0);
  expect(other.tokenizer("r1")("person.name", "Ada Lovelace")).toBe(token);
  expect(other.tokenizer("r2")("person.name", "Ada Lovelace")).not.toBe(token);
});

test("the store holds no value, and another master key opens nothing", async () => {
  const store = memoryVaultStore();
  const vault = createVault(store, newKeys());
  await vault.put(vault.seal("r1", "a", [entry("PERSON_0000000000000", "Ada Lovelace")]));
  expect(Buffer.from(store.entries[0]?.sealed ?? []).includes("Lovelace")).toBe(false);
  await expect(createVault(store, newKeys()).open("r1", ["PERSON_0000000000000"])).rejects.toThrow(
    /another master key/,
  );
});

test("an entry moved to another row or given another label does not open", async () => {
  const store = memoryVaultStore();
  const keys = newKeys();
  const vault = createVault(store, keys);
  await vault.put(vault.seal("r1", "a", [entry("PERSON_0000000000000", "Ada")]));
  const [sealed] = store.entries;
  if (sealed === undefined) throw new Error("nothing was kept");
  await store.put([{ ...sealed, token: "PERSON_1111111111111" }]);
  await expect(vault.open("r1", ["PERSON_1111111111111"])).rejects.toThrow();
});

test("with the key of its subject destroyed an entry is gone for good, the others stay", async () => {
  const store = memoryVaultStore();
  const keys = newKeys();
  const vault = createVault(store, keys);
  await vault.put(vault.seal("r1", "a", [entry("PERSON_0000000000000", "Ada")], ["crm.contacts:1", "crm.accounts:9"]));
  await vault.put(vault.seal("r1", "b", [entry("PERSON_1111111111111", "Bob")], ["crm.contacts:2", "crm.accounts:9"]));
  keys.data.destroy([createSealer(keys).subjectKey("crm.contacts:1")]);
  for (const each of [vault, createVault(store, keys)]) {
    const opened = await each.open("r1", ["PERSON_0000000000000", "PERSON_1111111111111"]);
    expect([...opened.values()].map((it) => it.value)).toEqual(["Bob"]);
  }
});
