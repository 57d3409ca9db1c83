import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("the README's sample is the example that the type checker sees", () => {
  const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
  const example = readFileSync(new URL("../examples/ten-lines.ts", import.meta.url), "utf8");
  expect(readme.match(/```ts\n([\s\S]*?)```/)?.[1]).toBe(example);
});
