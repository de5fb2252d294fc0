// Which ink can be read on which ground: relative luminance and contrast as WCAG 2.2 defines them.

type Colour = readonly [red: number, green: number, blue: number];

/** Of `#rrggbb`; black where it is written otherwise. */
const colourOf = (hex: string): Colour => {
  const [, red = "00", green = "00", blue = "00"] = /^#(..)(..)(..)$/.exec(hex) ?? [];
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
};

const luminance = ([red, green, blue]: Colour): number => {
  const linear = (part: number): number => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
};

const contrast = (a: Colour, b: Colour): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
};

/** Of two inks the one that stands out more on a colour that is `share` (0 to 1) of the way from one to another. */
export const readableInk = (inks: readonly [string, string], from: string, to: string, share: number): string => {
  const [start, end] = [colourOf(from), colourOf(to)];
  const mixed = (at: 0 | 1 | 2): number => start[at] + (end[at] - start[at]) * share;
  const ground: Colour = [mixed(0), mixed(1), mixed(2)];
  const [one, other] = inks;
  return contrast(colourOf(one), ground) >= contrast(colourOf(other), ground) ? one : other;
};
