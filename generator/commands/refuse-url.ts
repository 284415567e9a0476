import { UsageError } from '../base/finding.ts';

/** Nothing is fetched; who names a URL is told so, and not that there is no such file. */
export function refuseUrl(given: string): void {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(given)) return;
  throw new UsageError(`${given} is a URL, and nothing is fetched`, 'save a copy and name that');
}
