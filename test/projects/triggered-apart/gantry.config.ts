// The triggers of `triggered` before systems that somebody else has started, for several servers on one database.
import { defineProject } from "gantry";
import { project as apart } from "../apart/gantry.config.ts";
import { project as triggered } from "../triggered/gantry.config.ts";

const { systems } = apart;

export const project = defineProject({ ...triggered, ...(systems === undefined ? {} : { systems }) });
