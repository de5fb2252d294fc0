// Sources whose users may call with their own tokens.
import type { Introspector } from "../serve/index.ts";
import type { Connections } from "./connections.ts";
import type { Project } from "./project.ts";

export function introspectorsOf(project: Project, connections: Connections): readonly Introspector[] {
  const { introspection } = project;
  if (!introspection) return [];
  const { source, surface, roles } = introspection;
  const connector = connections.connector(source);
  return [
    {
      source,
      surface,
      roles: (user) => roles(user.attributes),
      introspect: async (token) =>
        (await connector.introspect?.(token, connections.context(source, AbortSignal.timeout(10_000)))) ?? null,
    },
  ];
}
