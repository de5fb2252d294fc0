// Spectrometers, plate readers, balances, meters and field kits.
import { box, disc, feet, oval, row, screen, shape, sheen, type Sitter, stroke, vents } from "./brush.ts";

export function spectrometer({ paint, model }: Sitter): string {
  const lid =
    model === 2
      ? ""
      : shape("M118 190q0 -34 34 -34h92q22 0 22 34z", paint.darkFill) +
        shape("M132 188q0 -22 24 -22h72q16 0 18 22z", paint.shade, 'opacity="0.35"');
  const tower =
    model === 3
      ? box(296, 92, 92, 116, 10, paint.bodyFill) +
        box(306, 104, 72, 60, 6, paint.dark) +
        shape("M342 158c-16 -14 -12 -30 0 -46c12 16 16 32 0 46z", "#ffb14a") +
        shape("M342 156c-8 -8 -6 -16 0 -26c6 10 8 18 0 26z", "#d8f3ff")
      : "";
  const probe =
    model === 2
      ? box(170, 118, 30, 78, 8, paint.metal) +
        box(176, 190, 18, 22, 3, paint.dark) +
        shape("M181 212h8l-2 34h-4z", paint.accent, 'opacity="0.75"') +
        box(150, 246, 70, 8, 3, paint.metal)
      : "";
  return [
    tower,
    model === 2 ? box(126, 96, 26, 190, 8, paint.darkFill) + box(126, 100, 92, 26, 8, paint.bodyFill) : "",
    probe,
    model === 2 ? box(236, 176, 160, 110, 12, paint.bodyFill) : box(96, 186, 292, 100, 14, paint.bodyFill),
    model === 2 ? box(110, 268, 126, 18, 8, paint.darkFill) : "",
    lid,
    model === 2 ? "" : box(96, 250, 292, 8, 0, paint.accent),
    row(model === 1 ? 7 : 0, (i) =>
      box(
        120 + i * 14,
        200,
        9,
        36,
        3,
        ["#d94f4f", "#e58b3a", "#e7cf4d", "#63b96c", "#4aa6c9", "#4b68c8", "#7f4bb8"][i] ?? "#fff",
        'opacity="0.85"',
      ),
    ),
    screen(model === 2 ? 252 : 268, model === 2 ? 192 : 200, 100, 44, paint, model === 1 ? 0 : model),
    row(3, (i) =>
      disc(
        (model === 2 ? 268 : 128) + i * 22,
        model === 2 ? 258 : 222,
        model === 1 ? 0 : 5,
        i === 1 ? paint.accent : paint.shade,
      ),
    ),
    vents(model === 2 ? 356 : 350, 262, 3, 26, paint.shade),
    feet(model === 2 ? 246 : 112, model === 2 ? 388 : 374, 285, paint.dark),
  ].join("");
}

export function plateReader({ paint, model }: Sitter): string {
  const tall = [96, 130, 158][model] ?? 110;
  const top = 286 - tall;
  const wells = (x: number, y: number) =>
    box(x, y, 112, 30, 4, "#f4f8fa") +
    row(3, (r) =>
      row(10, (c) =>
        disc(
          x + 8 + c * 10.6,
          y + 7 + r * 8,
          3.1,
          (r * 10 + c * 7) % 5 === 0 ? paint.accent : (c + r) % 3 === 0 ? "#bcd7df" : "#dbe7ec",
        ),
      ),
    );
  return [
    shape(`M122 ${top + 18}q0 -18 18 -18h200q18 0 18 18v${tall - 18}h-236z`, paint.bodyFill),
    shape(`M122 ${top + 18}q0 -18 18 -18h200q18 0 18 18v10h-236z`, paint.darkFill),
    box(150, 236, 130, 24, 5, paint.dark),
    shape("M156 248h118l22 26h-162z", paint.metal),
    wells(160, 250),
    screen(294, top + 44, 52, 40, paint, model),
    model > 0
      ? disc(188, top + 66, 24, paint.dark) + disc(188, top + 66, 17, paint.glass) + sheen(176, top + 50, 26, 32)
      : "",
    model === 2
      ? box(226, top + 42, 44, 50, 6, paint.shade) +
        row(3, (i) => box(232, top + 49 + i * 14, 32, 8, 3, i === 1 ? paint.accent : paint.body))
      : "",
    box(122, 278, 236, 6, 3, paint.accent),
    feet(136, 344, 285, paint.dark),
  ].join("");
}

