// What ECharts asks of a canvas' 2D context (HTML Living Standard, 4.12.5), drawn by Skia: paths, clips, texts, transforms.
// Shadows and images are not there: our charts have none.
import type { Canvas, CanvasKit, Paint, PathBuilder } from "canvaskit-wasm";
import type { Fonts } from "./fonts.ts";
import { linearGradient } from "./gradient.ts";
import type { Gradient } from "./gradient.ts";

/** What `save` keeps and `restore` brings back. */
interface State {
  readonly fillStyle: string | Gradient;
  readonly strokeStyle: string | Gradient;
  readonly globalAlpha: number;
  readonly lineWidth: number;
  readonly lineCap: string;
  readonly lineJoin: string;
  readonly miterLimit: number;
  readonly lineDash: readonly number[];
  readonly lineDashOffset: number;
  readonly font: string;
  readonly textAlign: string;
  readonly textBaseline: string;
  /** 3 × 3, line by line. */
  readonly transform: readonly number[];
}

export class Context {
  /** Pixels for each of the drawing's: ECharts scales its transforms by it. */
  dpr = 1;
  fillStyle: string | Gradient = "#000000";
  strokeStyle: string | Gradient = "#000000";
  globalAlpha = 1;
  lineWidth = 1;
  lineCap = "butt";
  lineJoin = "miter";
  miterLimit = 10;
  lineDashOffset = 0;
  font = "12px sans-serif";
  textAlign = "start";
  textBaseline = "alphabetic";

  readonly #kit: CanvasKit;
  readonly #canvas: Canvas;
  readonly #fonts: Fonts;
  readonly #paint: Paint;
  readonly #states: State[] = [];
  #path: PathBuilder;
  #lineDash: readonly number[] = [];
  #transform: readonly number[] = [1, 0, 0, 0, 1, 0, 0, 0, 1];

  constructor(kit: CanvasKit, canvas: Canvas, fonts: Fonts) {
    this.#kit = kit;
    this.#canvas = canvas;
    this.#fonts = fonts;
    this.#path = new kit.PathBuilder();
    this.#paint = new kit.Paint();
    this.#paint.setAntiAlias(true);
  }

  /** Frees what it holds; WebAssembly's memory is not collected. */
  delete(): void {
    this.#path.delete();
    this.#paint.delete();
  }

  save(): void {
    const { fillStyle, strokeStyle, globalAlpha, lineWidth, lineCap, lineJoin, miterLimit } = this;
    const { lineDashOffset, font, textAlign, textBaseline } = this;
    const [lineDash, transform] = [this.#lineDash, this.#transform];
    const stroke = { strokeStyle, lineWidth, lineCap, lineJoin, miterLimit, lineDash, lineDashOffset };
    this.#states.push({ ...stroke, fillStyle, globalAlpha, font, textAlign, textBaseline, transform });
    this.#canvas.save();
  }

  restore(): void {
    const state = this.#states.pop();
    if (state === undefined) return;
    const { lineDash, transform, ...properties } = state;
    Object.assign(this, properties);
    this.#lineDash = lineDash;
    this.#transform = transform;
    this.#canvas.restore();
  }

  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void {
    this.#transform = [a, c, e, b, d, f, 0, 0, 1];
  }

  setLineDash(lengths: readonly number[]): void {
    this.#lineDash = lengths.length % 2 === 0 ? lengths : [...lengths, ...lengths];
  }

  beginPath(): void {
    this.#path.delete();
    this.#path = new this.#kit.PathBuilder();
  }

  moveTo(x: number, y: number): void {
    this.#path.moveTo(x, y);
  }

  lineTo(x: number, y: number): void {
    this.#path.lineTo(x, y);
  }

  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    this.#path.cubicTo(x1, y1, x2, y2, x, y);
  }

  quadraticCurveTo(x1: number, y1: number, x: number, y: number): void {
    this.#path.quadTo(x1, y1, x, y);
  }

