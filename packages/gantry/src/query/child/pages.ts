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
  const state = { room: ahead, isStopped: false };
  let wake = (): void => undefined;
  return {
    send: async (page) => {
      while (state.room === 0 && !state.isStopped)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (state.isStopped) throw new Error("INTERRUPT: nobody reads the result");
      state.room -= 1;
      await post(page);
    },
    taken: () => {
      state.room += 1;
      wake();
    },
    stop: () => {
      state.isStopped = true;
      wake();
    },
  };
};
