// Seeded randomness. Each part of the company draws from a stream of its own, named by what it makes and for whom, so
// that one more draw in one place reshuffles nothing elsewhere.

/** A reproducible source of random values (sfc32 by C. Doty-Humphrey, seeded by a hash of the stream's name). */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(name: string) {
    let h1 = 1779033703;
    let h2 = 3144134277;
    let h3 = 1013904242;
    for (let i = 0; i < name.length; i++) {
      const code = name.charCodeAt(i);
      h1 = h2 ^ Math.imul(h1 ^ code, 597399067);
      h2 = h3 ^ Math.imul(h2 ^ code, 2869860233);
      h3 = h1 ^ Math.imul(h3 ^ code, 951274213);
    }
    this.#a = h1;
    this.#b = h2;
    this.#c = h3;
    for (let i = 0; i < 12; i++) this.next();
  }

  /** A number in [0, 1). */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  }

  /** An integer from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** A number in [low, high). */
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of the items; throws a RangeError on none. */
  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new RangeError("Nothing to pick from.");
    return item;
  }

  /** One of the keys, each as likely as its weight says; an absent weight is zero. */
  weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K {
    // Object.keys forgets the key type that the parameter just stated.
    const keys = Object.keys(weights) as K[];
    let total = 0;
    for (const key of keys) total += weights[key] ?? 0;
    let left = this.next() * total;
    for (const key of keys) {
      left -= weights[key] ?? 0;
      if (left < 0) return key;
    }
    return this.pick(keys);
  }

  /** Normally distributed (Box–Muller). */
  normal(mean: number, deviation: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.next());
  }

  /** The items in random order; the argument stays as it is. */
  shuffle<T>(items: readonly T[]): T[] {
    const shuffled = [...items];
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = Math.floor(this.next() * (i + 1));
      const held = shuffled[i];
      const other = shuffled[j];
      if (held === undefined || other === undefined) continue;
      shuffled[i] = other;
      shuffled[j] = held;
    }
    return shuffled;
  }

  /** Text of `length` characters out of `alphabet`. */
  text(alphabet: string, length: number): string {
    let made = "";
    for (let i = 0; i < length; i++) made += alphabet.charAt(Math.floor(this.next() * alphabet.length));
    return made;
  }
}

/** The stream for one purpose, for example `stream(seed, "tickets", 17)`. */
export function stream(seed: number, ...name: readonly (string | number)[]): Random {
  return new Random(`${seed}/${name.join("/")}`);
}

/**
 * `total` shared out in proportion to `weights` as whole numbers that add up exactly (systematic sampling: each share is
 * within one of its exact value).
 */
export function shareOut(total: number, weights: readonly number[], random: Random): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum <= 0) return weights.map(() => 0);
  const offset = random.next();
  let reached = 0;
  let given = 0;
  return weights.map((weight, i) => {
    reached += weight;
    const upTo = i === weights.length - 1 ? total : Math.floor((reached / sum) * total + offset);
    const share = Math.max(0, Math.min(upTo, total) - given);
    given += share;
    return share;
  });
}
