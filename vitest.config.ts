import { defineConfig } from "vitest/config";

// Unit tests sit beside what they test and share one thread pool; whatever starts servers lives in test/
// and in *.server.test.ts, each file in a process of its own, one after the other (two cores).
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{packages,examples,bench}/**/*.test.{ts,tsx}"],
          exclude: ["**/node_modules/**", "**/dist/**", "**/*.server.test.ts"],
          pool: "threads",
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: "server",
          include: ["test/**/*.test.ts", "{packages,examples}/**/*.server.test.ts"],
          exclude: ["**/node_modules/**"],
          pool: "forks",
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
