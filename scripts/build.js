// npm run build: builds what is older than its sources.
import { buildStale } from "./setup/build.js";
import { stop } from "./setup/run.js";

const failure = await buildStale();
if (failure !== null) stop(`the build failed:\n${failure}`);
