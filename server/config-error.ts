/** A flag or variable that can't be used; the message is the sentence a person needs. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}
