import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build as bundle, type Plugin } from 'esbuild';
import type { Dialect } from './dialect.ts';
import { MockRealtimeServer, type Seen } from './mock-server.ts';

/** What an application did, in the words of the script that drives it; or how it failed. */
export type Outcome =
  | { readonly kind: 'done'; readonly observed: unknown }
  | { readonly kind: 'failed'; readonly how: string };

const here = path.join(import.meta.dirname, 'stand-ins');
const modules = path.join(import.meta.dirname, '../../node_modules');

/**
 * Bundles the script `drive.mjs` of an application's folder with the application. What it imports from npm is really imported, but for
 * `ws`, whose sockets lead to the mock server, and packages that are not installed here.
 */
export async function bundleApp(folder: string): Promise<string> {
  const outfile = path.join(folder, 'bundle.mjs');
  await bundle({
    entryPoints: [path.join(folder, 'drive.mjs')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // What is CommonJS in the bundle still asks for the modules of Node.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    nodePaths: [modules],
    jsx: 'automatic',
    inject: [path.join(here, 'browser.mjs')],
    plugins: [standIns, withoutBetaHeader],
    logLevel: 'silent',
  });
  return outfile;
}

const standIns: Plugin = {
  name: 'stand-ins',
  setup: (build) => {
    build.onResolve({ filter: /^real-ws$/ }, () => ({
      path: path.join(modules, 'ws/index.js'),
      external: true,
    }));
    build.onResolve({ filter: /^ws$/ }, () => ({ path: path.join(here, 'ws.cjs') }));
    build.onResolve({ filter: /^react(?:\/jsx-runtime)?$/ }, () => ({
      path: path.join(here, 'react.mjs'),
    }));
    build.onResolve({ filter: /^vitest$/ }, () => ({ path: path.join(here, 'vitest.mjs') }));
    build.onResolve({ filter: /^judge$/ }, () => ({ path: path.join(here, 'observe.mjs') }));
  },
};

/** `openai` 5.20.0 has the types of GA, but its client still sends the header of the beta, up to 5.23.0. */
const withoutBetaHeader: Plugin = {
  name: 'without-beta-header',
  setup: (build) => {
    build.onLoad(
      { filter: /node_modules[\\/]openai[\\/]realtime[\\/]ws\.m?js$/ },
      ({ path: file }) => {
        const text = readFileSync(file, 'utf8');
        const contents = text.replace("'OpenAI-Beta': 'realtime=v1',", '');
        if (contents === text) throw new Error(`${file} no longer sends the header`);
        return { contents, loader: 'js' };
      },
    );
  },
};

/** Runs a bundle beside a server of its own until it prints what it observed; it waits so many milliseconds for each thing. */
export async function runBundle(
  file: string,
  dialect: Dialect,
  patience: number,
): Promise<{ readonly outcome: Outcome; readonly seen: Seen }> {
  const server = await MockRealtimeServer.start(dialect);
  const outcome = await runBeside(file, {
    MOCK_PORT: String(server.port),
    MOCK_VERSION: dialect.version,
    MOCK_PATIENCE: String(patience),
  });
  await server.close();
  return { outcome, seen: server.seen };
}

async function runBeside(file: string, env: NodeJS.ProcessEnv): Promise<Outcome> {
  const child = spawn(process.execPath, [file], {
    cwd: path.dirname(file),
    env: {
      ...process.env,
      ...env,
      OPENAI_API_KEY: 'sk-mock',
      AZURE_OPENAI_API_KEY: 'azure-mock',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  const [, told] = /^OBSERVED (.*)$/m.exec(out) ?? [];
  return told === undefined
    ? { kind: 'failed', how: (err + out).trim().slice(-600) }
    : { kind: 'done', observed: JSON.parse(told) };
}