  arc(x: number, y: number, radius: number, from: number, to: number, isBackward = false): void {
    this.#path.arc(x, y, radius, from, to, isBackward);
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#path.addRect([x, y, x + width, y + height]);
  }

  closePath(): void {
    this.#path.close();
  }

  createLinearGradient(x1: number, y1: number, x2: number, y2: number): Gradient {
    return linearGradient(this.#kit, [x1, y1], [x2, y2]);
  }

  clip(): void {
    const placed = this.#path.snapshot();
    const path = new this.#kit.PathBuilder(placed);
    path.transform([...this.#transform]);
    const clip = path.detachAndDelete();
    this.#canvas.clipPath(clip, this.#kit.ClipOp.Intersect, true);
    clip.delete();
    placed.delete();
  }

  fill(): void {
    this.#drawPath(this.#filled());
  }

  stroke(): void {
    this.#drawPath(this.#stroked());
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const paint = this.#filled();
    this.#placed(() => this.#canvas.drawRect([x, y, x + width, y + height], paint));
  }

  fillText(text: string, x: number, y: number): void {
    this.#drawText(text, x, y, this.#filled());
  }

  strokeText(text: string, x: number, y: number): void {
    this.#drawText(text, x, y, this.#stroked());
  }

  #drawPath(paint: Paint): void {
    const path = this.#path.snapshot();
    this.#placed(() => this.#canvas.drawPath(path, paint));
    path.delete();
  }

  #drawText(text: string, x: number, y: number, paint: Paint): void {
    const { font, top, middle, bottom } = this.#fonts.of(this.font);
    const down = { top: -top, middle: -middle, bottom: -bottom }[this.textBaseline] ?? 0;
    const share = { center: 0.5, right: 1, end: 1 }[this.textAlign] ?? 0;
    const left = share === 0 ? 0 : share * this.#fonts.width(text, this.font);
    const blob = this.#kit.TextBlob.MakeFromText(text, font);
    this.#placed(() => this.#canvas.drawTextBlob(blob, x - left, y + down, paint));
    blob.delete();
  }

  #placed(draw: () => void): void {
    this.#canvas.save();
    this.#canvas.concat([...this.#transform]);
    draw();
    this.#canvas.restore();
  }

  #coloured(ink: string | Gradient): Paint {
    const [kit, paint] = [this.#kit, this.#paint];
    const shader = typeof ink === "string" ? null : ink.shader(this.globalAlpha);
    const colour = typeof ink === "string" ? kit.parseColorString(ink, { transparent: kit.TRANSPARENT }) : kit.BLACK;
    paint.setColor(kit.multiplyByAlpha(colour, shader === null ? this.globalAlpha : 1));
    paint.setShader(shader);
    shader?.delete();
    return paint;
  }

  #filled(): Paint {
    const paint = this.#coloured(this.fillStyle);
    paint.setStyle(this.#kit.PaintStyle.Fill);
    paint.setPathEffect(null);
    return paint;
  }

  #stroked(): Paint {
    const { StrokeCap, StrokeJoin, PaintStyle, PathEffect } = this.#kit;
    const paint = this.#coloured(this.strokeStyle);
    paint.setStyle(PaintStyle.Stroke);
    paint.setStrokeWidth(this.lineWidth);
    paint.setStrokeMiter(this.miterLimit);
    paint.setStrokeCap({ round: StrokeCap.Round, square: StrokeCap.Square }[this.lineCap] ?? StrokeCap.Butt);
    paint.setStrokeJoin({ round: StrokeJoin.Round, bevel: StrokeJoin.Bevel }[this.lineJoin] ?? StrokeJoin.Miter);
    const dash = this.#lineDash.length === 0 ? null : PathEffect.MakeDash([...this.#lineDash], this.lineDashOffset);
    paint.setPathEffect(dash);
    dash?.delete();
    return paint;
  }
}
