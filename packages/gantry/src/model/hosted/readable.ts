// What the process of a guest may read: its project's files and packages, and not what the house keeps there.
import { existsSync, readdirSync, realpathSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Folders from a place up to the root. */
const above = (place: string): readonly string[] => {
  const parent = path.dirname(place);
  return parent === place ? [place] : [place, ...above(parent)];
};

/** Hidden files hold keys and settings as a rule, and a folder with the house's keys is its data. */
const isOpen = (folder: string, name: string): boolean =>
  !name.startsWith(".") && !existsSync(path.join(folder, name, "master.key"));

const packages = fileURLToPath(new URL("../../../../", import.meta.url));

/** @param module path of the guest's module */
export function readableFor(module: string): readonly string[] {
  const folders = above(path.dirname(module));
  const project = folders.find((it) => existsSync(path.join(it, "gantry.config.ts"))) ?? path.dirname(module);
  const inProject = existsSync(path.join(project, "master.key"))
    ? [module]
    : readdirSync(project)
        .filter((name) => isOpen(project, name))
        .map((name) => path.join(project, name));
  const ours = ["client", "contract", "gantry"].flatMap((name) => [
    path.join(packages, name, "package.json"),
    path.join(packages, name, "src"),
  ]);
  const shared = [...new Set([...folders, ...above(packages)])].flatMap((folder) => [
    path.join(folder, "node_modules"),
    path.join(folder, "package.json"),
  ]);
  // A link is read where it leads.
  const there = shared.filter((it) => existsSync(it)).flatMap((it) => [it, realpathSync(it)]);
  return [...new Set([...inProject, ...ours, ...there])];
}
