import type { ApiModel, Endpoint } from '../model/api.ts';
import type { ChangeEndpoint } from './step.ts';

/**
 * The endpoint of a version that a step is about. A map tells the path as source code has it, `/v1/realtime/sessions`; a document may
 * tell only what stands behind its server's, `/realtime/sessions`.
 */
export function endpointOf(
  { endpoints = [] }: Pick<ApiModel, 'endpoints'>,
  path: string,
  method: ChangeEndpoint['method'],
): Endpoint | undefined {
  const fitting = endpoints.filter(({ name }) => {
    const [verb, own = ''] = name.split(' ');
    return (method ?? verb) === verb && (path === own || path.endsWith(own));
  });
  // Of several the one that says most of the path.
  return fitting.toSorted((a, b) => b.name.length - a.name.length)[0];
}
