// Pipetting robots and pipettes, shakers, cabinets and incubators.
import { box, disc, feet, oval, row, screen, shape, sheen, type Sitter, stroke, tubes, vents } from "./brush.ts";

export function pipettingRobot({ paint, model }: Sitter): string {
  const width = [210, 276, 320][model] ?? 240;
  const left = 240 - width / 2;
  const channels = [1, 8, 12][model] ?? 1;
  const head = left + width * ([0.52, 0.5, 0.42][model] ?? 0.5);
  const plates = [3, 5, 6][model] ?? 3;
  const spacing = (width - 40) / plates;
  return [
    box(left, 82, width, 204, 12, paint.bodyFill),
    box(left + 12, 96, width - 24, 148, 8, "#dfe9ee") + box(left + 12, 96, width - 24, 148, 8, paint.glass),
    box(left + 12, 112, width - 24, 9, 3, paint.metal),
    box(head - 24, 104, 48, 54, 7, paint.darkFill) + box(head - 24, 120, 48, 6, 0, paint.accent),
    row(channels, (i) => {
      const x = head - (channels - 1) * 2.4 + i * 4.8;
      return shape(`M${x - 1.9} 158h3.8v20l-1.9 14l-1.9 -14z`, channels === 1 ? paint.dark : paint.metal);
    }),
    row(plates, (i) => {
      const x = left + 22 + i * spacing;
      const w = spacing - 8;
      if (i % 3 === 2) return tubes(x + 4, 208, Math.max(2, Math.floor(w / 13)), 12, paint.accent);
      return (
        box(x, 216, w, 22, 3, i % 2 === 0 ? "#f7fafb" : paint.shade) +
        row(
          Math.floor(w / 8),
          (c) =>
            disc(x + 6 + c * 7.6, 223, 2.4, (c + i) % 3 === 0 ? paint.accent : "#b9ccd4") +
            disc(x + 6 + c * 7.6, 231, 2.4, (c + i) % 4 === 0 ? paint.deep : "#b9ccd4"),
        )
      );
    }),
    sheen(left + 22, 98, width * 0.6, 142),
    box(left, 252, width, 7, 0, paint.accent),
    screen(left + width - 86, 262, 64, 18, paint, 2),
    disc(left + 26, 271, 6, "#59c08a"),
    feet(left + 12, left + width - 12, 285, paint.dark),
  ].join("");
}

export function pipette({ paint, model }: Sitter): string {
  const one = (x: number, tilt: number, colour: string, tips: number): string =>
    `<g transform="rotate(${tilt} ${x} 180)">${[
      box(x - 17, 66, 34, 118, 14, paint.bodyFill),
      box(x - 9, 50, 18, 20, 6, colour),
      shape(`M${x + 14} 92q26 -2 24 -18q-14 2 -24 4z`, paint.shade),
      model === 2 ? row(3, (i) => box(x - 7, 96 + i * 13, 14, 9, 2, paint.dark)) : screen(x - 12, 92, 24, 34, paint, 2),
      model === 2 ? "" : disc(x, 142, 6, colour),
      tips > 1
        ? shape(`M${x - 12} 182h24l18 26h-60z`, paint.shade) +
          box(x - 34, 206, 68, 18, 4, colour) +
          row(tips, (i) =>
            shape(`M${x - 32 + i * 8.6} 224h6l-2 34h-2z`, "#f6fafb", 'stroke="#b5c7cf" stroke-width="0.8"'),
          )
        : shape(`M${x - 11} 182h22l-5 52h-12z`, paint.shade) +
          shape(`M${x - 6} 232h12l-4 46h-4z`, "#f6fafb", 'stroke="#b5c7cf" stroke-width="1"'),
    ].join("")}</g>`;
  if (model === 2) {
    return (
      box(118, 92, 244, 12, 6, paint.metal) +
      box(232, 96, 16, 186, 6, paint.metal) +
      oval(240, 284, 92, 12, paint.dark) +
      [158, 212, 268, 322]
        .map((x, i) => one(x, 0, ["#e4572e", "#f3a712", "#2e86ab", "#57a773"][i] ?? paint.accent, 1))
        .join("")
    );
  }
  return model === 1
    ? one(240, 12, paint.accent, 8) +
        box(300, 250, 100, 34, 5, paint.shade) +
        row(9, (i) => disc(310 + i * 10, 252, 3, "#f6fafb"))
    : one(204, -10, paint.accent, 1) + one(292, 14, paint.deep, 1);
}

