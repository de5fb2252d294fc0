// All payloads: what attackers want, each in some dress, and where it stands in a ticket's row.
import { adaptiveOrders, hostileNames } from "../material/injection-adaptive.ts";
import { injectionDresses } from "../material/injection-dresses.ts";
import { injectionOrders } from "../material/injection-orders.ts";
import type { Family, Order } from "../material/injection-orders.ts";
import { ownWordsOrders, withoutWording } from "../material/injection-own-words.ts";

export interface Payload {
  readonly family: Family;
  readonly order: string;
  readonly dress: string;
  readonly wear: (order: string) => string;
  readonly place: "ticket" | "subject" | "name";
}

const dressed = ({ family, text }: Order, index: number): readonly Payload[] =>
  [0, 1, 2].map((turn) => {
    const dress = injectionDresses[(index * 3 + turn) % injectionDresses.length] ?? { name: "plain", wear: String };
    const place = index % 5 === 4 && turn === 0 ? "subject" : "ticket";
    return { family, order: text, dress: dress.name, wear: dress.wear, place };
  });
const bare = { dress: "as it is", wear: (order: string) => order };
/** Some 490. */
export const payloads: readonly Payload[] = [
  ...injectionOrders.flatMap(dressed),
  ...adaptiveOrders.map(({ family, text }): Payload => ({ family, order: text, place: "ticket", ...bare })),
  ...ownWordsOrders.map(({ family, text }): Payload => ({
    family,
    order: text,
    place: "ticket",
    dress: "unsaid",
    wear: withoutWording,
  })),
  ...hostileNames.map((order): Payload => ({ family: "name of a customer", order, place: "name", ...bare })),
];
