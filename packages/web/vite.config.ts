import { defaultClientConditions, defineConfig } from "vite";
import { precompress } from "./build/precompress.ts";

export default defineConfig(({ mode }) => ({
  // Assets are found relative to the page's <base>, which the server sets.
  base: "./",
  resolve: { conditions: ["source", ...defaultClientConditions] },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: mode === "gallery" ? "../../.cache/gallery" : "dist",
    emptyOutDir: true,
    // The content security policy knows no data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: mode === "gallery" ? "gallery.html" : "index.html" },
  },
  plugins: [precompress({ leaveOut: /\.html$/ })],
}));
