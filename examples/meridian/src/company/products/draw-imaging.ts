// Microscopes and imagers, and what keeps or heats samples: freezers, cyclers, baths, stirrers.
import { box, disc, feet, oval, row, screen, shape, sheen, type Sitter, stroke, tubes, vents } from "./brush.ts";

function uprightMicroscope({ paint, model }: Sitter): string {
  const field = model === 3;
  return [
    shape("M162 286q-6 -24 26 -26h118q30 2 26 26z", paint.darkFill),
    shape("M286 262c34 -30 34 -110 -8 -146l-30 16c26 30 24 84 -2 112z", paint.bodyFill),
    box(168, 214, 108, 11, 4, paint.dark) + box(196, 206, 52, 7, 2, paint.glass) + disc(222, 209, 4, paint.accent),
    oval(222, 258, 22, 7, "#fff4c4") + shape("M208 254l6 -28h16l6 28z", "#fff4c4", 'opacity="0.55"'),
    box(202, 142, 40, 20, 6, paint.dark) +
      row(
        3,
        (i) =>
          shape(`M${200 + i * 15} 162h11l-2 ${24 + i * 7}h-7z`, paint.metal) +
          box(200 + i * 15, 168, 11, 4, 0, [paint.accent, "#e7cf4d", "#4aa6c9"][i] ?? paint.accent),
      ),
    shape("M198 146l-4 -34q0 -12 12 -14l74 -10q16 0 16 14l-6 30z", paint.bodyFill),
    `<g transform="rotate(-32 206 104)">${box(150, 84, 62, 24, 7, paint.darkFill) + box(134, 87, 22, 18, 5, paint.dark)}</g>`,
    disc(296, 226, 15, paint.dark) + disc(296, 226, 10, paint.metal) + disc(296, 226, 4, paint.accent),
    field
      ? stroke("M196 98c10 -40 90 -44 104 -4", paint.accent, 8) +
        box(318, 246, 60, 40, 8, paint.accent) +
        box(326, 254, 44, 24, 5, "#ffffff", 'opacity="0.35"')
      : box(252, 66, 30, 26, 6, paint.darkFill),
  ].join("");
}

export function microscope(sitter: Sitter): string {
  const { paint, model } = sitter;
  if (model === 0 || model === 3) return uprightMicroscope(sitter);
  const confocal = model === 2;
  return [
    shape("M128 286v-70q0 -16 16 -16h150q16 0 16 16v70z", paint.bodyFill),
    box(128, 262, 182, 7, 0, paint.accent),
    box(108, 188, 214, 13, 5, paint.dark) +
      box(176, 178, 84, 10, 3, paint.glass) +
      row(6, (i) => disc(186 + i * 13, 183, 4, i % 2 === 0 ? paint.accent : "#f6fafb")),
    shape("M204 214h34l-4 -13h-26z", paint.metal),
    box(276, 88, 20, 112, 7, paint.darkFill) +
      box(184, 78, 112, 24, 9, paint.bodyFill) +
      shape("M196 102h44l-8 40h-28z", paint.dark) +
      shape("M206 142h24l6 34h-36z", "#fff4c4", 'opacity="0.5"'),
    `<g transform="rotate(26 118 222)">${box(84, 206, 62, 24, 7, paint.darkFill) + box(68, 209, 20, 18, 5, paint.dark)}</g>`,
    disc(276, 240, 14, paint.dark) + disc(276, 240, 9, paint.metal),
    confocal
      ? box(322, 132, 100, 154, 8, paint.darkFill) +
        row(
          4,
          (i) =>
            box(332, 144 + i * 26, 80, 16, 4, "#1b2a33") +
            disc(402, 152 + i * 26, 4, ["#4b68c8", "#63b96c", "#e58b3a", "#d94f4f"][i] ?? "#fff") +
            box(338, 150 + i * 26, 40, 4, 2, ["#4b68c8", "#63b96c", "#e58b3a", "#d94f4f"][i] ?? "#fff"),
        ) +
        stroke("M322 170C300 150 312 100 296 92", "#e7cf4d", 3)
      : box(334, 196, 92, 66, 6, paint.darkFill) +
        screen(340, 202, 80, 52, paint, 0) +
        box(372, 262, 16, 18, 2, paint.shade) +
        box(352, 278, 56, 9, 4, paint.dark),
  ].join("");
}

