/** The configuration is wrong, and the message says in one line which key, where it came from and what would be right. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}
