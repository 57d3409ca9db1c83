// The confab command from a checkout: node scripts/confab.js status, stop, start, help.
import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { root, run, stop } from "./setup/run.js";

const program = join(root, "packages/server/dist/main.js");
if (!existsSync(program)) stop("nothing is built yet; npm start does that", 2);
process.exitCode = await run(process.execPath, [program, ...process.argv.slice(2)], { cwd: process.cwd() });
