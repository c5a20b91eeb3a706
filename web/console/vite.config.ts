// SPDX-License-Identifier: Apache-2.0
// API=http://127.0.0.1:8080 npm run dev:console   pages renewed while you write, against a demo
import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/console/",
  plugins: [vue()],
  build: {
    target: "es2020",
    emptyOutDir: true,
    // Nothing as data: in the styles, nothing inline in the page: the content policy forbids it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
    rollupOptions: { output: { hashCharacters: "hex" } },
  },
  define: { __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" },
  server: { proxy: { "/api": process.env.API ?? "http://127.0.0.1:8080", "/healthz": process.env.API ?? "http://127.0.0.1:8080" } },
});
