import { describe, expect, it } from "vitest";
import { fill } from "./catalogue.ts";
import { en } from "./en.ts";

const rules = new Intl.PluralRules("en");
const numbers = new Intl.NumberFormat("en");

describe("fill", () => {
  it("puts values where the braces are", () => {
    expect(fill("{name} is here, {name}", { name: "Anna" }, rules, numbers)).toBe("Anna is here, Anna");
  });

  it("chooses the plural form by n and writes numbers as the language does", () => {
    const text = { one: "{n} person", other: "{n} people" };
    expect(fill(text, { n: 1 }, rules, numbers)).toBe("1 person");
    expect(fill(text, { n: 1200 }, rules, numbers)).toBe("1,200 people");
  });

  it("does not take braces in a value for a place to fill", () => {
    expect(fill("{a}{b}", { a: "{b}", b: "x" }, rules, numbers)).toBe("{b}x");
  });
});

it("has no empty text and none with blanks at its ends", () => {
  for (const text of Object.values(en))
    for (const form of typeof text === "string" ? [text] : Object.values(text)) {
      expect(form).not.toBe("");
      expect(form).toBe(form.trim());
    }
});
