// Centrifuges and chromatographs.
import { box, disc, feet, oval, row, screen, shape, sheen, type Sitter, stroke, tubes, vents } from "./brush.ts";

export function centrifuge({ paint, model }: Sitter): string {
  const scale = [0.78, 1, 1.14, 0.7][model] ?? 1;
  const width = 210 * scale;
  const height = 118 * scale;
  const left = 240 - width / 2;
  const top = 288 - height;
  const lid = `M${left + 8} ${top + 8}C${left + 14} ${top - 46 * scale} ${left + width - 14} ${top - 46 * scale} ${left + width - 8} ${top + 8}Z`;
  const open = model === 1;
  return [
    open
      ? shape(
          `M${left + 14} ${top + 4}C${left + 10} ${top - 112} ${left + width - 10} ${top - 112} ${left + width - 14} ${top + 4}Z`,
          paint.darkFill,
        ) +
        shape(
          `M${left + 26} ${top}C${left + 24} ${top - 92} ${left + width - 24} ${top - 92} ${left + width - 26} ${top}Z`,
          paint.shade,
        )
      : shape(lid, paint.darkFill) + oval(240, top - 14 * scale, width * 0.2, 10 * scale, paint.glass),
    box(left, top, width, height, 18 * scale, paint.bodyFill),
    open
      ? oval(240, top + 8, width * 0.38, 15, paint.dark) +
        row(8, (i) =>
          disc(
            240 + Math.cos((i * Math.PI) / 4) * width * 0.26,
            top + 8 + Math.sin((i * Math.PI) / 4) * 8,
            6,
            i % 2 === 0 ? paint.accent : "#dfe8ec",
          ),
        ) +
        disc(240, top + 8, 8, paint.metal)
      : "",
    box(left, top + height * 0.68, width, 7 * scale, 0, paint.accent),
    screen(left + width * 0.1, top + height * 0.28, width * 0.36, height * 0.3, paint, model),
    disc(left + width * 0.78, top + height * 0.43, 17 * scale, paint.dark),
    disc(left + width * 0.78, top + height * 0.43, 11 * scale, paint.metal),
    row(3, (i) =>
      disc(
        left + width * 0.55 + i * 11 * scale,
        top + height * 0.43,
        3.4 * scale,
        i === 0 ? paint.accent : paint.shade,
      ),
    ),
    model === 2 ? vents(left + width - 32, top + height - 26, 3, 22, paint.shade) : "",
    model === 3
      ? stroke(
          `M${left + 34} ${top - 26}C${left + 60} ${top - 62} ${left + width - 60} ${top - 62} ${left + width - 34} ${top - 26}`,
          paint.deep,
          9,
        )
      : "",
    feet(left + 14, left + width - 14, 286, paint.dark),
  ].join("");
}

export function floorCentrifuge({ paint, model }: Sitter): string {
  const height = [205, 236, 176][model] ?? 205;
  const top = 286 - height;
  return [
    box(128, top, 224, height, 14, paint.bodyFill),
    box(128, top + 40, 224, 10, 0, paint.accent),
    shape(`M128 ${top + 14}q0 -14 14 -14h196q14 0 14 14v26h-224z`, paint.darkFill),
    oval(240, top + 20, 70, 11, paint.glass),
    screen(262, top + 64, 72, 46, paint, model),
    row(4, (i) => box(264 + i * 18, top + 118, 12, 8, 3, i === 3 ? paint.accent : paint.shade)),
    box(146, top + 64, 98, height - 84, 8, paint.shade, 'opacity="0.45"'),
    vents(160, top + height - 64, 7, 70, paint.dark),
    model === 1
      ? disc(195, top + 104, 26, paint.dark) + disc(195, top + 104, 20, paint.glass) + sheen(180, top + 86, 36, 34)
      : "",
    row(2, (i) => disc(152 + i * 176, 288, 9, paint.dark) + disc(152 + i * 176, 288, 4, paint.metal)),
  ].join("");
}

export function chromatograph({ paint, model }: Sitter): string {
  const modules = [4, 5, 3][model] ?? 4;
  const each = 186 / modules;
  const left = 150;
  return [
    box(left, 98, 130, 190, 8, paint.darkFill),
    row(modules, (i) => {
      const y = 101 + i * each;
      const face = box(left + 4, y, 122, each - 5, 5, paint.bodyFill);
      const light = disc(left + 114, y + 8, 3, i === 1 ? paint.accent : "#59c08a");
      const detail =
        i === 0
          ? tubes(left + 18, y + each * 0.22, 5, 15, paint.accent)
          : i === 1
            ? disc(left + 40, y + each / 2 - 2, Math.min(13, each / 3), paint.metal) +
              disc(left + 76, y + each / 2 - 2, Math.min(13, each / 3), paint.metal)
            : i === 2
              ? box(left + 16, y + 6, 70, each - 18, 4, paint.glass) +
                box(left + 46, y + 9, 8, each - 24, 3, paint.deep)
              : screen(left + 14, y + 6, 58, each - 18, paint, model + i);
      return face + detail + light;
    }),
    row(
      4,
      (i) =>
        box(left + 12 + i * 28, 62, 19, 36, 4, "#ffffff", 'opacity="0.82"') +
        box(
          left + 14 + i * 28,
          76 - i * 2,
          15,
          20 + i * 2,
          2,
          [paint.accent, "#c8dfe8", "#e8d9a8", "#cfe5d2"][i] ?? "#fff",
        ) +
        box(left + 17 + i * 28, 56, 9, 8, 2, paint.deep),
    ),
    stroke(
      `M${left + 22} 58C${left + 10} 36 ${left + 160} 34 ${left + 142} 120C${left + 138} 142 ${left + 140} 150 ${left + 128} 152`,
      paint.deep,
      2.5,
    ),
    box(312, 168, 96, 72, 6, paint.darkFill) +
      screen(318, 174, 84, 58, paint, 0) +
      box(352, 240, 16, 34, 2, paint.shade) +
      box(330, 272, 60, 10, 5, paint.dark),
    model === 2
      ? box(300, 262, 120, 24, 5, paint.bodyFill) + tubes(312, 240, 0, 12, paint.accent)
      : box(318, 280, 88, 8, 4, paint.shade),
  ].join("");
}
