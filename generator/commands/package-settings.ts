/** What a package of an API is called, and what it says of itself. */
export interface PackageSettings {
  /** Its name on npm, `@acme/chat`; the name of the API where it is left out. */
  readonly name?: string;
  /** One sentence, for npm and the README. */
  readonly description?: string;
  /** An SPDX expression, `MIT`; where it is left out, the package says that nobody has leave to use it. */
  readonly license?: string;
  /** The file with the text of the licence; `LICENSE` beside the config, where that is there and `license` is given. */
  readonly licenseFile?: string;
  /** The URL of the repository, `https://github.com/acme/chat`. */
  readonly repository?: string;
  /** The version that the package's root exports; the newest one that is no preview where it is left out. */
  readonly stable?: string;
}
