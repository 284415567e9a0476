import type { Level } from './finding.ts';

type Row = readonly [level: Level, why: string, fixed?: 'fixed'];

/** What can be said of source code that is moved from one version to another, in the order in which a run comes to it. */
export const sourceRules: Readonly<Record<string, Row>> = {
  'source-link': [
    'warning',
    'A link is not followed, for what it leads to may be no part of this.',
    'fixed',
  ],
  'source-unreadable': ['error', 'The system does not let us read a file.', 'fixed'],
  'source-skipped': [
    'warning',
    'A file that has words of the API is nothing that somebody wrote.',
    'fixed',
  ],
  'source-syntax': ['error', 'A file that has words of the API cannot be parsed.', 'fixed'],
  'source-rolled-back': [
    'error',
    'Edits of a file came to nothing, so it was left as it is.',
    'fixed',
  ],
  'source-changed': ['error', 'A file was changed by somebody else at the same time.', 'fixed'],
  'old-code': ['warning', 'Code of the old version can be moved to the new one.', 'fixed'],
  'old-shape': ['warning', 'What is left of the old version is for its author to decide.', 'fixed'],
  'old-name-in-text': ['info', 'A text for people speaks of what the old version has.', 'fixed'],
};
