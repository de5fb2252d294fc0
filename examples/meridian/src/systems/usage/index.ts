export { writeUsage } from "./write.ts";
