/** What every method of a store answers after `close`. */
export class StoreClosed extends Error {
  override readonly name = "StoreClosed";

  constructor() {
    super("The room store is closed.");
  }
}
