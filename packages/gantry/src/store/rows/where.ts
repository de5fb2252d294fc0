// The conditions of a filter that are given. One that is not given is not in the text: a statement that is prepared with
// "$1 is null or …" is planned without its values after some calls, and then reads the whole table.

export interface Where {
  /** Gives a value's place in the text, as `$1`. */
  bind(value: unknown): string;
  /** Adds what `condition` says of a value, where there is one. */
  add(value: unknown, condition: (place: string) => string): void;
  /** The conditions, or none: with "where". */
  text(): string;
  readonly values: readonly unknown[];
}

export function openWhere(): Where {
  const values: unknown[] = [];
  const conditions: string[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  return {
    values,
    bind,
    add: (value, condition) => {
      if (value !== undefined) conditions.push(condition(bind(value)));
    },
    text: () => (conditions.length === 0 ? "" : `where ${conditions.join(" and ")}`),
  };
}
