// What the bundler makes of files that are not TypeScript. Class names are checked against their stylesheets by
// styles/class-names.test.ts, which TypeScript cannot do.
declare module "*.module.css";
declare module "*.css" {}
declare module "*.svg?raw" {
  const text: string;
  export default text;
}
