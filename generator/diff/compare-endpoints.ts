import type { ApiModel, Endpoint, Message } from '../model/api.ts';
import { noDoc } from '../model/shape.ts';
import type { Change, ChangeEnd } from './change.ts';
import type { MessagePair } from './pair-messages.ts';

/** What two versions say of HTTP. */
export interface PairedEndpoints {
  /** What is asked and what is answered, as messages that travel either way. */
  readonly pairs: readonly MessagePair[];
  readonly changes: readonly Change[];
}

/** Pairs endpoints by method and path. Nothing is said where one version does not describe what goes over HTTP. */
export function pairEndpoints(before: ApiModel, after: ApiModel): PairedEndpoints {
  const [old, young] = [before.endpoints, after.endpoints];
  if (old === undefined || young === undefined) return { pairs: [], changes: [] };
  const byName = new Map(young.map((one) => [one.name, one]));
  const names = new Set(old.map((one) => one.name));
  const removed = old.filter((one) => !byName.has(one.name));
  const added = young.filter((one) => !names.has(one.name));
  return {
    pairs: old.flatMap((one) => {
      const other = byName.get(one.name);
      if (other === undefined) return [];
      const messages = [messagesOf(one, before), messagesOf(other, after)] as const;
      return messages[0].flatMap((each, index) => {
        const match = messages[1][index];
        return match?.flow === each.flow ? [{ before: each, after: match }] : [];
      });
    }),
    changes: [
      ...removed.map((one) => endpointChange('endpoint-removed', one)),
      ...added.map((one) => endpointChange('endpoint-added', one)),
    ],
  };
}

/** What is asked, then what is answered; the words of an endpoint stand at the first. */
function messagesOf(endpoint: Endpoint, { perspective }: ApiModel): readonly Message[] {
  const { name, asked, answered, doc, origin } = endpoint;
  const [asks, answers] =
    perspective === 'server' ? (['received', 'sent'] as const) : (['sent', 'received'] as const);
  return [
    { name, tags: [], flow: asks, shape: asked, doc, origin },
    { name, tags: [], flow: answers, shape: answered, doc: noDoc, origin },
  ];
}

function endpointChange(kind: 'endpoint-added' | 'endpoint-removed', endpoint: Endpoint): Change {
  const { name: subject, origin } = endpoint;
  const end: ChangeEnd = { text: subject, required: undefined, origin, shape: undefined };
  return {
    id: `${kind} ${subject}`,
    kind,
    subject,
    // Nothing is assigned from one endpoint to another one.
    relation: 'same',
    sentRelation: 'same',
    otherKeys: undefined,
    path: [],
    before: kind === 'endpoint-removed' ? end : undefined,
    after: kind === 'endpoint-added' ? end : undefined,
    flows: ['sent', 'received'],
    reaches: [],
  };
}
