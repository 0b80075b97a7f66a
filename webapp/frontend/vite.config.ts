import { defineConfig } from "vite";

export default defineConfig({
  base: "/static/",
  build: {
    outDir: "../static",
    emptyOutDir: true,
    manifest: true,
    // The content security policy takes no data: fonts, and theme.ts must stay a plain script.
    assetsInlineLimit: 0,
    modulePreload: false,
    target: "es2022",
    rolldownOptions: {
      input: ["src/theme.ts", "src/site.ts", "src/network.ts"],
    },
  },
});