export function balance({ paint, model }: Sitter): string {
  if (model === 2) {
    return [
      shape("M146 252l16 -28h156l16 28z", paint.metal),
      oval(240, 226, 74, 10, paint.metal) + oval(240, 223, 70, 8, "#eef3f5"),
      box(138, 250, 204, 38, 12, paint.bodyFill),
      screen(206, 258, 74, 22, paint, 2),
      disc(170, 269, 8, paint.accent) + disc(312, 269, 8, paint.shade),
      shape("M196 222q4 -34 26 -40q-2 18 14 22q20 2 24 18z", paint.accent, 'opacity="0.85"'),
      stroke("M222 182q2 -8 8 -12", paint.deep, 4),
    ].join("");
  }
  const top = model === 1 ? 118 : 104;
  return [
    box(152, top, 176, 136, 8, paint.glass),
    box(152, top, 176, 10, 4, paint.darkFill) +
      box(152, top, 7, 140, 3, paint.metal) +
      box(321, top, 7, 140, 3, paint.metal),
    box(236, top + 8, 4, 130, 2, "#ffffff", 'opacity="0.5"'),
    oval(240, 226, 40, 8, paint.metal) + box(234, 226, 12, 16, 2, paint.metal),
    model === 1
      ? disc(240, 214, 9, paint.accent)
      : box(222, 188, 36, 34, 5, "#ffffff", 'opacity="0.8"') + box(225, 204, 30, 16, 3, paint.accent),
    sheen(166, top + 12, 120, 116),
    shape("M136 242h208l20 40q2 6 -6 6h-236q-8 0 -6 -6z", paint.bodyFill),
    screen(178, 254, 96, 24, paint, 2),
    row(3, (i) => disc(294 + i * 16, 266, 5, i === 0 ? paint.accent : paint.shade)),
    model === 1 ? box(356, 226, 58, 54, 6, paint.darkFill) + screen(361, 231, 48, 36, paint, 0) : "",
  ].join("");
}

export function phMeter({ paint, model }: Sitter): string {
  const probes = [1, 3, 1][model] ?? 1;
  return [
    box(136, 176, 150, 110, model === 2 ? 6 : 16, paint.bodyFill),
    screen(150, 190, 122, 46, paint, model === 1 ? 1 : 2),
    row(model === 2 ? 4 : 5, (i) =>
      model === 2
        ? box(152 + i * 30, 250, 22, 18, 4, i === 0 ? paint.accent : paint.shade)
        : disc(164 + i * 24, 260, 8, i === 2 ? paint.accent : paint.shade),
    ),
    box(318, 110, 8, 172, 4, paint.metal) +
      box(292, 278, 84, 10, 5, paint.dark) +
      box(316, 118, 62, 10, 5, paint.darkFill),
    row(probes, (i) => {
      const x = 364 - i * 18;
      return (
        stroke(
          `M286 ${200 + i * 8}C320 ${150 - i * 16} ${x - 30} ${70 - i * 8} ${x} 108`,
          [paint.deep, paint.accent, paint.dark][i] ?? paint.deep,
          3,
        ) +
        box(x - 6, 104, 12, 34, 4, [paint.accent, paint.deep, paint.dark][i] ?? paint.accent) +
        box(x - 3.5, 136, 7, 74, 3.5, paint.glass) +
        disc(x, 212, 5, paint.metal)
      );
    }),
    shape("M322 222h84l-8 60q-1 6 -8 6h-52q-7 0 -8 -6z", "#ffffff", 'opacity="0.55"') +
      shape("M326 246h76l-5 36q-1 5 -7 5h-52q-6 0 -7 -5z", paint.accent, 'opacity="0.5"'),
  ].join("");
}

export function fieldKit({ paint, model }: Sitter): string {
  const lidColour = [paint.accent, paint.deep, paint.darkFill][model] ?? paint.accent;
  const inside =
    model === 1
      ? box(196, 176, 92, 60, 8, paint.bodyFill) +
        screen(206, 184, 72, 34, paint, 1) +
        box(216, 222, 52, 8, 4, paint.accent) +
        row(3, (i) => shape(`M${306 + i * 22} 180h12v46l-6 18l-6 -18z`, paint.metal)) +
        row(2, (i) => box(144 + i * 22, 190, 16, 46, 3, ["#7a5538", "#a9805a"][i] ?? "#7a5538"))
      : model === 0
        ? row(
            5,
            (i) =>
              box(140 + i * 22, 182, 15, 54, 5, "#ffffff", 'opacity="0.85"') +
              box(
                142 + i * 22,
                200 - i * 3,
                11,
                34 + i * 3,
                4,
                ["#5bb8e0", "#79cfa6", "#f0c75a", "#ef8f6b", "#b98fd6"][i] ?? "#fff",
              ),
          ) +
          box(258, 178, 82, 58, 8, paint.bodyFill) +
          screen(266, 185, 66, 28, paint, 2) +
          disc(299, 225, 6, paint.accent)
        : row(3, (i) => box(146 + i * 30, 184, 22, 52, 4, paint.metal)) +
          box(244, 180, 96, 56, 6, paint.bodyFill) +
          row(6, (i) =>
            disc(260 + (i % 3) * 32, 195 + Math.floor(i / 3) * 26, 9, i % 2 === 0 ? paint.accent : paint.shade),
          );
  return [
    shape("M116 170l14 -92q1 -10 12 -10h196q11 0 12 10l14 92z", lidColour),
    shape("M132 166l12 -80h192l12 80z", "#ffffff", 'opacity="0.18"'),
    row(2, (i) => box(152 + i * 96, 96, 80, 54, 5, "#ffffff", 'opacity="0.25"')),
    box(110, 168, 260, 118, 12, lidColour),
    box(122, 172, 236, 70, 6, "#22313a"),
    inside,
    box(110, 242, 260, 8, 0, "#ffffff", 'opacity="0.3"'),
    stroke("M208 286v-14q0 -8 8 -8h48q8 0 8 8v14", paint.dark, 8),
    box(136, 244, 26, 20, 4, paint.metal) + box(318, 244, 26, 20, 4, paint.metal),
  ].join("");
}
