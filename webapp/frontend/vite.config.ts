import { defineConfig } from "vite";

export default defineConfig({
  base: "/static/",
  // A blob: address would be against the content security policy.
  worker: { format: "es" },
  build: {
    outDir: "../static",
    emptyOutDir: true,
    manifest: true,
    // The content security policy takes no data: fonts, and theme.ts must stay a plain script.
    assetsInlineLimit: 0,
    // The editor with its language is half a megabyte, and only one page loads it.
    chunkSizeWarningLimit: 700,
    modulePreload: false,
    target: "es2022",
    rolldownOptions: {
      input: ["src/theme.ts", "src/site.ts", "src/network.ts", "src/sparql.ts"],
    },
  },
});
