// Results on their way out: a few pages ahead of whoever reads them, no more.
import type { Page } from "./protocol.ts";

/** Pages that may be on their way at once. */
const ahead = 4;

export interface Pages {
  /** Sends a page as soon as there is room for it. Throws when it is stopped meanwhile. */
  send(page: Page): Promise<void>;
  /** A page was taken. */
  taken(): void;
  /** Ends the wait of `send`. */
  stop(): void;
}

/** Pages of one result, handed to `post`. */
export const createPages = (post: (page: Page) => Promise<void>): Pages => {
  let room = ahead;
  let isStopped = false;
  let wake = (): void => undefined;
  return {
    send: async (page) => {
      while (room === 0 && !isStopped)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (isStopped) throw new Error("INTERRUPT: nobody reads the result");
      room -= 1;
      await post(page);
    },
    taken: () => {
      room += 1;
      wake();
    },
    stop: () => {
      isStopped = true;
      wake();
    },
  };
};
