import type { Change, ChangeEnd, ChangeKind, Relation } from '../generator/diff/change.ts';
import { pathText, type Path } from '../generator/diff/path.ts';
import type { Flow } from '../generator/model/api.ts';

/** What a test says of a change; all else is of no matter to it. */
export interface ChangeFacts {
  readonly subject?: string;
  readonly relation?: Relation;
  readonly sentRelation?: Relation;
  readonly otherKeys?: Change['otherKeys'];
  readonly before?: string;
  readonly after?: string;
  /** Of the key that is there, before or after. */
  readonly required?: boolean;
  /** The shape that holds it; none for events, channels and operations. */
  readonly shape?: string;
  readonly flows?: readonly Flow[];
  /** `session.update:session.voice`: keys alone. */
  readonly at?: readonly string[];
}

/** A change as the comparison would make it. A kind that ends in `added` has no end before, one in `removed` none after. */
export function makeChange(kind: ChangeKind, facts: ChangeFacts = {}): Change {
  const { subject = 'thing', relation = 'same', flows = ['received'], shape, at = [] } = facts;
  const isWhole = /^(?:event|channel|operation|parameter)-/.test(kind);
  const path: Path = isWhole ? [] : [{ kind: 'field', key: lastKey(at[0]) ?? subject }];
  const end = (text: string): ChangeEnd => ({
    text,
    required: facts.required,
    origin: { file: 'a.yaml', pointer: `/${subject}` },
    shape: isWhole ? undefined : (shape ?? 'Shape'),
  });
  return {
    id: `${kind} ${isWhole ? subject : `${shape ?? 'Shape'}.${pathText(path)} ${subject}`}`,
    kind,
    subject,
    relation,
    sentRelation: facts.sentRelation ?? relation,
    otherKeys: facts.otherKeys,
    path,
    before: kind.endsWith('-added') ? undefined : end(facts.before ?? 'string'),
    after: kind.endsWith('-removed') ? undefined : end(facts.after ?? 'number'),
    flows,
    reaches: flows.flatMap((flow) => at.map((one) => reachOf(one, flow))),
  };
}

function reachOf(text: string, flow: Flow): Change['reaches'][number] {
  const [event = '', keys = ''] = text.split(':');
  const path = keys === '' ? [] : keys.split('.').map((key) => ({ kind: 'field', key }) as const);
  return { flow, event, path };
}

function lastKey(at: string | undefined): string | undefined {
  return at?.split(':')[1]?.split('.').at(-1);
}
