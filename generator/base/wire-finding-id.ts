import type { Drift, Trouble } from './wire-report.ts';

/**
 * What a finding about traffic is called from run to run, so that a list of those that are known can name it: where and what differs,
 * not how often. `field-undeclared received session.created session.object`.
 */
export function wireFindingId(one: Drift | Trouble): string {
  return (
    'lifecycle' in one
      ? [one.rule, one.lifecycle, one.id, one.at.capture]
      : [one.rule, one.flow, one.event, one.path, one.keyword]
  )
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
}
