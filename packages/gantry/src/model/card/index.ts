export { analyticDeployment } from "./builtin.ts";
