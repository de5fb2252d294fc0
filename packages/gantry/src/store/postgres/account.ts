// PostgreSQL refuses to run as root: there it runs as `nobody`, who must still reach its programs and its data.
import fs from "node:fs";
import path from "node:path";
import { GantryError } from "@gantry/contract";

const nobody = 65534;

/** How a program of PostgreSQL is started, and who owns its files. */
export interface Account {
  /** Hands a file or folder over to the account. */
  own(file: string): void;
  /** The command line that runs a program under the account. */
  command(program: string, parameters: readonly string[]): { readonly file: string; readonly args: readonly string[] };
  /** Spawn options of the account. */
  readonly identity: { readonly uid?: number; readonly gid?: number };
}

/** @param reached files and folders that the account must be able to open */
export function accountFor(reached: readonly string[]): Account {
  if (process.getuid?.() !== 0) {
    return { own: () => undefined, command: (file, args) => ({ file, args }), identity: {} };
  }
  const own = (file: string): void => fs.chownSync(file, nobody, nobody);
  const closed = reached.map(closedFolder).find((it) => it !== undefined);
  if (closed === undefined) {
    return { own, command: (file, args) => ({ file, args }), identity: { uid: nobody, gid: nobody } };
  }
  const [setpriv, capability] = [findSetpriv(), searchCapability()];
  if (!setpriv || !capability) {
    throw new GantryError("unsupported", `PostgreSQL does not run as root, and user nobody may not enter ${closed}`, {
      remedy: `start Gantry as an ordinary user, or let others enter: chmod o+x ${closed}`,
    });
  }
  // Root's private folders (a checkout in /root): nobody, with the one capability that opens folders. PostgreSQL asks
  // access(2) about its own programs, which forgets capabilities unless this bit is set (capabilities(7)); what else
  // the bit keeps is gone with the exec that follows.
  const as = [`--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups", "--securebits=+no_setuid_fixup"];
  const may = [`--inh-caps=+${capability}`, `--ambient-caps=+${capability}`];
  return {
    own,
    command: (program, args) => ({ file: setpriv, args: [...as, ...may, program, ...args] }),
    identity: {},
  };
}

/** The first folder on the way that `nobody` may not enter. */
function closedFolder(file: string): string | undefined {
  for (let folder = path.dirname(path.resolve(file)); ; folder = path.dirname(folder)) {
    const { mode, uid } = fs.statSync(folder);
    if (uid === nobody ? (mode & 0o100) === 0 : (mode & 0o001) === 0) return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}

const findSetpriv = (): string | undefined => ["/usr/bin/setpriv", "/bin/setpriv"].find((file) => fs.existsSync(file));

/**
 * capabilities(7): bit 2 reads and searches every folder, bit 1 writes too (containers often have only that one).
 * Bit 8 (setpcap) must be there to hand one on.
 */
function searchCapability(): "dac_read_search" | "dac_override" | undefined {
  const status = fs.readFileSync("/proc/self/status", "utf8");
  const permitted = BigInt(`0x${/^CapPrm:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? "0"}`);
  if (!(permitted & 256n)) return undefined;
  if (permitted & 4n) return "dac_read_search";
  return permitted & 2n ? "dac_override" : undefined;
}
