import type { DiffRuleId } from '../base/diff-rules.ts';
import type { Flow } from '../model/api.ts';
import type { Change } from './change.ts';
import { pathText } from './path.ts';

/** What happened, in one sentence without a full stop: `the field "voice" is gone from what is sent`. */
export function messageOf(rule: DiffRuleId, change: Change): string {
  return messages[rule](change);
}

/** What to do about it; undefined where there is nothing to do, or nothing that goes without saying. */
export function hintOf(rule: DiffRuleId, { flows }: Change): string | undefined {
  const hint = hints[rule];
  if (hint === undefined) return undefined;
  const told = flows.map((flow) => hint[flow]).filter((one) => one !== undefined);
  return told.length === 0 ? undefined : [...new Set(told)].join('; ');
}

const messages: Readonly<Record<DiffRuleId, (change: Change) => string>> = {
  'event-added': (one) => `the event ${quoted(one)} is new in ${traffic(one)}`,
  'event-removed': (one) => `the event ${quoted(one)} is gone from ${traffic(one)}`,
  'event-moved': ({ subject, flows: [from = 'received'] }) =>
    `the event ${JSON.stringify(subject)} was ${from} and is ${from === 'sent' ? 'received' : 'sent'} now`,
  'field-added': (one) => `the field ${quoted(one)} is new in ${traffic(one)}`,
  'field-added-required': (one) =>
    `the field ${quoted(one)} is new and required in ${traffic(one)}`,
  'field-added-refused': (one) =>
    `the field ${quoted(one)} is new in ${traffic(one)}, where unknown fields were refused`,
  'field-removed': (one) => `the field ${quoted(one)} is gone from ${traffic(one)}`,
  'field-removed-refused': (one) =>
    `the field ${quoted(one)} is gone from ${traffic(one)}, and refused there`,
  'field-removed-typed': (one) =>
    `the field ${quoted(one)} is no longer named in ${traffic(one)}, where others may be`,
  'field-required': (one) => `the field ${quoted(one)} is required now in ${traffic(one)}`,
  'field-optional': (one) => `the field ${quoted(one)} may be missing now in ${traffic(one)}`,
  'null-added': (one) => `${holder(one)} may be null now in ${traffic(one)}`,
  'null-removed': (one) => `${holder(one)} may no longer be null in ${traffic(one)}`,
  'value-added': (one) => `${one.subject} is a new value of ${holder(one)} in ${traffic(one)}`,
  'value-added-open': (one) => `${one.subject} is one more known value of ${holder(one)}`,
  'value-removed': (one) =>
    `${one.subject} is no longer a value of ${holder(one)} in ${traffic(one)}`,
  'value-removed-open': (one) => `${one.subject} is no longer a known value of ${holder(one)}`,
  'values-opened': (one) =>
    `${holder(one)} may be something else than the listed values in ${traffic(one)}`,
  'values-closed': (one) =>
    `${holder(one)} may only be one of the listed values in ${traffic(one)}`,
  'member-added': (one) =>
    `${holder(one)} may be of the shape ${quoted(one)} now in ${traffic(one)}`,
  'member-removed': (one) =>
    `${holder(one)} may no longer be of the shape ${quoted(one)} in ${traffic(one)}`,
  'type-changed': (one) => `the type of ${holder(one)} was ${ends(one)} in ${traffic(one)}`,
  'type-changed-unseen': (one) => `the type of ${holder(one)} was ${ends(one)} in ${traffic(one)}`,
  'rest-changed': (one) =>
    `what ${restHolder(one)} holds besides what it names was ${ends(one, 'not said')} in ${traffic(one)}`,
  'rest-refused': (one) => `${restHolder(one)} refuses what it does not name in ${traffic(one)}`,
  'rest-allowed': (one) => `${restHolder(one)} may hold what it does not name in ${traffic(one)}`,
  'format-changed': (one) => `the format of ${holder(one)} was ${ends(one)} in ${traffic(one)}`,
  'limit-tightened': (one) => `${one.subject} of ${holder(one)} is tighter: it was ${ends(one)}`,
  'limit-loosened': (one) => `${one.subject} of ${holder(one)} is looser: it was ${ends(one)}`,
  'limit-changed': (one) => `${one.subject} of ${holder(one)} was ${ends(one)}`,
  'default-changed': (one) => `the default of ${holder(one)} was ${ends(one)}`,
  'description-changed': (one) => {
    if (one.before === undefined) return `${holder(one)} is described now`;
    if (one.after === undefined) return `${holder(one)} is no longer described`;
    return `the description of ${holder(one)} has other words`;
  },
  deprecated: (one) => `${holder(one)} is deprecated`,
  undeprecated: (one) => `${holder(one)} is no longer deprecated`,
  'channel-added': (one) => `the channel ${quoted(one)} is new`,
  'channel-removed': (one) => `the channel ${quoted(one)} is gone`,
  'address-changed': (one) => `the address of the channel ${quoted(one)} was ${ends(one)}`,
  'parameter-added': (one) => `the address has the parameter ${quoted(one)} now`,
  'parameter-removed': (one) => `the address has no parameter ${quoted(one)} any more`,
  'operation-added': (one) => `the operation ${quoted(one)} is new`,
  'operation-removed': (one) => `the operation ${quoted(one)} is gone`,
  'operation-changed': (one) => `the operation ${quoted(one)} was ${ends(one)}`,
  'endpoint-added': (one) => `the endpoint ${quoted(one)} is new`,
  'endpoint-removed': (one) => `the endpoint ${quoted(one)} is gone`,
};

