// Loaded into a server under test with --require: answers on the IPC channel how much memory is really in use.
process.on("message", (message) => {
  if (message !== "memory") return;
  for (let i = 0; i < 3; i++) global.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send({ heapUsed, external, rss });
});
process.channel?.unref();
