import { ts } from 'ts-morph';
import type { CodemodContext } from '../codemod.ts';
import type { MigrationPlan } from '../plan.ts';
import { accessKey } from './access-key.ts';
import { fateOf } from './fates.ts';
import { knownApi } from './known-api.ts';
import { bare, nameOfKey } from './node-text.ts';
import { objectShapes } from './role.ts';

/** A key that the version before has at a place, and what to do about it. */
export interface OldKey {
  readonly step: string;
  readonly todo: string;
}

/** Keys of what events hold, by the key that it stands at: `voice` of `session` goes elsewhere, whatever `voice` is to others. */
export type InnerKeys = ReadonlyMap<string, ReadonlyMap<string, OldKey>>;

const known = new WeakMap<MigrationPlan, InnerKeys>();

export function innerKeysOf(file: ts.SourceFile, context: CodemodContext): InnerKeys {
  const made = known.get(context.plan) ?? innerKeysIn(file, context);
  known.set(context.plan, made);
  return made;
}

function innerKeysIn(file: ts.SourceFile, context: CodemodContext): InnerKeys {
  const api = knownApi(context);
  const found = new Map<string, Map<string, OldKey>>();
  for (const { tags } of context.before.messages) {
    const event = api.events(tags.flat().filter((one) => typeof one === 'string'));
    for (const outer of event === undefined ? [] : keysOf(objectShapes(event))) {
      const inner = event && api.at(event, outer, undefined);
      if (inner === undefined) continue;
      for (const key of keysOf(objectShapes(inner))) {
        const fate = fateOf({ places: inner.places, self: file }, key, context.plan, () => false);
        const [step] = fate?.steps ?? [];
        if (step === undefined || (fate?.to === undefined && fate?.drop === undefined)) continue;
        const keys = found.get(outer) ?? new Map<string, OldKey>();
        const now = fate.to === undefined ? 'gone' : `${outer}.${fate.to.join('.')}`;
        keys.set(key, { step: step.id, todo: `where it is the API's, it is ${now} now` });
        found.set(outer, keys);
      }
    }
  }
  return found;
}

function keysOf(shapes: ReturnType<typeof objectShapes>): readonly string[] {
  return [...new Set(shapes.flatMap(({ fields }) => fields.map(({ key }) => key)))];
}

/** Who else keeps something in what is called a session, or a response. */
const framework = /^(?:req|request|ctx|context|c|res|reply)$/;

/**
 * The key that what has a member stands at: `session` of `event.session.voice`, of `{ session: { voice } }`, and of both in a call. A variable
 * of that name may be anybody's.
 */
export function outerKey(name: ts.Node): string | undefined {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) {
    const holder = bare(parent.expression);
    if (!ts.isPropertyAccessExpression(holder) && !ts.isElementAccessExpression(holder))
      return undefined;
    return framework.test(bare(holder.expression).getText()) ? undefined : accessKey(holder);
  }
  if (ts.isBindingElement(parent)) {
    const element = parent.parent.parent;
    return ts.isBindingElement(element) ? nameOfKey(element.propertyName) : undefined;
  }
  return memberAround(parent.parent);
}

function memberAround(holder: ts.Node): string | undefined {
  if (!ts.isObjectLiteralExpression(holder) && !ts.isTypeLiteralNode(holder)) return undefined;
  let at = holder.parent;
  while (ts.isCallExpression(at) || ts.isPropertyAccessExpression(at)) at = at.parent;
  if (!ts.isPropertyAssignment(at) && !ts.isPropertySignature(at)) return undefined;
  return ts.isPropertyAssignment(at) && isOfOthers(at.parent) ? undefined : nameOfKey(at.name);
}

/** Whether an object says by its `type` that it is no event of the API: `{ type: 'ready', session: { … } }`. */
function isOfOthers({ properties }: ts.ObjectLiteralExpression): boolean {
  const type = properties.find((one) => nameOfKey(one.name) === 'type');
  return (
    type !== undefined &&
    ts.isPropertyAssignment(type) &&
    ts.isStringLiteralLike(type.initializer) &&
    !/[._]/.test(type.initializer.text)
  );
}
