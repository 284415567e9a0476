import type { Checked, Finding } from '../base/finding.ts';
import type { ApiModel } from '../model/api.ts';
import { flattenAllOf } from './flatten-all-of.ts';
import { inferTags } from './infer-tags.ts';
import { nameInline } from './name-inline.ts';
import { openCircles } from './open-circles.ts';
import type { Pass } from './pass.ts';
import { splitSides } from './split-sides.ts';

/** All passes, in their order. */
export const passes: readonly Pass[] = [
  openCircles,
  flattenAllOf,
  nameInline,
  inferTags,
  splitSides,
];

/** The model after every pass. */
export function runPasses(model: ApiModel): Checked<ApiModel> {
  const findings: Finding[] = [];
  const value = passes.reduce((current, pass) => pass.run(current, findings), model);
  return { value, findings };
}
