import { defineConfig } from "vitest/config";

// Unit tests sit beside what they test and share one thread pool; whatever starts servers lives in test/
// and in *.server.test.ts, each file in a process of its own, one after the other (two cores). Where others work on the same
// machine, as in CI, a server's test that fails is tried once more, and the report says so; what fails twice is a failure.
const setupFiles = ["test/support/properties.ts"];

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
          setupFiles,
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
          retry: process.env["CI"] ? 1 : 0,
          setupFiles,
        },
      },
    ],
  },
});
