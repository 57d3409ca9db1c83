// Builds the pages and the programs of the bench into .cache/bench.
import { join } from "node:path";
import { build } from "vite";

const pageNames = ["bare", "bare-apart", "confab", "peerjs", "simple-peer"];

const common = { configFile: false, logLevel: "warn" };

function buildPages(root) {
  return build({
    ...common,
    root: join(root, "bench/pages"),
    base: "./",
    resolve: { conditions: ["source", "module", "browser", "import", "default"] },
    build: {
      outDir: join(root, ".cache/bench/pages"),
      emptyOutDir: true,
      target: "chrome120",
      rolldownOptions: {
        input: Object.fromEntries(
          pageNames.map((name) => [name, join(root, `bench/pages/${name}/index.html`)]),
        ),
      },
    },
  });
}

function buildPrograms(root) {
  return build({
    ...common,
    root,
    resolve: { conditions: ["source", "node", "import", "default"] },
    ssr: { noExternal: ["@confab/protocol"] },
    build: {
      ssr: true,
      outDir: join(root, ".cache/bench/node"),
      emptyOutDir: true,
      target: "node20",
      rolldownOptions: {
        input: {
          main: join(root, "bench/src/main.ts"),
          load: join(root, "bench/src/load/main.ts"),
          relay: join(root, "bench/src/servers/relay.ts"),
          "peer-server": join(root, "bench/src/servers/peer-server.ts"),
        },
      },
    },
  });
}

export async function buildBench(root) {
  await buildPages(root);
  await buildPrograms(root);
}
