import type { Codemod } from '../codemod.ts';
import { endpoints } from './codemod-endpoints.ts';
import { eventNames } from './codemod-event-names.ts';
import { eventParts } from './codemod-event-parts.ts';
import { headers } from './codemod-headers.ts';
import { imports } from './codemod-imports.ts';
import { indexedTypes } from './codemod-indexed-types.ts';
import { jsonTexts } from './codemod-json-texts.ts';
import { members } from './codemod-members.ts';
import { mirrors } from './codemod-mirrors.ts';
import { models } from './codemod-models.ts';
import { oldKeys } from './codemod-old-keys.ts';
import { shapeCodemods } from './codemod-shapes.ts';

/**
 * All codemods, in the order in which they are run: each phase on all files before the next one. What objects are is known by the names of
 * their events, and by what is imported, so these stay as they are until the objects are done.
 */
export const codemodPhases: readonly (readonly Codemod[])[] = [
  [mirrors, indexedTypes, ...shapeCodemods],
  [eventNames, eventParts, jsonTexts],
  [headers, endpoints, models, members],
  [imports],
  [oldKeys],
];
