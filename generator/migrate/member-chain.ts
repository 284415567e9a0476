/**
 * How the client of a package is asked for what one of its modules holds, where the package keeps a module for each:
 * `openai/resources/beta/realtime/sessions` is `client.beta.realtime.sessions`. Undefined for a module of another kind.
 */
export function memberChain(module: string): readonly string[] | undefined {
  const [, , path] = /^(@[^/]+\/[^/]+|[^@/]+)\/resources\/(.+)$/.exec(module) ?? [];
  if (path === undefined) return undefined;
  const parts = path
    .replace(/\/\*$/, '')
    .replace(/\/index$|\.[cm]?js$/, '')
    .split('/');
  return parts.map((one) =>
    one.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  );
}