export function shaker({ paint, model }: Sitter): string {
  if (model === 1) {
    return [
      box(122, 70, 236, 216, 14, paint.bodyFill),
      box(140, 88, 200, 140, 8, paint.dark) + box(146, 94, 188, 128, 6, paint.glass),
      row(
        4,
        (i) =>
          shape(`M${166 + i * 44} 162v-22h12v22l16 40q2 8 -6 8h-32q-8 0 -6 -8z`, "#ffffff", 'opacity="0.7"') +
          shape(
            `M${160 + i * 44} 186h24l8 18q1 5 -4 5h-32q-5 0 -4 -5z`,
            i % 2 === 0 ? paint.accent : "#e7cf8a",
            'opacity="0.9"',
          ),
      ),
      box(150, 210, 180, 9, 3, paint.metal),
      sheen(154, 94, 140, 126),
      screen(150, 240, 84, 34, paint, 0) +
        row(3, (i) => disc(262 + i * 24, 257, 7, i === 0 ? paint.accent : paint.shade)),
      feet(138, 342, 285, paint.dark),
    ].join("");
  }
  const tilt = model === 2 ? -6 : 0;
  return [
    `<g transform="rotate(${tilt} 240 216)">`,
    box(122, 206, 236, 16, 6, paint.metal) +
      row(12, (i) => box(130 + i * 19, 209, 10, 3, 1.5, paint.dark, 'opacity="0.4"')),
    model === 2
      ? row(
          2,
          (i) =>
            box(140 + i * 104, 178, 94, 28, 5, "#ffffff", 'opacity="0.8"') +
            shape(`M${143 + i * 104} ${196 - i * 2}q24 -8 46 0t42 -2v10h-88z`, paint.accent, 'opacity="0.8"'),
        )
      : row(
          4,
          (i) =>
            shape(`M${148 + i * 52} 160v-24h14v24l18 40q2 6 -5 6h-40q-7 0 -5 -6z`, "#ffffff", 'opacity="0.75"') +
            shape(
              `M${142 + i * 52} 182h26l10 18q1 5 -4 5h-38q-5 0 -4 -5z`,
              [paint.accent, "#e7cf8a", "#9fd0c0", paint.accent][i] ?? paint.accent,
            ),
        ),
    "</g>",
    shape("M214 222h52l10 20h-72z", paint.dark),
    box(130, 238, 220, 48, 12, paint.bodyFill),
    screen(150, 247, 70, 28, paint, 2),
    disc(318, 261, 14, paint.dark) + disc(318, 261, 9, paint.accent),
    disc(272, 261, 9, paint.shade),
    feet(146, 334, 285, paint.dark),
  ].join("");
}

export function cabinet({ paint, model }: Sitter): string {
  const width = [236, 316, 250][model] ?? 250;
  const left = 240 - width / 2;
  const gap = model === 1 ? 84 : 54;
  return [
    box(left, 58, width, 60, 8, paint.bodyFill) + box(left, 108, width, 8, 0, paint.accent),
    vents(left + 18, 68, 5, width * 0.34, paint.shade),
    screen(left + width - 94, 68, 76, 30, paint, model),
    box(left, 116, width, 112, 0, model === 2 ? "#eaf3f2" : "#e3edf1"),
    box(left, 116, width, 22, 0, "#fff6cf", 'opacity="0.7"'),
    box(left, 116, width, model === 2 ? 24 : 70, 0, paint.glass),
    row(
      2,
      (i) =>
        shape(`M${left + 36 + i * gap} 196v-18h10v18l12 26q2 6 -4 6h-26q-6 0 -4 -6z`, "#ffffff", 'opacity="0.85"') +
        shape(`M${left + 32 + i * gap} 212h18l5 10q1 4 -3 4h-22q-4 0 -3 -4z`, i % 2 === 0 ? paint.accent : "#e7cf8a"),
    ),
    box(left + width - 96, 204, 70, 22, 3, paint.metal) +
      row(5, (i) => disc(left + width - 88 + i * 13, 210, 4, i % 2 === 0 ? paint.deep : "#f6fafb")),
    sheen(left + 12, 118, width * 0.6, 66),
    box(left - 8, 226, width + 16, 18, 6, paint.metal),
    box(left + 10, 244, 14, 44, 2, paint.dark) + box(left + width - 24, 244, 14, 44, 2, paint.dark),
    model === 2 ? "" : box(left + 24, 262, width - 48, 6, 2, paint.dark),
  ].join("");
}

export function incubator({ paint, model }: Sitter): string {
  const [width, height] = [
    [176, 206],
    [216, 226],
    [170, 150],
    [190, 138],
  ][model] ?? [176, 206];
  const w = width ?? 176;
  const h = height ?? 206;
  const left = 240 - w / 2;
  const top = 286 - h;
  const doors = model === 1 ? 2 : 1;
  const inner = (w - 36) / doors;
  return [
    model === 3
      ? shape(`M${left - 10} ${top - 4}l26 -34h${w - 8}l20 34z`, "#1f3d63") +
        row(5, (i) => stroke(`M${left + 14 + i * 36} ${top - 36}l${-10 + i * 3} 30`, "#6fa4d8", 1.5)) +
        stroke(`M${left + 4} ${top - 20}h${w}`, "#6fa4d8", 1.5)
      : "",
    box(left, top, w, h, model === 2 ? 20 : 12, paint.bodyFill),
    row(doors, (d) => {
      const x = left + 18 + d * inner;
      const doorTop = top + 40;
      const doorHeight = h - 62;
      return [
        box(x, doorTop, inner - 4, doorHeight, 8, paint.darkFill),
        box(x + 8, doorTop + 8, inner - 20, doorHeight - 16, 5, "#ffe9c2"),
        box(x + 8, doorTop + 8, inner - 20, doorHeight - 16, 5, paint.glass),
        row(h > 160 ? 3 : 1, (i) => {
          const y = doorTop + 14 + ((doorHeight - 20) / (h > 160 ? 3 : 1)) * (i + 0.72);
          return (
            box(x + 10, y, inner - 24, 3, 1, paint.metal) +
            row(Math.floor((inner - 30) / 24), (k) =>
              box(x + 14 + k * 24, y - 12, 19, 11, 3, (k + i) % 2 === 0 ? "#f49a8c" : "#f6c6a8", 'opacity="0.9"'),
            )
          );
        }),
        sheen(x + 14, doorTop + 10, inner - 30, doorHeight - 20),
        box(x + inner - 14, doorTop + doorHeight / 2 - 16, 5, 32, 2.5, paint.metal),
      ].join("");
    }),
    screen(left + 18, top + 10, 60, 22, paint, 2),
    disc(left + w - 26, top + 21, 6, paint.accent) + disc(left + w - 44, top + 21, 4, "#59c08a"),
    box(left, 274, w, 6, 0, paint.accent),
    model === 3 ? stroke(`M${left - 2} ${top + 50}q-26 10 -20 60`, paint.dark, 6) : "",
    feet(left + 12, left + w - 12, 285, paint.dark),
  ].join("");
}
