import { defineConfig } from "vite";

// One file with Socket.IO's client in it, to measure what the SDK costs an application.
export default defineConfig({
  resolve: { conditions: ["source", "browser"] },
  build: {
    lib: { entry: "src/index.ts", formats: ["es"], fileName: "confab-client" },
    outDir: "../../.cache/client-bundle",
    emptyOutDir: true,
    target: "es2023",
    minify: true,
  },
});