const hints: Readonly<Partial<Record<DiffRuleId, Readonly<Partial<Record<Flow, string>>>>>> = {
  'event-added': { received: 'add a case for it where a switch names every event' },
  'event-removed': { received: 'its handler never runs', sent: 'stop sending it' },
  'endpoint-removed': { sent: 'stop asking for it' },
  'field-added-required': { sent: 'send it' },
  'field-required': { sent: 'always send it' },
  'field-removed': { received: 'stop reading it', sent: 'stop sending it' },
  'field-removed-refused': { received: 'stop reading it', sent: 'stop sending it' },
  'field-optional': { received: 'expect that it is not there' },
  'null-added': { received: 'expect null' },
  'null-removed': { sent: 'leave it out, or send a value' },
  'value-added': { received: 'expect values that are not known' },
  'values-opened': { received: 'expect values that are not known' },
  'value-removed': { sent: 'send another value' },
  'member-added': { received: 'expect shapes that are not known' },
  'default-changed': { sent: 'send the value that is meant' },
};

/** `what is sent`, `what is sent and received`. */
function traffic({ flows }: Change): string {
  if (flows.length === 0) return 'a type that no event holds';
  return `what is ${flows.toSorted().toReversed().join(' and ')}`;
}

/** What a value, a type or a limit is about: its path inside its shape; of a shape itself, where the first event has it. */
function holder({ path, before, after, reaches, subject }: Change): string {
  if (path.length > 0) return pathText(path);
  const [reach] = reaches;
  if (reach !== undefined) return pathText(reach.path) || reach.event;
  return (before ?? after)?.shape ?? JSON.stringify(subject);
}

function quoted({ subject }: Change): string {
  return JSON.stringify(subject);
}

/** An object, of whose keys without a name a change is. */
function restHolder(change: Change): string {
  const { path, reaches } = change;
  const isKeys = path.at(-1)?.kind === 'value';
  if (!isKeys) return holder(change);
  const outer = reaches.map((one) => ({ ...one, path: one.path.slice(0, -1) }));
  return holder({ ...change, path: path.slice(0, -1), reaches: outer });
}

/** `string and is number`; of long texts the part where they differ. */
function ends({ before, after }: Change, none = 'none'): string {
  const [one, other] = [before?.text, after?.text].map((text) => text?.replaceAll(/\s+/gu, ' '));
  const from = one === undefined || other === undefined ? 0 : firstShown(one, other);
  return `${clipped(one, from) ?? none} and is ${clipped(other, from) ?? none}`;
}

/** Where to begin, so that what differs is seen. */
function firstShown(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length);
  let same = 0;
  while (same < shorter && one[same] === other[same]) same += 1;
  return same < most - lead ? 0 : same - lead;
}

/** How much of what is the same stands before what differs. */
const lead = 10;

function clipped(text: string | undefined, from: number): string | undefined {
  if (text === undefined) return undefined;
  const rest = text.slice(from);
  const end = rest.length <= most ? rest : `${rest.slice(0, most - 1)}…`;
  return from === 0 ? end : `…${end}`;
}

/** Longer texts stand beside the message, whole. */
const most = 60;
