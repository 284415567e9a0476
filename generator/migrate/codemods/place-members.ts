import { ts } from 'ts-morph';
import { propertyKey } from '../../base/text.ts';
import type { FieldStep } from '../plan.ts';
import { indented } from './branch.ts';
import type { EditList } from './edit-list.ts';
import { indentAt } from './literal-items.ts';

/** A member of a type that is to stand in an object type of its own. */
export interface MovedMember {
  readonly member: ts.PropertySignature;
  readonly to: readonly string[];
  readonly step: FieldStep;
  /** Where it is only taken apart: its own members, and where they go. */
  readonly hoisted: readonly {
    readonly member: ts.PropertySignature;
    readonly to: readonly string[];
  }[];
}

/** A member that only the new type has. */
export interface AddedMember {
  readonly to: readonly string[];
  readonly text: string;
  readonly step: FieldStep;
}

/** A member to be written: `voice?: string`, with the comments before it and the one behind it. */
interface Line {
  readonly to: readonly string[];
  readonly lead: readonly string[];
  readonly trail: string;
  /** Whether every value had it, and so has what is around it now. */
  readonly isRequired: boolean;
  readonly text: (key: string, deeper: string) => string;
}

/** Writes members to where they belong now, in the place of the first of them. */
export function placeMembers(
  node: ts.InterfaceDeclaration | ts.TypeLiteralNode,
  moved: readonly MovedMember[],
  added: readonly AddedMember[],
  edits: EditList,
  isWhole: boolean,
): void {
  const [first] = moved;
  const all = node.members;
  const layout: Layout = { ...layoutOf(node, edits.text), isWhole };
  const tops = new Set(
    moved.flatMap(({ to, hoisted }) => (hoisted.length > 0 ? [] : [to[0] ?? ''])),
  );
  if (all.some((one) => one.name !== undefined && tops.has(one.name.getText()))) return;
  const joins = (one: AddedMember): boolean => one.to.length > 1 && tops.has(one.to[0] ?? '');
  const lines = [
    ...added.filter(joins).map((one): Line => ({
      to: one.to,
      lead: [],
      trail: '',
      isRequired: false,
      text: (key) => `${propertyKey(key)}: ${one.text}`,
    })),
    ...moved.flatMap((one) => linesOf(one, layout, edits)),
  ];
  const addFirst = (): void => {
    for (const one of added) if (!joins(one)) putFirst(all[0], one, layout, edits);
  };
  if (first === undefined) return addFirst();
  const reason = `${moved.map(({ member }) => member.name.getText()).join(', ')} ${moved.length === 1 ? 'stands' : 'stand'} elsewhere now`;
  for (const { member, step } of moved.slice(1)) removeMember(member, step, reason, edits);
  const text = membersText([], lines, layout);
  const start = leadOf(first.member, edits.text)[0]?.pos ?? first.member.getStart();
  const end = layout.multiline ? endWithTrail(first.member, edits.text) : first.member.end;
  edits.take(start, end);
  const gone = new Set<ts.TypeElement>(moved.map(({ member }) => member));
  const isLast = all.slice(all.indexOf(first.member)).every((one) => gone.has(one));
  const last = (isLast && !layout.multiline ? all.at(-1) : undefined) ?? first.member;
  edits.put(start, end, text.replace(/;$/, '') + endOf(last), first.step, reason);
  addFirst();
}

interface Layout {
  /** Whether the type is only used for values that have all that it says they have. */
  readonly isWhole: boolean;
  readonly multiline: boolean;
  readonly indent: string;
  readonly unit: string;
  readonly newline: string;
}

function layoutOf(
  node: ts.InterfaceDeclaration | ts.TypeLiteralNode,
  text: string,
): Omit<Layout, 'isWhole'> {
  const [first] = node.members;
  const outer = indentAt(node.getStart(), text);
  const multiline =
    first !== undefined && text.slice(node.getStart(), first.getStart()).includes('\n');
  const indent = first !== undefined && multiline ? indentAt(first.getStart(), text) : outer;
  const unit = indent.slice(outer.length);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return { multiline, indent, unit: unit === '' ? '  ' : unit, newline };
}

