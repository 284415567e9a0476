import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, describe, expect, test } from 'vitest';
import { emitRest } from '../generator/emit/rest.ts';
import { bundleHttp } from '../generator/load/http-bundle.ts';
import type { Draft } from '../generator/render/drafts.ts';
import { loadTemplates } from '../generator/render/templates.ts';
import { versions } from './facts/tables.ts';
import { readHttp } from './http/document.ts';
import { existingMigrations, migrated } from './migrate/converters.ts';
import { emit, modelOfFile, root } from './output/emit.ts';

const render = await loadTemplates();

const drafts: readonly Draft[] = (
  await Promise.all(
    versions.map(async (version) => {
      const model = modelOfFile(`spec/openai-realtime/${version}.asyncapi.yaml`);
      const http = await emitRest(bundleHttp(readHttp(version), model, []), model, render);
      return [...emit(model), http].map((one) => ({ ...one, path: `${version}/${one.path}` }));
    }),
  )
).flat();

/** What leads from one version to another. */
const converters: readonly Draft[] = await Promise.all(
  existingMigrations.map(async ([before, after]) => {
    return { path: `migrate/${before}-to-${after}.ts`, text: (await migrated(before, after)).text };
  }),
);

const everywhere = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noPropertyAccessFromIndexSignature: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  noEmit: true,
  skipLibCheck: true,
  target: 'es2022',
  // No DOM and no Node: the output runs anywhere.
  lib: ['es2022'],
  types: [],
};
const since55 = { declaration: true, isolatedDeclarations: true };
const since58 = { erasableSyntaxOnly: true };

/** Each release with the name under which it is installed and the flags that it knows. */
const compilers = [
  ['5.4', 'typescript-5.4', everywhere],
  ['5.9', 'typescript', { ...everywhere, ...since55, ...since58 }],
  ['6.0', 'typescript-6', { ...everywhere, ...since55, ...since58 }],
  ['7.0', 'typescript-7', { ...everywhere, ...since55, ...since58 }],
] as const;

const resolutions = {
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
} as const;

/** Both versions in one file; what is expected to be refused shows that each compiler sees the types at all. */
const sideBySide = `import * as beta from './beta/index.js';
import * as ga from './ga/index.js';
import { parseRealtimeServerEvent, type RealtimeClientEventParam } from './ga/index.js';

export function idOf(event: beta.RealtimeServerEvent | undefined, data: unknown): string | undefined {
  if (event !== undefined && beta.isResponseDoneEvent(event)) return event.response.id;
  const parsed = parseRealtimeServerEvent(data);
  return parsed.outcome === 'known' && ga.isRealtimeErrorEvent(parsed.event) ? undefined : 'other';
}

export const speak: RealtimeClientEventParam = { type: 'response.create', response: { metadata: null } };
export const added: ga.RealtimeServerEventOf<'conversation.item.added'>['type'] = 'conversation.item.added';
export const first: beta.RealtimeServerEventType | undefined = beta.realtimeServerEventTypes[0];

// @ts-expect-error an event of beta alone
export const audio: ga.RealtimeServerEventType = 'response.audio.delta';
// @ts-expect-error a misspelt key
export const cancel: RealtimeClientEventParam = { type: 'response.cancel', evnt_id: 'x' };
// @ts-expect-error an optional key is absent or a string
export const unset: ga.InputAudioBufferClearEventParam = { type: 'input_audio_buffer.clear', event_id: undefined };
`;

