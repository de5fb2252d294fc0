// A company or a person is called what somebody typed into a form. A name that holds an address or an offer would put it into
// every letter that greets by it.
import { findPatterns } from "../mask/forms/patterns.ts";
import { disguiseIn } from "./disguise.ts";
import { hostsIn } from "./foreign.ts";
import { isOpaque } from "./opaque.ts";
import { commitmentsIn } from "./promises.ts";

/** Names are short and made of words; "3M" and "Bosch & Sohn (UK) Ltd." are names. */
const marks = /[<>{}[\]«»|\\⟦⟧]|:\s/u;

/** Whether a name holds what no name does. */
export const isOddName = (name: string): boolean =>
  name.length > 100 ||
  marks.test(name) ||
  hostsIn([name]).size > 0 ||
  commitmentsIn(name).length > 0 ||
  findPatterns(name).length > 0 ||
  isOpaque(name) !== null ||
  disguiseIn(name) !== null;
