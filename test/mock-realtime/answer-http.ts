import type { IncomingMessage } from 'node:http';
import { record, type Data, type Dialect } from './dialect.ts';
import type { Refusal } from './mock-server.ts';

/** What the HTTP side of a server remembers. */
export interface HttpState {
  readonly dialect: Dialect;
  /** Ephemeral keys that it gave out. */
  readonly secrets: Set<string>;
  /** Calls that it answered, with the model of each. */
  readonly calls: Map<string, string>;
}

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly refusal: Refusal | undefined;
}

/** Answers what goes over HTTP: an ephemeral key for a browser, and the SDP of a call. */
export function answerHttp(state: HttpState, request: IncomingMessage, body: string): Answer {
  const { version } = state.dialect;
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://mock');
  const route = `${request.method ?? ''} ${pathname}`;
  const bearer = (request.headers.authorization ?? '').replace(/^Bearer /, '');
  if (bearer === '') return refused(401, 'invalid_api_key', route, 'no key');
  if (version === 'ga' && request.headers['openai-beta'] !== undefined) {
    return refused(400, 'beta_api_shape_disabled', route, 'the beta has ended');
  }
  const call = version === 'beta' ? 'POST /v1/realtime' : 'POST /v1/realtime/calls';
  if (route === call) return answerCall(state, route, bearer, body, searchParams.get('model'));
  const key =
    version === 'beta' ? 'POST /v1/realtime/sessions' : 'POST /v1/realtime/client_secrets';
  if (route === key) return answerKey(state, route, body);
  return refused(404, 'not_found', route, `there is no ${route}`);
}

function answerKey(state: HttpState, route: string, body: string): Answer {
  const asked = record(JSON.parse(body));
  const { version } = state.dialect;
  const unknown = Object.keys(asked).find(
    (one) => version === 'ga' && !['session', 'expires_after'].includes(one),
  );
  if (unknown !== undefined) return refused(400, 'unknown_parameter', route, unknown);
  const session = version === 'ga' ? asked['session'] : asked;
  if (session !== undefined) {
    const [drift] = state.dialect.check('client', { type: 'session.update', session });
    if (drift !== undefined) {
      return refused(400, drift.kind, route, `${drift.path}: ${JSON.stringify(drift.value)}`);
    }
  }
  const value = `ek_${state.secrets.size + 1}`;
  const expires_at = 1_800_000_000;
  state.secrets.add(value);
  const whole = state.dialect.merged(state.dialect.session, record(session));
  return json(
    version === 'ga'
      ? { value, expires_at, session: whole }
      : { ...whole, client_secret: { value, expires_at } },
  );
}

function answerCall(
  state: HttpState,
  route: string,
  bearer: string,
  body: string,
  model: string | null,
): Answer {
  if (!state.secrets.has(bearer)) return refused(401, 'invalid_api_key', route, 'not my key');
  if (!body.startsWith('v=0')) return refused(400, 'invalid_offer', route, 'no SDP');
  if (model === null && state.dialect.version === 'beta') {
    return refused(400, 'missing_model', route, 'which model?');
  }
  const id = `rtc_${state.calls.size + 1}`;
  state.calls.set(id, model ?? String(state.dialect.session['model']));
  const text = `v=0\r\na=mock-call:${id}\r\n`;
  return { status: 201, contentType: 'application/sdp', body: text, refusal: undefined };
}

function json(value: Data): Answer {
  const body = JSON.stringify(value);
  return { status: 200, contentType: 'application/json', body, refusal: undefined };
}

function refused(status: number, code: string, of: string, message: string): Answer {
  const body = JSON.stringify({ error: { code, message } });
  return { status, contentType: 'application/json', body, refusal: { code, message, of } };
}