/** What each event becomes, as the types say it. */
const converted = `import * as beta from './beta/index.js';
import * as ga from './ga/index.js';
import { downgradeServerEvent, upgradeClientEvent, upgradeServerEvent, upgradeSession, type Loss } from './migrate/beta-to-ga.js';

export function relay(event: beta.RealtimeServerEvent, send: (event: ga.RealtimeServerEvent) => void): readonly Loss[] {
  const { values, losses } = upgradeServerEvent(event);
  for (const one of values) send(one);
  return losses;
}

export function relayBack(event: ga.RealtimeServerEvent): readonly beta.RealtimeServerEvent[] {
  return downgradeServerEvent(event).values;
}

export function one(event: beta.ResponseAudioDeltaEvent): ga.ResponseAudioDeltaEvent {
  const [only] = upgradeServerEvent(event).values;
  // @ts-expect-error there is one, and no second
  upgradeServerEvent(event).values[1];
  return only;
}

export function two(event: beta.ConversationItemCreatedEvent): ga.ConversationItemDone | undefined {
  const { values } = upgradeServerEvent(event);
  const added: ga.ConversationItemAdded = values[0];
  // @ts-expect-error it has another name now
  const created: ga.ConversationItemCreatedEvent = values[0];
  return values.length === 2 ? values[1] : created && added && undefined;
}

export function none(event: ga.McpListToolsFailed): readonly [] {
  return downgradeServerEvent(event).values;
}

export const sent: ga.RealtimeClientEventParam = upgradeClientEvent({
  type: 'session.update',
  session: { voice: 'ash', modalities: ['text'] },
}).values[0];

export const readonlyLists: readonly [ga.SessionUpdateEventParam] = upgradeClientEvent({
  type: 'session.update',
  session: { modalities: ['text'] as const },
} satisfies beta.RealtimeClientEventParam).values;

export const session: ga.RealtimeSessionCreateRequest = upgradeSession({ temperature: 1 }).value;
// @ts-expect-error no session of beta
upgradeSession({ type: 'realtime' });
// @ts-expect-error no event of beta
upgradeServerEvent({ type: 'response.output_audio.delta', event_id: 'e' });
`;

const folder = mkdtempSync(path.join(tmpdir(), 'wireshape-compile-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
for (const { path: file, text } of [
  ...drafts,
  ...converters,
  { path: 'side-by-side.ts', text: sideBySide },
  { path: 'converted.ts', text: converted },
  { path: 'package.json', text: '{ "type": "module" }' },
]) {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

describe.each(compilers)('TypeScript %s', (release, compiler, flags) => {
  const installed = path.join(root, 'node_modules', compiler);

  test('is what runs', () => {
    const { version } = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8'));
    expect(version).toMatch(new RegExp(`^${release}[.]`));
  });

  test('compiles each version, under nodenext and bundler', async () => {
    const runs = Object.entries(resolutions).map(([name, resolution]) => {
      const project = `tsconfig.${compiler}.${name}.json`;
      const compilerOptions = { ...flags, ...resolution };
      const config = { compilerOptions, include: ['**/*.ts'] };
      writeFileSync(path.join(folder, project), JSON.stringify(config));
      return compile(path.join(installed, 'bin/tsc'), project);
    });
    expect(await Promise.all(runs)).toEqual(['', '']);
  });
});

/** What a compiler has to say about a project, at most. */
function compile(tsc: string, project: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, '-p', project], { cwd: folder }, (error, out, err) => {
      resolve(`${out}${err}${error === null || out !== '' ? '' : error.message}`);
    });
  });
}

test.each([...drafts, ...converters].map((draft) => [draft.path, draft.text]))(
  '%s holds no any',
  (file, text) => {
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(node.parent.getText());
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true));
    expect(found).toEqual([]);
  },
);

test.each(converters.map((draft) => [draft.path, draft.text]))(
  '%s imports types of its two versions, and nothing that runs',
  (file, text) => {
    const [, before = '', after = ''] = /(\w+)-to-(\w+)\.ts$/.exec(file) ?? [];
    expect(text.match(/^import .*$/gm)).toEqual(
      [before, after].map((one) => `import type * as ${one} from '../${one}/index.js';`),
    );
  },
);

describe.each(drafts.map((draft) => [draft.path, draft.text]))('%s', (file, text) => {
  test('imports its neighbours alone', () => {
    const { importedFiles, referencedFiles, typeReferenceDirectives } = ts.preProcessFile(text);
    expect([...referencedFiles, ...typeReferenceDirectives]).toEqual([]);
    const neighbours = drafts.map((draft) => draft.path);
    for (const { fileName } of importedFiles) {
      expect(fileName).toMatch(/^\.\/\w+\.js$/);
      const target = path.posix.join(path.posix.dirname(file), fileName).replace(/\.js$/, '.ts');
      expect(neighbours).toContain(target);
    }
  });
});
