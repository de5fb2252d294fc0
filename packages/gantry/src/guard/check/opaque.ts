// What nobody can read in a text: characters that are not shown, and runs that encode something.
import { matchesOf } from "../mask/matches.ts";

const hidden = /[\p{Co}\u115f\u1160\u3164\uffa0]|(?!\u00ad)\p{Cf}/u;
const joiner = /(?<=\p{Extended_Pictographic}\ufe0f?)\u200d/gu;
const encoded =
  /(?<![\p{L}\p{N}+/=])(?=[A-Za-z0-9+/=_-]{0,400}\d)(?=[A-Za-z0-9+/=_-]{0,400}[A-Z])(?=[A-Za-z0-9+/=_-]{0,400}[a-z])[A-Za-z0-9+/_-]{24,400}={0,2}|(?<![\p{L}\p{N}])(?:[0-9a-f]{2}[ :]?){16,200}(?![\p{L}\p{N}])/u;
/** Escapes, ones and zeros, dots and dashes. */
const coded =
  /(?:%[0-9a-f]{2}){3}|(?:\\(?:u[0-9a-f]{4}|x[0-9a-f]{2})){2}|(?<![\p{L}\p{N}])[01]{7,8}(?:[ ,]?[01]{7,8}){2}|(?<![\p{L}\p{N}.-])(?=[.-]{0,5}[ /]{1,3}[ ./-]{0,24}(?:\.-|-\.))(?:[.-]{1,5}[ /]{1,3}){4}/iu;

const runs = /[A-Za-z0-9+/]{12,400}={0,2}/g;
const short = /(?<![\p{L}\p{N}])[A-Za-z0-9+/]{6,400}={1,2}(?![\p{L}\p{N}=])/u;
/** Of a word or a name in its usual writing. */
const usual = /^(?:[A-Z]?[a-z]+|[A-Z]+|\d+)$/;
const readable = /^[\p{L}\p{N} .,:;!?'’%€$@/-]+$/u;

/** Whether a run of letters is base64 of something that can be read. */
const isDecodable = (run: string): boolean => {
  if (usual.test(run)) return false;
  const text = Buffer.from(run, "base64").toString("utf8");
  return text.length > 7 && readable.test(text);
};

/** Whether a text holds what nobody can read: hidden characters, or a run that encodes something. */
export const isOpaque = (text: string): "hidden" | "encoded" | null => {
  if (hidden.test(text.replaceAll(joiner, ""))) return "hidden";
  if (encoded.test(text) || coded.test(text) || short.test(text)) return "encoded";
  for (const { 0: run } of matchesOf(text, runs)) if (isDecodable(run)) return "encoded";
  return null;
};
