import type { Pair } from './pairs.ts';

const beta = 'openai/resources/beta/realtime/realtime';
const ga = 'openai/resources/realtime/realtime';

/** Imports, and members of clients. */
export const importPairs: readonly Pair[] = [
  {
    name: 'a client',
    given: `import { OpenAIRealtimeWS } from 'openai/beta/realtime/ws';`,
    want: `import { OpenAIRealtimeWS } from 'openai/realtime/ws';`,
  },
  {
    name: 'with the ending of its file',
    given: `import { OpenAIRealtimeWebSocket } from "openai/beta/realtime/websocket.mjs";`,
    want: `import { OpenAIRealtimeWebSocket } from "openai/realtime/websocket.mjs";`,
  },
  {
    name: 'types',
    given: `import type { RealtimeServerEvent } from '${beta}';`,
    want: `import type { RealtimeServerEvent } from '${ga}';`,
  },
  {
    name: 'require, import() and mocks',
    given: `const a = require('openai/beta/realtime/ws'); await import('openai/beta/realtime/ws'); vi.mock('openai/beta/realtime/ws'); jest.mock("openai/beta/realtime/ws");`,
    want: `const a = require('openai/realtime/ws'); await import('openai/realtime/ws'); vi.mock('openai/realtime/ws'); jest.mock("openai/realtime/ws");`,
  },
  {
    name: 'a type that is imported where it stands',
    given: `let e: import('${beta}').ErrorEvent;`,
    want: `let e: import('${ga}').RealtimeErrorEvent;`,
  },
  {
    name: 'a name, and where it is used',
    given: `import { ErrorEvent } from '${beta}';\nfunction f(e: ErrorEvent): ErrorEvent { return e.ErrorEvent; }`,
    want: `import { RealtimeErrorEvent } from '${ga}';\nfunction f(e: RealtimeErrorEvent): RealtimeErrorEvent { return e.ErrorEvent; }`,
  },
  {
    name: 'a name under another one',
    given: `import { ErrorEvent as Oops } from '${beta}';\nlet e: Oops;`,
    want: `import { RealtimeErrorEvent as Oops } from '${ga}';\nlet e: Oops;`,
  },
  {
    name: 'a name that the file has for something else too',
    given: `import { ErrorEvent } from '${beta}';\nfunction f<ErrorEvent>(e: ErrorEvent) {}\nlet g: ErrorEvent;`,
    want: `import { RealtimeErrorEvent as ErrorEvent } from '${ga}';\nfunction f<ErrorEvent>(e: ErrorEvent) {}\nlet g: ErrorEvent;`,
  },
  {
    name: 'a new name that is taken',
    given: `import { ErrorEvent } from '${beta}';\nlet g: ErrorEvent; type RealtimeErrorEvent = 1; let h: RealtimeErrorEvent;`,
    want: `import { RealtimeErrorEvent as ErrorEvent } from '${ga}';\nlet g: ErrorEvent; type RealtimeErrorEvent = 1; let h: RealtimeErrorEvent;`,
  },
  {
    name: 'a type inside of another one',
    given: `import type { SessionUpdateEvent } from '${beta}';\nlet s: SessionUpdateEvent.Session;`,
    want: `import type { RealtimeSessionCreateRequest } from '${ga}';\nlet s: RealtimeSessionCreateRequest;`,
  },
  {
    name: 'a type inside of another one, and that one',
    given: `import { type SessionUpdateEvent } from '${beta}';\nlet s: SessionUpdateEvent.Session; let u: SessionUpdateEvent;`,
    want: `import { type SessionUpdateEvent, type RealtimeSessionCreateRequest } from '${ga}';\nlet s: RealtimeSessionCreateRequest; let u: SessionUpdateEvent;`,
  },
  {
    name: 'a type two levels inside',
    given: `import { SessionUpdateEvent } from '${beta}';\nlet s: SessionUpdateEvent.Session.Tool;`,
    want: `import { Models } from '${ga}';\nlet s: Models;`,
  },
  {
    name: 'a type inside that has no counterpart',
    given: `import { SessionUpdateEvent } from '${beta}';\nlet s: SessionUpdateEvent.Session.Whatever;`,
    left: ['names SessionUpdateEvent.Session.Whatever'],
  },
  {
    name: 'a type inside of one that has another name',
    given: `import type { ResponseCreateEvent } from '${beta}';\nlet t: ResponseCreateEvent.Response.Whatever;`,
    left: ['names ResponseCreateEvent.Response.Whatever'],
  },
  {
    name: 'a type inside of one whose new name says nothing of it',
    given: `import type { SessionCreateParams } from 'openai/resources/beta/realtime/sessions';\nlet t: SessionCreateParams.TurnDetection;`,
    left: ['names SessionCreateParams.TurnDetection'],
  },
  {
    name: 'a name that the new module does not have, among others',
    given: `import { Session, type SessionCreateParams } from 'openai/resources/beta/realtime/sessions';\nlet s: Session;`,
    want: `import { Session } from 'openai/resources/beta/realtime/sessions';\nimport { type ClientSecretCreateParams } from 'openai/resources/realtime/client-secrets';\nlet s: Session;`,
    left: ['imports Session'],
  },
  {
    name: 'several such names behind the others',
    given: `import type {\n  SessionUpdateEvent,\n  ConversationItemContent,\n} from '${beta}';\nlet s: SessionUpdateEvent | ConversationItemContent;`,
    want: `import type { ConversationItemContent } from '${beta}';\nimport type {\n  SessionUpdateEvent,\n} from '${ga}';\nlet s: SessionUpdateEvent | ConversationItemContent;`,
    left: ['imports ConversationItemContent'],
  },
  {
    name: 'such a name by a namespace',
    given: `import * as RT from '${beta}';\nlet c: RT.ConversationItemContent;`,
    left: ['imports ConversationItemContent'],
  },
  {
    name: 'such a name inside of an import',
    given: `let s: import('openai/resources/beta/realtime/sessions').Session.TurnDetection;`,
    left: ['imports Session'],
  },
  {
    name: 'a package that speaks the beta alone',
    given: `import { RealtimeClient } from '@openai/realtime-api-beta';\nconst more = require('@openai/realtime-api-beta/dist/lib/client.js');`,
    left: [
      'imports @openai/realtime-api-beta',
      'imports @openai/realtime-api-beta/dist/lib/client.js',
    ],
  },
  {
    name: 'a package whose name only begins so',
    given: `import { x } from '@openai/realtime-api-beta-tools';`,
  },
  {
    name: 'a member by its key, which is elsewhere now',
    given: `import type { SessionCreateParams } from 'openai/resources/beta/realtime/sessions';\nlet v: SessionCreateParams['voice'];`,
    want: `import type { ClientSecretCreateParams } from 'openai/resources/realtime/client-secrets';\nlet v: ClientSecretCreateParams['voice'];`,
    left: [`names SessionCreateParams['voice']`],
  },
  {
    name: 'such a member, of what was renamed before',
    given: `import type { ClientSecretCreateParams } from 'openai/resources/realtime/client-secrets';\nlet v: ClientSecretCreateParams['voice']; let s: ClientSecretCreateParams['session'];`,
    left: [`names ClientSecretCreateParams['voice']`],
  },
  {
    name: 'a member by its key, of a type inside',
    given: `import type { SessionUpdateEvent as Update } from '${beta}';\nlet v: Update.Session['modalities']; let i: Update.Session['instructions'];`,
    want: `import type { RealtimeSessionCreateRequest } from '${ga}';\nlet v: RealtimeSessionCreateRequest['modalities']; let i: RealtimeSessionCreateRequest['instructions'];`,
    left: [`names Update.Session['modalities']`],
  },
  {
    name: 'a namespace',
    given: `import * as RT from '${beta}';\nlet e: RT.ErrorEvent; let s: RT.SessionUpdateEvent.Session;`,
    want: `import * as RT from '${ga}';\nlet e: RT.RealtimeErrorEvent; let s: RT.RealtimeSessionCreateRequest;`,
  },
  {
    name: 'what is passed on keeps its name',
    given: `export { ErrorEvent, RealtimeServerEvent } from '${beta}';\nexport * from 'openai/beta/realtime/ws';`,
    want: `export { RealtimeErrorEvent as ErrorEvent, RealtimeServerEvent } from '${ga}';\nexport * from 'openai/realtime/ws';`,
  },
  {
    name: 'types of ours',
    given: `import type { ConversationItemCreatedEvent, SessionUpdateEvent } from '@wireshape/openai-realtime/beta';\nlet e: ConversationItemCreatedEvent;`,
    want: `import type { ConversationItemAdded, SessionUpdateEvent } from '@wireshape/openai-realtime/ga';\nlet e: ConversationItemAdded;`,
  },
  {
    name: 'types of ours in a folder',
    given: `import type { Session } from '../generated/openai-realtime/beta/index.js';`,
    left: ['imports the types of beta'],
  },
  {
    name: 'a module of another part of the package',
    given: `import { Threads } from 'openai/resources/beta/threads';`,
  },
  {
    name: 'a member of a client',
    given: `import OpenAI from 'openai';\nconst key = await client.beta.realtime.sessions.create(body);`,
    want: `import OpenAI from 'openai';\nconst key = await client.realtime.clientSecrets.create(body);`,
  },
  {
    name: 'a member of a client that is called as the package',
    given: `await this.openai.beta.realtime.transcriptionSessions.create(body);`,
    want: `await this.openai.realtime.clientSecrets.create(body);`,
  },
  {
    name: 'a type by the client',
    given: `import OpenAI from 'openai';\nlet e: OpenAI.Beta.Realtime.RealtimeServerEvent;`,
    want: `import OpenAI from 'openai';\nlet e: OpenAI.Realtime.RealtimeServerEvent;`,
  },
  {
    name: 'a member of something else',
    given: `await supabase.beta.realtime.sessions.list();`,
    left: ['asks for beta.realtime.sessions'],
  },
  {
    name: 'a member that stands by itself',
    given: `import OpenAI from 'openai';\nconst { beta } = client;\nbeta.realtime.sessions.create(body);`,
    left: ['asks for beta.realtime.sessions'],
  },
];
