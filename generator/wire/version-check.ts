import { UsageError } from '../base/finding.ts';
import { own } from '../base/json.ts';
import type { ApiModel, Flow, Message } from '../model/api.ts';
import type { Check, NamedCheck } from '../model/check.ts';
import type { Tag } from '../model/shape.ts';
import { CheckIndex } from './check-index.ts';
import { EventCheck } from './event-check.ts';
import type { Speaker } from './frame.ts';

type Value = Readonly<Record<string, unknown>>;

/** One version of an API, as messages are held against it. */
export interface Version {
  readonly name: string;
  /** With its checks. */
  readonly model: ApiModel;
}

/** The events of one flow by what their tags hold. */
interface FlowEvents {
  readonly tag: Tag;
  readonly tagged: ReadonlyMap<string, EventCheck>;
  readonly untagged: readonly EventCheck[];
}

/** A version's events, and which of them a message is. */
export class VersionCheck {
  readonly name: string;
  readonly model: ApiModel;
  readonly #flows: Readonly<Record<Flow, FlowEvents>>;

  constructor({ name, model }: Version) {
    this.name = name;
    this.model = model;
    const { checks } = model;
    if (checks === undefined)
      throw new UsageError(`the model of ${name} was read without its checks`);
    this.#flows = {
      sent: flowEvents(model, checks, 'sent'),
      received: flowEvents(model, checks, 'received'),
    };
  }

  /** True where one and the same field tells all events apart. */
  get isSimple(): boolean {
    const { received, sent } = this.#flows;
    const tags = [received, sent]
      .filter((one) => one.tagged.size > 0)
      .map(({ tag }) => tag.join(' '));
    return (
      received.untagged.length + sent.untagged.length === 0 &&
      tags.every((one) => one === tags[0] && !one.includes(' '))
    );
  }

  flowOf(from: Speaker): Flow {
    return (from === 'client') === (this.model.perspective !== 'server') ? 'sent' : 'received';
  }

  /** The event that a message of a flow is; undefined where the version has none such. */
  find(flow: Flow, message: Value): EventCheck | undefined {
    const { tag, tagged, untagged } = this.#flows[flow];
    const known = findTagged(tag, tagged, message);
    if (known !== undefined || untagged.length === 0) return known;
    const [only] = untagged;
    return untagged.length === 1 ? only : untagged.find((one) => one.fits(message));
  }

  /** What a message calls itself; undefined where it has none of the fields that tell events apart. */
  nameOf(message: Value): string | undefined {
    const { received, sent } = this.#flows;
    return nameBy(received.tag, message) ?? nameBy(sent.tag, message);
  }

  events(): readonly EventCheck[] {
    return [this.#flows.sent, this.#flows.received].flatMap(({ tagged, untagged }) => [
      ...new Set([...tagged.values(), ...untagged]),
    ]);
  }
}

function flowEvents(model: ApiModel, checks: readonly NamedCheck[], flow: Flow): FlowEvents {
  const index = new CheckIndex(checks, flow);
  const messages = model.messages.filter((one) => one.flow === flow);
  const tag = model.unions.find((one) => one.flow === flow)?.tag ?? [];
  const rows = new Map<string, { readonly name: string; readonly checks: Check[] }>();
  const untagged: EventCheck[] = [];
  for (const message of messages) {
    const check = checkOf(message);
    if (message.tags.length === 0) untagged.push(new EventCheck(message.name, check, index));
    for (const row of message.tags) {
      const name = row.map(String).join(' ');
      const known = rows.get(name);
      if (known === undefined) rows.set(name, { name, checks: [check] });
      else known.checks.push(check);
    }
  }
  const tagged = [...rows.values()].map(({ name, checks: some }) => {
    const [only = true, ...others] = some;
    return [
      name,
      new EventCheck(name, others.length === 0 ? only : { anyOf: some }, index),
    ] as const;
  });
  return { tag, tagged: new Map(tagged), untagged };
}

function checkOf({ shape }: Message): Check {
  return shape.kind === 'ref' ? { ref: shape.name } : true;
}

/** The second field of a tag stands only where the first leaves several events. */
function findTagged(
  tag: Tag,
  tagged: ReadonlyMap<string, EventCheck>,
  message: Value,
): EventCheck | undefined {
  let name = '';
  let found: EventCheck | undefined;
  for (const [at, key] of tag.entries()) {
    const value = wordOf(own(message, key));
    if (value === undefined) break;
    name = at === 0 ? value : `${name} ${value}`;
    found = tagged.get(name) ?? found;
  }
  return found;
}

function nameBy(tag: Tag, message: Value): string | undefined {
  const [key] = tag;
  if (key === undefined) return undefined;
  // What every object has under `toString` and its like is no text.
  const value = message[key];
  return typeof value === 'string' ? value : wordOf(own(message, key));
}

function wordOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
