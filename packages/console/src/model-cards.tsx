// What the analytic models are made from, and what they are worth.
import type { ModelView } from "@gantry/contract";
import type { Session } from "./session.ts";
import { Table } from "./table.tsx";
import { useLoad } from "./use-load.ts";

function Card({ name, card }: { readonly name: string; readonly card: NonNullable<ModelView["card"]> }) {
  return (
    <details className="catalog-table">
      <summary>
        <code>{name}</code> <span className="hint">{card.does}</span>
      </summary>
      <p>
        Made from {card.data}. Version <code>{card.version}</code>, {card.date}. Reads {card.features.join(", ")}.
      </p>
      {card.quality.length === 0 ? null : (
        <Table>
          {card.quality.map(({ measure, value, on }) => (
            <tr key={`${measure} ${on}`}>
              <td>{measure}</td>
              <td className="number">{value}</td>
              <td className="hint">{on}</td>
            </tr>
          ))}
        </Table>
      )}
      {card.notes.map((note) => (
        <p key={note} className="hint">
          {note}
        </p>
      ))}
    </details>
  );
}

/** Nothing for who may not see models. */
export function ModelCards({ session }: { readonly session: Session }) {
  const { value: view } = useLoad(() => session.client.models(), [session]);
  const cards = view?.models.flatMap(({ name, card }) => (card === null ? [] : [{ name, card }])) ?? [];
  return cards.length === 0 ? null : (
    <section>
      <h2>Analytic models</h2>
      {cards.map(({ name, card }) => (
        <Card key={name} name={name} card={card} />
      ))}
    </section>
  );
}
