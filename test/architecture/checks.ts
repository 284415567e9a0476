import { builtinModules } from 'node:module';
import path from 'node:path/posix';
import { findImports, type Import, type Source } from './imports.ts';
import { doors, freeBuiltins, lazyFolders, roomsBelow, typesBelow } from './tables.ts';

export function isGenerator(file: string): boolean {
  return file.startsWith('generator/') && file.endsWith('.ts');
}

export function isGenerated(file: string): boolean {
  return file.startsWith('generated/') && file.endsWith('.ts');
}

/** `generator/emit/types.ts` stands in `emit`, `generator/index.ts` in a room of its own. */
export function roomOf(file: string): string {
  const [, room = ''] = file.split('/');
  return room.replace(/\.ts$/, '');
}

export function isRelative(specifier: string): boolean {
  return specifier.startsWith('.');
}

export function resolve(from: string, specifier: string): string {
  return path.join(path.dirname(from), specifier);
}

export function wrongWay(file: string, { to, kind, line }: Import): readonly string[] {
  const room = roomOf(file);
  if (!Object.hasOwn(roomsBelow, room))
    return [`${file}: no row of the table has the room ${room}`];
  if (!isRelative(to)) return [];
  const target = resolve(file, to);
  if (!isGenerator(target)) return [`${file}:${line}: leaves generator/ for ${target}`];
  const allowed = (kind === 'type' ? typesBelow : roomsBelow)[room] ?? [];
  if (roomOf(target) === room || allowed.includes(roomOf(target))) return [];
  return [`${file}:${line}: ${room} may not import ${roomOf(target)}`];
}

export function wrongDoor(file: string, { to, kind, line }: Import): readonly string[] {
  if (isRelative(to)) {
    const target = resolve(file, to);
    const folder = lazyFolders.find((one) => target.startsWith(one) && !file.startsWith(one));
    return folder === undefined || kind !== 'static'
      ? []
      : [`${file}:${line}: ${to} is loaded in every run`];
  }
  const name = builtinModules.includes(to) ? `node:${to}` : to;
  if (freeBuiltins.has(name)) return [];
  const exact = doors.filter((one) => one.package === name);
  const known =
    exact.length > 0 ? exact : doors.filter((one) => name.startsWith(`${one.package}/`));
  const at = `${file}:${line}`;
  if (known.length === 0) return [`${at}: ${to} has no door`];
  const door = known.find(({ files }) => files.some((prefix) => file.startsWith(prefix)));
  if (door === undefined) {
    const files = known.flatMap((one) => one.files).join(', ');
    return [`${at}: ${to} may be imported in ${files} alone`];
  }
  return door.load === 'lazy' && kind === 'static' ? [`${at}: ${to} is loaded in every run`] : [];
}

/** Circles of imports that run when the files are loaded; each is told once, from its first file in order of names. */
export function findCircles(sources: readonly Source[]): readonly string[] {
  const graph = new Map(
    sources
      .filter(({ file }) => isGenerator(file))
      .map((source) => {
        const files = findImports(source).filter(
          ({ kind, to }) => kind === 'static' && isRelative(to),
        );
        return [source.file, files.map(({ to }) => resolve(source.file, to))] as const;
      }),
  );
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file))
      circles.push([...trail.slice(trail.indexOf(file)), file].join(' -> '));
    if (done.has(file)) return;
    done.add(file);
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
  };
  for (const file of [...graph.keys()].sort()) visit(file, []);
  return circles;
}

/** Everything in a template beyond `{{x}}`, `#each x`, `#if x`, `{{> partial}}` and comments, as `line: what`. */
export function decisions(program: hbs.AST.Program): readonly string[] {
  return program.body.flatMap((node) => {
    const line = node.loc.start.line;
    if (node.type === 'BlockStatement') {
      const { path: name, params, hash, program: body, inverse } = node as hbs.AST.BlockStatement;
      const plain = ['each', 'if'].includes(name.original) && isPlain(params, hash, 1);
      const inside = [body, inverse].filter((one) => one as unknown);
      return [...(plain ? [] : [`${line}: #${name.original}`]), ...inside.flatMap(decisions)];
    }
    if (node.type === 'MustacheStatement') {
      const { params, hash, escaped, path: name } = node as hbs.AST.MustacheStatement;
      const plain = escaped && isPlain([name, ...params], hash, 1);
      return plain ? [] : [`${line}: a value that is worked out`];
    }
    if (node.type === 'PartialStatement') {
      const { name, params, hash } = node as hbs.AST.PartialStatement;
      const plain = name.type === 'PathExpression' && isPlain(params, hash, params.length);
      return plain ? [] : [`${line}: a partial that is worked out`];
    }
    return ['ContentStatement', 'CommentStatement'].includes(node.type)
      ? []
      : [`${line}: ${node.type}`];
  });
}

function isPlain(params: readonly hbs.AST.Expression[], hash: unknown, count: number): boolean {
  return (
    params.length === count &&
    hash === undefined &&
    params.every(({ type }) => type === 'PathExpression')
  );
}

export function findLines(text: string, pattern: RegExp): readonly number[] {
  return text.split('\n').flatMap((line, index) => (pattern.test(line) ? [index + 1] : []));
}
