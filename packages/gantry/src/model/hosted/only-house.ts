// Keeps a guest's process from reaching anybody but the house: Node's own permissions know files and processes, not yet the
// network. Done before the guest's code is loaded, and not to be undone by it.
import dgram from "node:dgram";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

const refusal = (): Error =>
  new Error("a guest that Gantry runs reaches models through Gantry alone: no other address");

/** @returns tells which address is the house's from now on */
export function reachOnlyHouse(): (url: string) => void {
  let house = { host: "", port: 0 };
  const isHouse = (host: unknown): boolean => typeof host === "string" && host === house.host;
  const settle = (on: object, name: string, value: unknown): void =>
    void Object.defineProperty(on, name, { value, writable: false, configurable: false });

  const prototype = net.Socket.prototype as { connect: (...given: unknown[]) => unknown };
  const { connect } = prototype;
  settle(net.Socket.prototype, "connect", function (this: unknown, ...given: unknown[]): unknown {
    // As Node itself reads them: [options, callback], once for all, or as they were given.
    const [first] = Array.isArray(given[0]) ? (given[0] as readonly unknown[]) : given;
    const options = typeof first === "object" && first !== null ? (first as Readonly<Record<string, unknown>>) : {};
    const [host, port, path] =
      typeof first === "object" ? [options["host"], options["port"], options["path"]] : [given[1], given[0], undefined];
    if (path === undefined && isHouse(host) && Number(port) === house.port) return connect.apply(this, given);
    throw refusal();
  });
  for (const name of ["send", "connect", "bind"]) settle(dgram.Socket.prototype, name, () => void refuse());
  const { lookup } = dns;
  const guarded = new Set<unknown>();
  for (const part of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
    for (const name of Object.getOwnPropertyNames(part)) {
      if (!/^(?:lookup|resolve|reverse|setServers)/.test(name) || guarded.has(part)) continue;
      if (part === dns && name === "lookup") continue;
      settle(part, name, () => void refuse());
    }
    guarded.add(part);
  }
  settle(dns, "lookup", (host: string, ...rest: unknown[]): unknown => {
    // An address needs nobody to be asked; it is connecting to it that counts.
    if (!isHouse(host) && net.isIP(host) === 0) throw refusal();
    return Reflect.apply(lookup, dns, [host, ...rest]);
  });
  syncBuiltinESMExports();
  return (url) => {
    const { hostname, port, protocol } = new URL(url);
    house = { host: hostname, port: Number(port === "" ? (protocol === "https:" ? 443 : 80) : port) };
  };
}

const refuse = (): never => {
  throw refusal();
};
