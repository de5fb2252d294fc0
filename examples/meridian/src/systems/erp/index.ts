export { withPictures } from "./pictures.ts";
export { startErp } from "./server.ts";
export type { ErpFault, ErpOptions, ErpServer } from "./server.ts";
