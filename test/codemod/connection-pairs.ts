import type { Pair } from './pairs.ts';

const wss = 'wss://api.openai.com/v1/realtime';
const api = 'https://api.openai.com/v1';

/** Headers, subprotocols, paths and models. */
export const connectionPairs: readonly Pair[] = [
  {
    name: 'a header among others',
    given: `new WebSocket('${wss}', { headers: { Authorization: key, 'OpenAI-Beta': 'realtime=v1' } });`,
    want: `new WebSocket('${wss}', { headers: { Authorization: key } });`,
  },
  {
    name: 'the first one',
    given: `const o = { headers: { 'OpenAI-Beta': 'realtime=v1', Authorization: key } };`,
    want: `const o = { headers: { Authorization: key } };`,
  },
  {
    name: 'on a line of its own, with a comment',
    given: `const headers = {\n  Authorization: key,\n  'OpenAI-Beta': 'realtime=v1', // needed\n  Origin: 'x',\n};`,
    want: `const headers = {\n  Authorization: key,\n  Origin: 'x',\n};`,
  },
  {
    name: 'the last line, without a comma',
    given: `const headers = {\n  Authorization: key,\n  "OpenAI-Beta": "realtime=v1"\n};`,
    want: `const headers = {\n  Authorization: key,\n};`,
  },
  {
    name: 'the only one',
    given: `new WebSocket(url, { headers: { 'OpenAI-Beta': 'realtime=v1' } });`,
    want: `new WebSocket(url);`,
  },
  {
    name: 'the only one of headers beside other options',
    given: `new WebSocket(url, { agent, headers: { 'openai-beta': 'realtime=v1' } });`,
    want: `new WebSocket(url, { agent });`,
  },
  {
    name: 'the only one of a constant',
    given: `const headers = { 'OpenAI-Beta': 'realtime=v1' };`,
    want: `const headers = {};`,
  },
  {
    name: 'on a condition',
    given: `const h = { a, ...(beta ? { 'OpenAI-Beta': 'realtime=v1' } : {}) };`,
    want: `const h = { a, ...(beta ? {} : {}) };`,
  },
  {
    name: 'default headers of a client',
    given: `new OpenAI({ apiKey, defaultHeaders: { 'OpenAI-Beta': 'realtime=v1' } });`,
    want: `new OpenAI({ apiKey });`,
  },
  {
    name: 'set and append',
    given: `headers.set('OpenAI-Beta', 'realtime=v1');\nheaders.append("OpenAI-Beta", "realtime=v1");\nsend();`,
    want: `send();`,
  },
  {
    name: 'set, under a condition without a block',
    given: `if (beta) headers.set('OpenAI-Beta', 'realtime=v1');`,
    want: `if (beta) {}`,
  },
  {
    name: 'set, in a chain',
    given: `const h = new Headers().set('OpenAI-Beta', 'realtime=v1').get('x');`,
    left: ['sends OpenAI-Beta'],
  },
  {
    name: 'an assignment',
    given: `headers['OpenAI-Beta'] = 'realtime=v1';\nsend();`,
    want: `send();`,
  },
  {
    name: 'pairs',
    given: `new Headers([['A', 'b'], ['OpenAI-Beta', 'realtime=v1']]);`,
    want: `new Headers([['A', 'b']]);`,
  },
  {
    name: 'a value by a constant',
    given: `const BETA = 'realtime=v1';\nconst h = { A: 'b', 'OpenAI-Beta': BETA };`,
    want: `const BETA = 'realtime=v1';\nconst h = { A: 'b' };`,
  },
  {
    name: 'a value that nobody knows',
    given: `const h = { 'OpenAI-Beta': version };`,
    left: ['sends OpenAI-Beta'],
  },
  { name: 'the header of another API', given: `const h = { 'OpenAI-Beta': 'assistants=v2' };` },
  {
    name: 'a line for curl',
    given: `const args = ['-H', 'OpenAI-Beta: realtime=v1'];`,
    left: ['sends OpenAI-Beta'],
  },
  {
    name: 'a subprotocol among others',
    given: `new WebSocket(url, ['realtime', 'openai-insecure-api-key.' + key, 'openai-beta.realtime-v1']);`,
    want: `new WebSocket(url, ['realtime', 'openai-insecure-api-key.' + key]);`,
  },
  {
    name: 'a subprotocol on a line',
    given: `const p = [\n  'realtime',\n  'openai-beta.realtime-v1',\n];`,
    want: `const p = [\n  'realtime',\n];`,
  },
  {
    name: 'a subprotocol that is pushed',
    given: `protocols.push('openai-beta.realtime-v1');\nsend();`,
    want: `send();`,
  },
  {
    name: 'subprotocols in one text',
    given: `new WebSocket(url, 'realtime, openai-beta.realtime-v1');`,
    left: ['asks for the subprotocol openai-beta.realtime-v1'],
  },
  {
    name: 'keys for browsers',
    given: `fetch('${api}/realtime/sessions', { method: 'POST', headers });`,
    want: `fetch('${api}/realtime/client_secrets', { method: 'POST', headers });`,
  },
  {
    name: 'behind the host as a hole',
    given: 'fetch(`${BASE}/v1/realtime/sessions`, { method: "POST" });',
    want: 'fetch(`${BASE}/v1/realtime/client_secrets`, { method: "POST" });',
  },
  {
    name: 'behind the host in a sum',
    given: `fetch(BASE + '/v1/realtime/sessions', { method: 'POST' });`,
    want: `fetch(BASE + '/v1/realtime/client_secrets', { method: 'POST' });`,
  },
  {
    name: 'behind a base with its version',
    given: `const BASE = '${api}';\nfetch(\`\${BASE}/realtime/sessions\`, { method: 'POST' });`,
    want: `const BASE = '${api}';\nfetch(\`\${BASE}/realtime/client_secrets\`, { method: 'POST' });`,
  },
  {
    name: 'behind a base that may be set from outside',
    given: `const base = process.env.BASE ?? '${api}/';\nfetch(base + '/realtime/sessions', { method: 'POST' });`,
    want: `const base = process.env.BASE ?? '${api}/';\nfetch(base + '/realtime/client_secrets', { method: 'POST' });`,
  },
  {
    name: 'behind a field of a class',
    given: `class Keys {\n  base = '${api}';\n  make() {\n    return fetch(\`\${this.base}/realtime/sessions\`, { method: 'POST' });\n  }\n}`,
    want: `class Keys {\n  base = '${api}';\n  make() {\n    return fetch(\`\${this.base}/realtime/client_secrets\`, { method: 'POST' });\n  }\n}`,
  },
  {
    name: 'behind the base of a client',
    given: `const http = axios.create({ baseURL: '${api}' });\nawait http.post('/realtime/sessions', body);`,
    want: `const http = axios.create({ baseURL: '${api}' });\nawait http.post('/realtime/client_secrets', body);`,
    left: ['asks for body'],
  },
  {
    name: 'the last word behind a base that has all else',
    given: `const base = '${api}/realtime';\nfetch(\`\${base}/sessions\`, { method: 'POST' });`,
    want: `const base = '${api}/realtime';\nfetch(\`\${base}/client_secrets\`, { method: 'POST' });`,
  },
  {
    name: 'a base that stands alone, too',
    given: `const base = '${api}/realtime';\nfetch(\`\${base}/sessions\`, { method: 'POST' });\nfetch(base, { method: 'POST', body: sdp });`,
    want: `const base = '${api}/realtime';\nfetch(\`\${base}/client_secrets\`, { method: 'POST' });\nfetch(base, { method: 'POST', body: sdp });`,
    left: ['asks for POST /v1/realtime'],
  },
  {
    name: 'an offer behind a base',
    given: `const BASE = '${api}';\nfetch(\`\${BASE}/realtime?model=\${m}\`, { method: 'POST', body: sdp });`,
    want: `const BASE = '${api}';\nfetch(\`\${BASE}/realtime/calls?model=\${m}\`, { method: 'POST', body: sdp });`,
  },
  {
    name: 'behind a base that only its name tells of',
    given: 'fetch(`${config.openaiUrl}/realtime/sessions`, { method: "POST" });',
    want: 'fetch(`${config.openaiUrl}/realtime/client_secrets`, { method: "POST" });',
  },
  {
    name: 'behind a base that nothing tells of',
    given: 'fetch(`${config.url}/realtime/sessions`, { method: "POST" });',
    left: ['asks for POST /v1/realtime/sessions'],
  },
  {
    name: 'behind a base of somebody else',
    given: `const BASE = 'https://example.com/v1';\nfetch(\`\${BASE}/realtime/sessions\`, { method: 'POST' });`,
  },
  {
    name: 'behind a host that is a hole of a constant',
    given:
      'const base = `https://${host}/v1`;\nfetch(`${base}/realtime/sessions`, { method: "POST" });',
    want: 'const base = `https://${host}/v1`;\nfetch(`${base}/realtime/client_secrets`, { method: "POST" });',
  },
  {
    name: 'a socket behind a base',
    given: `const BASE = 'wss://api.openai.com/v1';\nnew WebSocket(\`\${BASE}/realtime?model=\${m}\`);`,
  },
  {
    name: 'a constant that is fetched',
    given: `const URL_ = "${api}/realtime/transcription_sessions";\nfetch(URL_, { method: 'POST' });`,
    want: `const URL_ = "${api}/realtime/client_secrets";\nfetch(URL_, { method: 'POST' });`,
  },
  {
    name: 'a path of the program itself, perhaps',
    given: `app.post('/v1/realtime/sessions', handler);`,
    left: ['asks for POST /v1/realtime/sessions'],
  },
  {
    name: 'a path of somebody else',
    given: `fetch('https://realtime.example.com/v1/realtime/sessions', { method: 'POST' });`,
  },
  {
    name: 'a path that a server listens on',
    given: `new WebSocketServer({ path: '/v1/realtime' });`,
  },
  {
    name: 'a socket behind a host as a hole',
    given: 'stream({ url: `wss://${host}/v1/realtime`, track });',
  },
  {
    name: 'a page of a manual',
    given: 'const page = `Send POST https://api.openai.com/v1/realtime/sessions first.`;',
  },
  { name: 'a longer path', given: `fetch('${api}/realtime/sessions/s1', { method: 'POST' });` },
  {
    name: 'an offer for WebRTC',
    given:
      'fetch(`https://api.openai.com/v1/realtime?model=${model}`, { method: "POST", body: offer.sdp });',
    want: 'fetch(`https://api.openai.com/v1/realtime/calls?model=${model}`, { method: "POST", body: offer.sdp });',
  },
  {
    name: 'an offer by a constant',
    given: `const base = '${api}/realtime';\nawait fetch(\`\${base}?model=\${m}\`, { method: 'POST' });`,
    want: `const base = '${api}/realtime/calls';\nawait fetch(\`\${base}?model=\${m}\`, { method: 'POST' });`,
  },
  { name: 'a socket', given: `new WebSocket('${wss}?intent=transcription');` },
  {
    name: 'a path that both are made of',
    given: `const base = '${api}/realtime';\nfetch(base, { method: 'POST' });\nnew WebSocket(base);`,
    left: ['asks for POST /v1/realtime'],
  },
  {
    name: 'a model that is retired',
    given: `const model = 'gpt-4o-realtime-preview-2024-10-01';`,
    left: ['names gpt-4o-realtime-preview-2024-10-01'],
  },
  {
    name: 'a model, where that is chosen',
    options: ['models'],
    given: `const model = 'gpt-4o-realtime-preview'; const u = '${wss}?model=gpt-4o-mini-realtime-preview&x=1';`,
    want: `const model = 'gpt-realtime'; const u = '${wss}?model=gpt-realtime&x=1';`,
  },
  {
    name: 'a model of another API',
    options: ['models'],
    given: `const model = 'gpt-4o'; const other = 'my-gpt-4o-realtime-preview-x';`,
  },
  {
    name: 'a WebSocket that a request opens',
    given: `const up = await fetch('https://api.openai.com/v1/realtime?model=m', { headers: { Upgrade: 'websocket', 'OpenAI-Beta': 'realtime=v1' } });`,
    want: `const up = await fetch('https://api.openai.com/v1/realtime?model=m', { headers: { Upgrade: 'websocket' } });`,
  },
  {
    name: 'a WebSocket that a request opens, with headers that stand elsewhere',
    given: `const headers = { upgrade: 'WebSocket' };\nconst init = { headers };\nfetch('https://api.openai.com/v1/realtime?model=m', init);`,
  },
  {
    name: 'a path without a slash in front',
    given: 'const path = `openai/realtime?api-version=2024-10-01-preview&deployment=${name}`;',
    left: ['asks for /openai/realtime'],
  },
  {
    name: 'a file of the same name',
    given: `import x from 'openai/realtime/ws'; const y = 'openai/realtime';`,
  },
];
