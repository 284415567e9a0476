import type { Level } from './finding.ts';

/** What can be wrong with a migration map, as rows of the table of rules. */
export const migrationRules: Readonly<
  Record<string, readonly [level: Level, why: string, fixed?: 'fixed']>
> = {
  'migration-invalid': ['error', 'A migration map holds what none can hold.', 'fixed'],
  'migration-unconfirmed': [
    'error',
    'A step of a migration map was drafted, and nobody has confirmed it.',
    'fixed',
  ],
  'migration-source-unused': [
    'warning',
    'A migration map names a source that no evidence comes from.',
  ],
  'migration-unmatched': [
    'error',
    'A step names what its version does not have: a type, a path, an event, an endpoint, a value.',
    'fixed',
  ],
  'migration-conflict': [
    'error',
    'A step does what another one does already, or what comes to nothing.',
    'fixed',
  ],
  'migration-uncovered': [
    'error',
    'A change between two versions breaks somebody, and their migration map says nothing of it.',
    'fixed',
  ],
  'migration-waiver-unused': [
    'error',
    'A waiver of a migration map is about no change that breaks anybody.',
    'fixed',
  ],
  'migration-waiver-overlap': [
    'error',
    'A waiver of a migration map is about a change that a step answers, and would hide that the step is gone.',
    'fixed',
  ],
};
