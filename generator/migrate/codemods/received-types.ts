import { ts } from 'ts-morph';
import type { ApiModel } from '../../model/api.ts';
import { nameOfKey } from './node-text.ts';

/**
 * Whether a type by hand stands inside of one that says by its tag that it is an event which only the server sends. Whoever writes such a type
 * names what they read of it, not all that is there.
 */
export function isReceived(body: ts.Node, before: ApiModel): boolean {
  const holder = ts.findAncestor(
    body.parent,
    (one) => ts.isInterfaceDeclaration(one) || ts.isTypeLiteralNode(one),
  );
  if (holder === undefined) return false;
  const tags = 'members' in holder ? tagsOf(holder) : [];
  const flows = before.messages
    .filter((one) => one.tags.some((some) => some.some((tag) => tags.includes(String(tag)))))
    .map((one) => one.flow);
  if (flows.length > 0) return flows.every((one) => one === 'received');
  return isReceived(holder, before);
}

function tagsOf({ members }: ts.InterfaceDeclaration | ts.TypeLiteralNode): readonly string[] {
  const tag = members.find((one) => nameOfKey(one.name) === 'type');
  if (tag === undefined || !ts.isPropertySignature(tag) || tag.type === undefined) return [];
  const types = ts.isUnionTypeNode(tag.type) ? tag.type.types : [tag.type];
  return types.flatMap((one) =>
    ts.isLiteralTypeNode(one) && ts.isStringLiteral(one.literal) ? [one.literal.text] : [],
  );
}
