export { requireKeyOf, restoreBackup } from "./restore.ts";
export { verifyBackup } from "./verify.ts";
export { writeBackup } from "./write.ts";
