import { builtinModules } from 'node:module';

/** What npm has against a name for a new package, as the end of a sentence; undefined where it takes it. */
export function nameProblem(name: string): string | undefined {
  const [, scope, rest = ''] = /^@([^/]*)\/(.*)$/s.exec(name) ?? [undefined, undefined, name];
  if (name.length > longest) return `must not have more than ${String(longest)} characters`;
  for (const part of scope === undefined ? [rest] : [scope, rest]) {
    if (part === '') return 'must have a name in front of the slash and behind it';
    if (part !== part.toLowerCase()) return 'must be in small letters';
    if (/^[._-]/.test(part)) return 'must begin with a letter or a digit';
    if (!/^[a-z0-9._-]+$/.test(part)) {
      return 'must be of letters, digits, ".", "_" and "-", with perhaps a "@scope/" in front';
    }
  }
  const taken = ['node_modules', 'favicon.ico', ...builtinModules];
  return scope === undefined && taken.includes(name)
    ? 'must be another one: npm takes none'
    : undefined;
}

const longest = 214;

/** True for a version as npm wants it: `1.2.3`, `1.2.3-beta.1`. */
export function isPackageVersion(text: string): boolean {
  const number = '(?:0|[1-9]\\d*)';
  const part = `(?:${number}|\\d*[A-Za-z-][0-9A-Za-z-]*)`;
  return new RegExp(
    `^${number}\\.${number}\\.${number}(?:-${part}(?:\\.${part})*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`,
  ).test(text);
}
