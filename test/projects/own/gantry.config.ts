// Meridian as a company of its own: no sample systems start along.
import { defineProject } from "gantry";
import { project as meridian } from "../../../examples/meridian/gantry.config.ts";

const { systems: _, ...own } = meridian;

export const project = defineProject(own);
