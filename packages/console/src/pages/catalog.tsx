import { ModelCards } from "../model-cards.tsx";
import { Notice } from "../notice.tsx";
import type { Session } from "../session.ts";
import { Table } from "../table.tsx";
import { useLoad } from "../use-load.ts";

export function CatalogPage({ session }: { readonly session: Session }) {
  const { value: catalog, error } = useLoad(() => session.client.catalog(), [session]);
  return (
    <div className="page">
      <h1>Catalog</h1>
      <Notice error={error} />
      {catalog ? (
        <p className="hint">
          Version <code>{catalog.version}</code>: what your roles may see of {catalog.sources.length} systems.
        </p>
      ) : null}
      {catalog?.sources.map((source) => (
        <section key={source.name}>
          <h2>
            {source.title} <span className="hint">{source.connector}</span>
          </h2>
          {catalog.tables.some((table) => table.name.startsWith(`${source.name}.`)) ? null : (
            <p className="hint">Takes mails or other actions; it has no tables.</p>
          )}
          {catalog.tables
            .filter((table) => table.name.startsWith(`${source.name}.`))
            .map((table) => (
              <details key={table.name} className="catalog-table">
                <summary>
                  <code>{table.name}</code>{" "}
                  <span className="hint">{table.description ?? `${table.columns.length} columns`}</span>
                </summary>
                <Table>
                  {table.columns.map((column) => (
                    <tr key={column.name}>
                      <td>
                        <code>{column.name}</code>
                      </td>
                      <td className="hint">{column.type}</td>
                      <td>
                        {column.labels.length === 0 ? (
                          <span className="label unlabelled">no label: most sensitive</span>
                        ) : null}
                        {column.labels.map((label) => (
                          <span key={label} className="label">
                            {label}
                          </span>
                        ))}
                      </td>
                      <td className="hint">{column.references ? `→ ${column.references}` : ""}</td>
                    </tr>
                  ))}
                </Table>
              </details>
            ))}
        </section>
      ))}
      <ModelCards session={session} />
    </div>
  );
}
