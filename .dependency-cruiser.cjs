// The import rules of docs/architecture.md, enforced.
const only = (name, to, from) => ({
  name,
  severity: "error",
  from: { pathNot: [from, "^(e2e|bench)/", "\\.test\\.tsx?$", "/testing/"] },
  to: { path: to },
});
const never = (name, from, to, comment) => ({ name, severity: "error", comment, from, to });
const tests = "(\\.test\\.tsx?|\\.contract\\.ts)$|/testing/";

module.exports = {
  forbidden: [
    never("no-cycles", {}, { circular: true }),
    never("no-unresolved", {}, { couldNotResolve: true }),
    never(
      "no-orphans",
      { orphan: true, path: "^packages/", pathNot: ["\\.d\\.ts$", "vite\\.config\\.ts$", tests, "gallery"] },
      {},
    ),
    never("production-without-tests", { path: "^packages/", pathNot: tests }, { path: tests }),
    never("protocol-is-a-leaf", { path: "^packages/protocol/" }, { path: "^packages/(client|server|web)/" }),
    never("client-knows-protocol-only", { path: "^packages/client/" }, { path: "^packages/(server|web)/" }),
    never("server-knows-protocol-only", { path: "^packages/server/" }, { path: "^packages/(client|web)/" }),
    never("web-knows-client-and-protocol", { path: "^packages/web/" }, { path: "^packages/server/" }),
    never(
      "web-is-an-outsider",
      { path: "^packages/web/" },
      { path: "^packages/(client|protocol)/src/(?!index\\.ts)" },
      "The room app uses the SDK through its public interface, as anybody would.",
    ),
    never(
      "rooms-are-pure",
      { path: "^packages/server/src/rooms/", pathNot: tests },
      { path: "^packages/server/src/(?!rooms/)" },
    ),
    never(
      "rules-do-no-io",
      { path: "^packages/server/src/rooms/[^/]+\\.ts$", pathNot: ["secrets\\.ts$", tests] },
      { dependencyTypes: ["core"] },
    ),
    never(
      "media-alone",
      { path: "^packages/server/src/media/" },
      { path: "^packages/server/src/(engines|records)/" },
    ),
    never(
      "engines-alone",
      { path: "^packages/server/src/engines/" },
      { path: "^packages/server/src/(media|records)/" },
    ),
    never(
      "records-alone",
      { path: "^packages/server/src/records/" },
      { path: "^packages/server/src/(media|engines)/" },
    ),
    only(
      "one-door-to-socket.io",
      "^node_modules/socket\\.io/",
      "packages/server/src/signaling/socket-server\\.ts$",
    ),
    only(
      "one-door-to-engine.io-client",
      "^node_modules/engine\\.io-client/",
      "packages/client/src/signaling/polling\\.ts$",
    ),
    only(
      "one-door-to-the-database",
      "^node_modules/libsql/",
      "packages/server/src/rooms/store/sqlite-journal\\.ts$",
    ),
  ],
  options: {
    doNotFollow: { path: ["node_modules", "dist"] },
    exclude: { path: "(^|/)(dist|\\.cache|artifacts)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["source", "import", "types", "default"],
    },
  },
};
