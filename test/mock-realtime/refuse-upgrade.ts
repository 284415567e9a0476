import type { IncomingMessage } from 'node:http';
import type { Refusal } from './mock-server.ts';

/** The model of a connection that may be opened, or why it may not. */
export function refuseUpgrade(
  version: 'beta' | 'ga',
  calls: ReadonlyMap<string, string>,
  { url = '', headers }: IncomingMessage,
): string | Refusal {
  const { pathname, searchParams } = new URL(url, 'ws://mock');
  const call = calls.get(pathname.replace('/calls/', ''));
  if (call !== undefined) return call;
  const protocols = (headers['sec-websocket-protocol'] ?? '').split(/, ?/);
  const saysBeta =
    headers['openai-beta'] !== undefined || protocols.includes('openai-beta.realtime-v1');
  const key = protocols.find((one) => one.startsWith('openai-insecure-api-key.'));
  const isKnown =
    key !== undefined || headers.authorization !== undefined || headers['api-key'] !== undefined;
  if (!isKnown) return { code: 'invalid_api_key', message: 'no key', of: pathname };
  return version === 'beta'
    ? betaModel(pathname, searchParams, saysBeta)
    : gaModel(pathname, searchParams, saysBeta);
}

function betaModel(pathname: string, query: URLSearchParams, saysBeta: boolean): string | Refusal {
  const azure = pathname === '/openai/realtime';
  // The name of a deployment says nothing of its model.
  const deployed = query.has('deployment') ? 'gpt-4o-realtime-preview' : null;
  const model = azure ? deployed : query.get('model');
  const isTranscription = query.get('intent') === 'transcription';
  if (!azure && pathname !== '/v1/realtime') return notFound(pathname);
  if (azure && query.get('api-version') === null) return notFound(pathname);
  if (!azure && !saysBeta) {
    return { code: 'missing_beta_header', message: 'the beta wants its header', of: pathname };
  }
  return model ?? (isTranscription ? 'gpt-4o-transcribe' : missingModel(pathname));
}

function gaModel(pathname: string, query: URLSearchParams, saysBeta: boolean): string | Refusal {
  if (saysBeta || pathname === '/openai/realtime' || query.has('api-version')) {
    return { code: 'beta_api_shape_disabled', message: 'the beta has ended', of: pathname };
  }
  if (pathname !== '/v1/realtime' && pathname !== '/openai/v1/realtime') return notFound(pathname);
  const isTranscription = query.get('intent') === 'transcription';
  return query.get('model') ?? (isTranscription ? 'gpt-4o-transcribe' : missingModel(pathname));
}

function missingModel(of: string): Refusal {
  return { code: 'missing_model', message: 'which model?', of };
}

function notFound(of: string): Refusal {
  return { code: 'not_found', message: `there is no ${of}`, of };
}
