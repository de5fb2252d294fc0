import { defineConfig } from "vite";

// The element as one module script that any page can load from the Gantry server.
export default defineConfig({
  build: { lib: { entry: "src/element.ts", formats: ["es"], fileName: () => "gantry-answer.js" }, outDir: "dist" },
});
