import { compareApis } from '../../generator/diff/compare.ts';
import { parseText } from '../../generator/load/document-text.ts';
import { draftMigration } from '../../generator/migrate/draft.ts';
import { readMap } from '../../generator/migrate/read-map.ts';
import type { Migration } from '../../generator/migrate/step.ts';
import type { ApiModel } from '../../generator/model/api.ts';
import { judged } from './maps.ts';

/** A draft as it is when somebody has confirmed all of it without a look. */
export function confirmedDraft(before: ApiModel, after: ApiModel): Migration {
  const comparison = compareApis(before, after);
  const names = { api: 'x', from: 'v1', to: 'v2' };
  const judgements = judged(before, after);
  const { text } = draftMigration({ ...names, before, after, comparison, judgements });
  const whole = text.replaceAll(/\n +confirmed: false/g, '').replaceAll('TODO', 'It is so.');
  const { value } = readMap(parseText(whole, 'm').value, 'm');
  if (value === undefined) throw new Error('the draft is no map');
  return value;
}
