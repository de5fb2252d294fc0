// A text of a project's own, with where it lies.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { WrittenText } from "../policy/index.ts";

/**
 * Reads a text beside the file that names it, so that an error in it can say file and line.
 *
 * @example
 * definePolicy({ treatments, roles, permissions: textFile(new URL("./policy.cedar", import.meta.url)) })
 */
export const textFile = (url: URL): WrittenText => ({ file: fileURLToPath(url), text: readFileSync(url, "utf8") });