/** The sign that ends a member, which is part of it. */
function endOf(member: ts.TypeElement): string {
  const last = member.getText().slice(-1);
  return last === ';' || last === ',' ? last : '';
}

function linesOf(moved: MovedMember, layout: Layout, edits: EditList): readonly Line[] {
  const { member, to, step, hoisted } = moved;
  if (hoisted.length > 0)
    return hoisted.flatMap((one) => linesOf({ ...one, step, hoisted: [] }, layout, edits));
  const lead = leadOf(member, edits.text).map(({ pos, end }) => edits.text.slice(pos, end));
  // What less is used of may lack any of its members, and so may what they stand in now.
  const mark = member.questionToken === undefined && layout.isWhole ? '' : '?';
  const type =
    member.type === undefined ? 'unknown' : edits.take(member.type.getStart(), member.type.end);
  const own = indentAt(member.getStart(), edits.text);
  const text = (key: string, deeper: string): string =>
    `${propertyKey(key)}${mark}: ${indented(type, own, deeper)}`;
  const trail = edits.text.slice(member.end, endWithTrail(member, edits.text)).trim();
  const isRequired = mark === '';
  return [{ to, lead, trail: trail === '' ? '' : ` ${trail}`, isRequired, text }];
}

function membersText(path: readonly string[], lines: readonly Line[], layout: Layout): string {
  const keys = new Set(lines.map(({ to }) => to[path.length] ?? ''));
  const { multiline, newline } = layout;
  const indent = layout.indent + layout.unit.repeat(path.length);
  const texts = [...keys].map((key) => {
    const here = [...path, key];
    const inner = lines.filter(({ to }) => to[path.length] === key);
    const leaf = inner.find(({ to }) => to.length === here.length);
    if (leaf !== undefined) {
      const lead = multiline ? leaf.lead.map((one) => `${one}${newline}${indent}`).join('') : '';
      return `${lead}${leaf.text(key, indent)};${multiline ? leaf.trail : ''}`;
    }
    const body = membersText(here, inner, layout);
    const name = `${propertyKey(key)}${inner.some((one) => one.isRequired) ? '' : '?'}`;
    if (!multiline) return `${name}: { ${body.replace(/;$/, '')} };`;
    return `${name}: {${newline}${indent}${layout.unit}${body}${newline}${indent}};`;
  });
  return texts.join(multiline ? newline + indent : ' ');
}

function putFirst(
  first: ts.TypeElement | undefined,
  { to, text, step }: AddedMember,
  layout: Layout,
  edits: EditList,
): void {
  const [key, ...more] = to;
  if (first === undefined || key === undefined || more.length > 0) return;
  const start = leadOf(first, edits.text)[0]?.pos ?? first.getStart();
  const gap = layout.multiline ? layout.newline + layout.indent : ' ';
  const end = layout.multiline ? endOf(first) : endOf(first) || ';';
  edits.put(
    start,
    start,
    `${propertyKey(key)}: ${text}${end}${gap}`,
    step,
    `${key} has to be there`,
  );
}

function leadOf(member: ts.TypeElement, text: string): readonly ts.CommentRange[] {
  return (ts.getLeadingCommentRanges(text, member.getFullStart()) ?? []).filter(
    ({ pos }) => pos < member.getStart(),
  );
}

/** The end of the comment that stands behind a member in its line. */
function endWithTrail(member: ts.TypeElement, text: string): number {
  return ts.getTrailingCommentRanges(text, member.end)?.at(-1)?.end ?? member.end;
}

/** Takes a member away, with its comments and its lines. */
export function removeMember(
  member: ts.TypeElement,
  step: FieldStep,
  reason: string,
  edits: EditList,
): void {
  const { text } = edits;
  const start = leadOf(member, text)[0]?.pos ?? member.getStart();
  const end = endWithTrail(member, text);
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  edits.take(start, end);
  const isAlone =
    text.slice(line, start).trim() === '' &&
    newline !== -1 &&
    text.slice(end, newline).trim() === '';
  if (isAlone) edits.put(line, newline + 1, '', step, reason);
  else edits.put(start, end + (text.startsWith(' ', end) ? 1 : 0), '', step, reason);
}
