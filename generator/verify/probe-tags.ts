import { isIdentifier } from '../base/identifier.ts';
import type { Origin } from '../base/finding.ts';
import { literalText, quote } from '../base/text.ts';
import type { ApiModel } from '../model/api.ts';
import type { Literal, ObjectShape, Shape, Tag } from '../model/shape.ts';
import { isOnSide, type Side } from '../model/side.ts';
import { indexShapes, type ShapeIndex } from '../model/walk.ts';
import type { Draft } from '../render/drafts.ts';
import { declaredNames } from './places.ts';

/** An event union and the names under which it is exported. */
export interface UnionExport {
  readonly read: string;
  readonly write: string | undefined;
  readonly tag: Tag | undefined;
  readonly members: readonly Shape[];
}

/** A function that asks a union for one combination of tag literals, and what must be left of the union then. */
export interface TagProbe {
  readonly functionName: string;
  readonly union: string;
  readonly condition: string;
  /** Names of exported types: of the member that has the literals, and of all members. */
  readonly wanted: readonly string[];
  readonly all: readonly string[];
  readonly origin: Origin;
}

/** A member of a union that is an object with a name. */
interface Alternative {
  readonly name: string;
  readonly object: ObjectShape;
}

interface Probed {
  readonly union: string;
  readonly tag: Tag;
  readonly alternatives: readonly Alternative[];
  readonly side: Side;
  readonly origin: Origin;
}