export function imager({ paint, model }: Sitter): string {
  const width = [168, 206, 186][model] ?? 180;
  const left = 206 - width / 2;
  const top = [104, 142, 122][model] ?? 120;
  const image =
    model === 1
      ? row(9, (i) =>
          oval(
            352 + ((i * 29) % 64),
            196 + ((i * 23) % 50),
            7 + (i % 3) * 2,
            5 + (i % 2) * 2,
            i % 3 === 0 ? "#59d0a0" : "#3b7fd0",
            'opacity="0.85"',
          ),
        )
      : row(6, (lane) =>
          row(4, (band) =>
            box(
              348 + lane * 12,
              196 + ((lane * 11 + band * 17) % 48),
              9,
              3,
              1,
              model === 2 ? "#e8f6ff" : "#ffb14a",
              `opacity="${(0.4 + ((lane + band) % 3) * 0.28).toFixed(2)}"`,
            ),
          ),
        );
  return [
    box(left, top, width, 286 - top, 16, paint.bodyFill),
    box(left + 16, top + 54, width - 32, 286 - top - 86, 10, paint.darkFill),
    model === 1
      ? disc(206, top + 92, 30, "#1b2a33") + disc(206, top + 92, 22, paint.glass) + disc(206, top + 92, 8, paint.accent)
      : box(
          left + 30,
          top + 70,
          width - 60,
          286 - top - 118,
          6,
          model === 0 ? "#ff9d3c" : "#26557a",
          'opacity="0.55"',
        ) + sheen(left + 34, top + 70, width - 90, 286 - top - 118),
    box(left + width / 2 - 24, 244, 48, 8, 4, paint.metal),
    screen(left + 18, top + 16, 64, 26, paint, 2) + disc(left + width - 28, top + 29, 8, paint.accent),
    model === 0 ? box(left + 44, top - 26, width - 88, 30, 8, paint.darkFill) : "",
    box(left, 268, width, 6, 0, paint.accent),
    box(334, 180, 92, 76, 6, paint.dark) +
      box(340, 186, 80, 64, 3, "#0d1a22") +
      image +
      box(372, 256, 16, 22, 2, paint.shade) +
      box(350, 278, 60, 9, 4, paint.dark),
    feet(left + 12, left + width - 12, 285, paint.dark),
  ].join("");
}

export function freezer({ paint, model }: Sitter): string {
  if (model === 3) {
    return [
      stroke("M168 150C176 96 304 96 312 150", paint.dark, 9),
      box(132, 146, 216, 36, 14, paint.accent) + box(132, 172, 216, 6, 0, "#ffffff", 'opacity="0.4"'),
      box(140, 178, 200, 100, 14, paint.bodyFill),
      screen(160, 196, 76, 34, paint, 2),
      stroke("M292 198v44M273 209l38 22M311 209l-38 22", paint.accent, 5),
      box(224, 174, 32, 14, 4, paint.metal),
      vents(160, 246, 4, 60, paint.shade),
      row(2, (i) => disc(170 + i * 140, 282, 15, paint.dark) + disc(170 + i * 140, 282, 7, paint.metal)),
    ].join("");
  }
  const [width, height] = [
    [156, 232],
    [196, 240],
    [150, 150],
  ][model] ?? [156, 232];
  const w = width ?? 156;
  const h = height ?? 232;
  const left = 240 - w / 2;
  const top = 286 - h;
  return [
    box(left, top, w, h, 12, paint.bodyFill),
    box(left + 8, top + 42, w - 16, h - 84, 8, paint.shade, 'opacity="0.45"'),
    model === 1 ? box(left + w / 2 - 1.5, top + 42, 3, h - 84, 1, paint.dark, 'opacity="0.5"') : "",
    box(left + w - 26, top + h * 0.36, 9, 64, 4, paint.metal) +
      box(left + w - 30, top + h * 0.36 + 22, 17, 20, 5, paint.dark),
    screen(left + 16, top + 10, w * 0.4, 24, paint, 0),
    disc(left + w - 24, top + 22, 7, paint.accent) + disc(left + w - 44, top + 22, 5, "#59c08a"),
    box(left, top + 38, w, 5, 0, paint.accent),
    stroke(
      `M${left + w * 0.36} ${top + h * 0.4}v46M${left + w * 0.36 - 20} ${top + h * 0.4 + 11}l40 24M${left + w * 0.36 + 20} ${top + h * 0.4 + 11}l-40 24`,
      "#ffffff",
      4,
    ),
    vents(left + 18, 252, 4, w - 36, paint.dark),
    model === 2
      ? feet(left + 10, left + w - 10, 285, paint.dark)
      : row(2, (i) => disc(left + 22 + i * (w - 44), 289, 7, paint.dark)),
  ].join("");
}

