import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseTarGzip } from 'nanotar';

const bin = createRequire(import.meta.url).resolve('verdaccio/bin/verdaccio');

/** A registry on loopback that begins empty and asks nobody else. */
export interface Registry {
  readonly url: string;
  /** Settings of npm that know this registry and nothing of the user's; `who` may publish, or nobody has said who it is. */
  readonly env: (who: 'publisher' | 'nobody') => NodeJS.ProcessEnv;
  readonly stop: () => Promise<void>;
  /** The same registry again, with what it has. */
  readonly start: () => Promise<void>;
  /** The versions that it has of a package; none of one that it does not know. Asked without npm, which takes a second to start. */
  readonly versions: (name: string) => Promise<readonly string[]>;
  /** The text of a file of a published package. */
  readonly file: (name: string, version: string, file: string) => Promise<string | undefined>;
}

/** What a registry says of a package, as far as tests ask. */
interface Packument {
  readonly versions: Readonly<
    Record<string, { readonly dist: { readonly tarball: string } } | undefined>
  >;
}

/** Starts Verdaccio, whose files are in a folder. */
export async function startRegistry(folder: string): Promise<Registry> {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}/`;
  const config = path.join(folder, 'config.yaml');
  writeFileSync(config, settings(folder));
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    child = spawn(process.execPath, [bin, '--config', config, '--listen', url], {
      cwd: folder,
      stdio: 'ignore',
      env: { PATH: process.env['PATH'], HOME: folder },
    });
    await untilUp(url, child);
  };
  const stop = async (): Promise<void> => {
    const running = child;
    child = undefined;
    if (running?.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await ended;
  };
  await start();
  const token = await signUp(url);
  const files = {
    publisher: path.join(folder, 'npmrc'),
    nobody: path.join(folder, 'npmrc-nobody'),
  };
  const common = `registry=${url}\ncache=${path.join(folder, 'cache')}\naudit=false\nfund=false\nupdate-notifier=false\n`;
  writeFileSync(files.nobody, common);
  writeFileSync(files.publisher, `${common}//127.0.0.1:${String(port)}/:_authToken=${token}\n`);
  const ask = async (name: string): Promise<Packument['versions']> => {
    const answer = await fetch(`${url}${name.replace('/', '%2f')}`);
    if (answer.status === 404) return {};
    return ((await answer.json()) as Packument).versions;
  };
  return {
    url,
    env: (who) => npmEnv(files[who], folder),
    stop,
    start,
    versions: async (name) => Object.keys(await ask(name)),
    file: async (name, version, file) => {
      const published = (await ask(name))[version];
      if (published === undefined) return undefined;
      const tarball = await (await fetch(published.dist.tarball)).arrayBuffer();
      const entries = await parseTarGzip(tarball);
      return entries.find((one) => one.name === `package/${file}`)?.text;
    },
  };
}

/** Whatever the surroundings say of npm, and of the CI that the tests run in, is left out. */
function npmEnv(userconfig: string, folder: string): NodeJS.ProcessEnv {
  const names = Object.keys(process.env).filter((one) =>
    /^(?:npm_|NODE_AUTH|NPM_|GITHUB_|ACTIONS_|GITLAB_|CI$)/i.test(one),
  );
  return {
    ...Object.fromEntries(names.map((one) => [one, undefined])),
    NPM_CONFIG_USERCONFIG: userconfig,
    NPM_CONFIG_GLOBALCONFIG: path.join(folder, 'npmrc-of-nobody'),
    // A run that is killed leaves its folder behind.
    TMPDIR: folder,
    // A registry that is down is asked once.
    NPM_CONFIG_FETCH_RETRIES: '0',
  };
}

function settings(folder: string): string {
  return JSON.stringify({
    storage: path.join(folder, 'storage'),
    auth: { htpasswd: { file: path.join(folder, 'htpasswd') } },
    uplinks: {},
    packages: {
      '@refused/*': { access: '$all', publish: 'somebody-else' },
      '**': { access: '$all', publish: '$authenticated' },
    },
    web: { enable: false },
    max_body_size: '100mb',
    log: { type: 'stdout', format: 'json', level: 'error' },
  });
}

async function signUp(url: string): Promise<string> {
  const name = 'publisher';
  const body = {
    _id: `org.couchdb.user:${name}`,
    name,
    password: 'only-for-this-test',
    type: 'user',
  };
  const answer = await fetch(`${url}-/user/org.couchdb.user:${name}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { token } = (await answer.json()) as { readonly token?: string };
  if (token === undefined) throw new Error(`the registry gives no token: ${String(answer.status)}`);
  return token;
}

async function untilUp(url: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error('the registry has ended');
    const isUp = await fetch(`${url}-/ping`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the registry does not come up');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('no port'));
      });
    });
  });
}
