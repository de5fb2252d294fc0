// Colours for numbers: one colour from faint to full, or one for each side of zero.
import { readableInk } from "./contrast.ts";
import type { ChartOption, Look } from "./look.ts";

interface Scale {
  readonly visualMap: ChartOption;
  readonly isSigned: boolean;
  /** What is readable on the field of a value. */
  readonly inkOn: (value: number) => string;
}

export function scaleOf(numbers: readonly number[], look: Look): Scale {
  const most = Math.max(0, ...numbers.map(Math.abs));
  const isSigned = numbers.some((number) => number < 0);
  return {
    isSigned,
    visualMap: {
      show: false,
      min: isSigned ? -most : 0,
      max: most === 0 ? 1 : most,
      inRange: { color: isSigned ? [look.fall, look.middle, look.rise] : [look.least, look.rise] },
    },
    inkOn: (value) => {
      const [from, to] = isSigned ? [look.middle, value < 0 ? look.fall : look.rise] : [look.least, look.rise];
      return readableInk([look.ink, look.inverse], from, to, most === 0 ? 0 : Math.abs(value) / most);
    },
  };
}