export function thermocycler({ paint, model }: Sitter): string {
  if (model === 2) {
    return [
      box(166, 206, 148, 80, 22, paint.bodyFill),
      box(184, 190, 112, 30, 12, paint.darkFill) +
        row(8, (i) => disc(196 + i * 12.6, 200, 4.6, i % 2 === 0 ? paint.accent : "#f6fafb")),
      screen(188, 232, 56, 34, paint, 0) + disc(276, 249, 13, paint.accent) + shape("M272 242l10 7l-10 7z", "#ffffff"),
      box(336, 226, 46, 60, 8, paint.dark) +
        box(340, 232, 38, 46, 4, "#173445") +
        stroke("M344 268q10 -2 16 -18t14 -12", "#7fe3d2", 2.5),
      stroke("M314 262q14 4 22 -2", paint.dark, 3),
    ].join("");
  }
  const realTime = model === 1;
  const top = realTime ? 128 : 170;
  return [
    realTime
      ? ""
      : shape("M158 176q-4 -66 24 -74h116q28 8 24 74z", paint.darkFill) +
        shape("M176 170q-2 -48 16 -54h96q18 6 16 54z", paint.metal),
    shape(`M140 ${top + 20}q0 -20 20 -20h160q20 0 20 20v${266 - top}h-200z`, paint.bodyFill),
    realTime
      ? box(166, top + 20, 148, 34, 8, paint.darkFill) + box(176, top + 30, 128, 6, 3, paint.accent)
      : oval(240, 178, 78, 12, paint.dark) +
        row(3, (r) =>
          row(11 - r, (i) =>
            disc(182 + r * 5 + i * 11.6, 173 + r * 5, 3.6, (i + r) % 3 === 0 ? paint.accent : "#f6fafb"),
          ),
        ),
    screen(164, realTime ? 196 : 212, 100, 48, paint, 0),
    row(2, (i) => disc(292 + i * 24, realTime ? 212 : 226, 8, i === 0 ? paint.accent : paint.shade)),
    vents(284, realTime ? 234 : 246, 3, 40, paint.shade),
    box(140, 272, 200, 6, 0, paint.accent),
    feet(154, 326, 285, paint.dark),
  ].join("");
}

export function waterBath({ paint, model }: Sitter): string {
  const filling =
    model === 1
      ? row(3, (r) =>
          row(22, (i) => disc(140 + i * 9.4 + (r % 2) * 4, 196 - r * 6, 5, (i + r) % 3 === 0 ? "#cfd8dd" : "#aebbc2")),
        )
      : shape("M132 188q26 -8 54 0t54 0t54 0t54 0v14h-216z", "#63b7dd", 'opacity="0.75"') +
        stroke("M196 160q-6 -10 0 -18t0 -18M240 156q-6 -10 0 -18t0 -18M284 160q-6 -10 0 -18t0 -18", "#b7d9e6", 3);
  return [
    tubes(174, 160, 3, 18, paint.accent) + tubes(278, 166, 2, 16, paint.deep),
    filling,
    box(118, 196, 244, 12, 5, paint.metal),
    box(124, 206, 232, 80, 10, paint.bodyFill),
    box(124, 214, 232, 6, 0, paint.accent),
    screen(150, 232, 80, 34, paint, 2) +
      disc(280, 249, 14, paint.dark) +
      disc(280, 249, 9, paint.metal) +
      disc(322, 249, 7, model === 1 ? paint.accent : "#59c08a"),
    feet(138, 342, 285, paint.dark),
  ].join("");
}

export function hotplate({ paint, model }: Sitter): string {
  const beaker = (x: number, y: number, scale: number, liquid: string): string =>
    shape(
      `M${x - 30 * scale} ${y - 62 * scale}h${60 * scale}l${-3 * scale} ${62 * scale}h${-54 * scale}z`,
      "#ffffff",
      'opacity="0.55" stroke="#b5c7cf" stroke-width="1.5"',
    ) +
    shape(
      `M${x - 28.5 * scale} ${y - 36 * scale}q${14 * scale} ${6 * scale} ${28 * scale} ${8 * scale}t${28.5 * scale} ${-8 * scale}l${-2 * scale} ${34 * scale}h${-52 * scale}z`,
      liquid,
      'opacity="0.85"',
    );
  if (model === 1) {
    return [
      shape("M104 238l24 -36h224l24 36z", "#e3eaed"),
      row(3, (i) => beaker(168 + i * 72, 212, 0.66, [paint.accent, "#e7cf8a", "#9fd0c0"][i] ?? paint.accent)),
      row(3, (i) => beaker(160 + i * 80, 232, 0.8, ["#9fd0c0", paint.accent, "#e7cf8a"][i] ?? paint.accent)),
      box(104, 236, 272, 48, 10, paint.bodyFill) + box(104, 242, 272, 6, 0, paint.accent),
      screen(206, 254, 68, 22, paint, 1) + disc(150, 265, 11, paint.dark) + disc(330, 265, 11, paint.dark),
      feet(118, 362, 283, paint.dark),
    ].join("");
  }
  return [
    box(316, 84, 7, 134, 3, "#7d8d97") +
      stroke("M319 104h-40", "#7d8d97", 5) +
      box(314, 98, 12, 12, 3, paint.dark) +
      box(273, 96, 7, 104, 3, paint.deep),
    beaker(240, 212, 1.25, paint.accent),
    oval(240, 206, 20, 4, "#ffffff", 'opacity="0.5"'),
    shape("M150 214h180l8 12h-196z", "#f4f7f8") + box(142, 225, 196, 7, 3, paint.shade),
    shape("M146 232h188l14 46q2 8 -8 8h-200q-10 0 -8 -8z", paint.bodyFill),
    screen(206, 244, 68, 26, paint, 2),
    row(
      2,
      (i) =>
        disc(172 + i * 136, 258, 15, paint.dark) +
        disc(172 + i * 136, 258, 10, i === 0 ? "#d9543f" : paint.accent) +
        box(171 + i * 136, 249, 2.5, 8, 1, "#ffffff"),
    ),
  ].join("");
}
