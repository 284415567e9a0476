import type { Checked, Finding } from '../base/finding.ts';
import type { ApiModel } from '../model/api.ts';
import { flattenAllOf } from './flatten-all-of.ts';
import { inferTags } from './infer-tags.ts';
import { nameInline } from './name-inline.ts';
import { openCircles } from './open-circles.ts';
import { openLeafless } from './open-leafless.ts';
import type { Pass } from './pass.ts';
import { renameShapes, type NameChoice } from './rename-shapes.ts';
import { selectEvents, type SelectionChoice } from './select-events.ts';
import { splitSides } from './split-sides.ts';
import { typeFormats, type FormatTypes } from './type-formats.ts';

/** What the user of the types wants to be otherwise than the document has it. */
export interface PassChoice extends SelectionChoice {
  readonly names?: NameChoice | undefined;
  readonly formats?: FormatTypes | undefined;
}

/** All passes, in their order. */
export function passesFor({ names = {}, formats = {}, ...selection }: PassChoice): readonly Pass[] {
  return [
    openCircles,
    openLeafless,
    flattenAllOf,
    selectEvents(selection),
    nameInline,
    renameShapes(names),
    typeFormats(formats),
    inferTags,
    splitSides,
  ];
}

/** The model after every pass. */
export function runPasses(model: ApiModel, choice: PassChoice = {}): Checked<ApiModel> {
  const findings: Finding[] = [];
  const value = passesFor(choice).reduce((current, pass) => pass.run(current, findings), model);
  return { value, findings };
}
