import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { answerHttp, type HttpState } from './answer-http.ts';
import { isRecord, record, type Data, type Dialect } from './dialect.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import { Scenario } from './scenario.ts';

/** What the server did not take, as it told the client. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  /** The event, or the path that was asked for. */
  readonly of: string;
}

/** What happened since the server began. */
export interface Seen {
  connections: number;
  readonly accepted: Data[];
  readonly refused: Refusal[];
  /** What the server itself sent that its own document does not allow; there must be none. */
  readonly ownFaults: string[];
}

/**
 * An OpenAI Realtime server that is as strict as the real one: a field that it does not know, an event of another version, a session
 * without its type, and everything that only another version's clients say is refused. It holds messages against the version's document
 * with ajv, both those that it gets and those that it sends.
 */
export class MockRealtimeServer {
  readonly seen: Seen = { connections: 0, accepted: [], refused: [], ownFaults: [] };
  readonly #dialect: Dialect;
  readonly #http: Server;
  readonly #sockets = new WebSocketServer({ noServer: true, handleProtocols: firstProtocol });
  readonly #state: HttpState;

  private constructor(dialect: Dialect) {
    this.#dialect = dialect;
    this.#state = { dialect, secrets: new Set(), calls: new Map() };
    this.#http = createServer((request, response) => void this.#answer(request, response));
    this.#http.on('upgrade', (request, socket, head) => {
      this.#sockets.handleUpgrade(request, socket, head, (one) => this.#serve(one, request));
    });
  }

  static async start(dialect: Dialect): Promise<MockRealtimeServer> {
    const server = new MockRealtimeServer(dialect);
    await new Promise<void>((resolve) => server.#http.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = answerHttp(this.#state, request, Buffer.concat(chunks).toString('utf8'));
    if (answer.refusal !== undefined) this.seen.refused.push(answer.refusal);
    response.writeHead(answer.status, { 'content-type': answer.contentType }).end(answer.body);
  }

  #serve(socket: WebSocket, request: IncomingMessage): void {
    const { seen } = this;
    seen.connections += 1;
    const send = (message: Data): void => {
      seen.ownFaults.push(...this.#faults(message));
      socket.send(JSON.stringify(message));
    };
    const refuse = (refusal: Refusal): void => {
      seen.refused.push(refusal);
      send(errorEvent(refusal));
    };
    const opened = refuseUpgrade(this.#dialect.version, this.#state.calls, request);
    if (typeof opened !== 'string') {
      refuse(opened);
      socket.close(4000, opened.code);
      return;
    }
    const scenario = new Scenario(this.#dialect, opened, send);
    socket.on('message', (data) => {
      const message = parsed((data as Buffer).toString('utf8'));
      const refusal = this.#refusalOf(message);
      if (refusal !== undefined) refuse(refusal);
      else if (message !== undefined) {
        seen.accepted.push(message);
        scenario.take(message);
      }
    });
    scenario.start();
  }

  #refusalOf(message: Data | undefined): Refusal | undefined {
    if (message === undefined) return { code: 'invalid_json', message: 'no JSON', of: '' };
    const of = String(message['type']);
    // The document still knows it, the server has not taken it since the beta ended.
    if (this.#dialect.version === 'ga' && of === 'transcription_session.update') {
      return { code: 'invalid_value', message: `there is no event ${of}`, of };
    }
    const [drift] = this.#dialect.check('client', message);
    if (drift === undefined) return undefined;
    // Of a choice that nothing fits, ajv tells each way in which it does not.
    if (this.#dialect.version === 'ga' && of === 'session.update' && !hasType(message)) {
      return { code: 'missing_required_parameter', message: 'session.type', of };
    }
    const code =
      drift.kind === 'unknown'
        ? 'unknown_parameter'
        : drift.kind === 'required'
          ? 'missing_required_parameter'
          : 'invalid_value';
    const where = drift.path === '' ? 'the event' : drift.path;
    return { code, message: `${where}: ${drift.kind} ${JSON.stringify(drift.value)}`, of };
  }

  #faults(message: Data): readonly string[] {
    return this.#dialect
      .check('server', message)
      .map(({ event, path, kind }) => `${event} ${path} ${kind}`);
  }
}

function hasType(update: Data): boolean {
  return record(update['session'])['type'] !== undefined;
}

function firstProtocol(protocols: ReadonlySet<string>): string | false {
  return [...protocols][0] ?? false;
}

function parsed(text: string): Data | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function errorEvent({ code, message }: Refusal): Data {
  const error = { type: 'invalid_request_error', code, message, param: null, event_id: null };
  return { type: 'error', event_id: 'event_error', error };
}
