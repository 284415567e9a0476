/**
 * Takes the place of `change-case` in the built tool: the printer of openapi-typescript writes names in another case only where it is
 * asked for types at the top level, which rest.ts never asks for.
 */
export function pascalCase(name: string): never {
  throw new Error(`nothing of rest.ts is named anew, but ${name} was to be`);
}
