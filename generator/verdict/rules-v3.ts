import { finding, type Finding, type Origin } from '../base/finding.ts';
import { isRecord, own } from '../base/json.ts';
import { formatCheck } from './formats.ts';
import { parameterFindings, queryFindings } from './rules-channel.ts';
import { namesInBraces, placeUnder, type Rule, type Subject } from './rule.ts';

/** What the parser's rules for AsyncAPI 3 refuse. Those about operations and servers look at the references themselves. */
export const rulesV3: readonly Rule[] = [
  {
    id: 'operation-messages',
    official: ['asyncapi3-operation-messages-from-referred-channel'],
    why: 'An operation speaks of the messages of its own channel, under the names that the channel gives them.',
    check: operationMessages,
  },
  {
    id: 'operation-channel',
    official: ['asyncapi3-required-operation-channel-unambiguity'],
    why: 'An operation belongs to a channel of the document, not to one that is only kept in the components.',
    check: ({ file, document }) =>
      entries(own(document, 'operations')).flatMap(([name, operation]) => {
        const ref = own(own(operation, 'channel'), '$ref');
        if (typeof ref !== 'string' || ref.includes('#/channels/')) return [];
        const at = placeUnder({ file, pointer: '' }, 'operations', name, 'channel', '$ref');
        return [
          finding(
            'operation-channel',
            'error',
            at,
            `${ref} does not lead into the document's channels`,
          ),
        ];
      }),
  },
  {
    id: 'channel-servers',
    official: ['asyncapi3-required-channel-servers-unambiguity', 'asyncapi3-channel-servers'],
    why: 'A channel is available on servers of the document, not on those that are only kept in the components.',
    check: ({ file, document }) =>
      entries(own(document, 'channels')).flatMap(([name, channel]) =>
        entries(own(channel, 'servers')).flatMap(([index, server]) => {
          const ref = own(server, '$ref');
          if (typeof ref !== 'string' || ref.includes('#/servers/')) return [];
          const at = placeUnder({ file, pointer: '' }, 'channels', name, 'servers', index, '$ref');
          return [
            finding(
              'channel-servers',
              'error',
              at,
              `${ref} does not lead into the document's servers`,
            ),
          ];
        }),
      ),
  },
  {
    id: 'channel-address',
    official: ['asyncapi3-channel-no-query-nor-fragment'],
    why: 'Query parameters belong into a binding.',
    check: queryFindings,
  },
  {
    id: 'channel-parameters',
    official: ['asyncapi3-channel-parameters'],
    why: 'What stands in braces in an address is described under parameters, and nothing else is.',
    check: ({ nodes: { root, under } }) =>
      [...under(root, 'channels', '*'), ...under(root, 'components', 'channels', '*')].flatMap(
        (channel) => {
          const address = own(channel.value, 'address') ?? '';
          if (typeof address !== 'string') return [];
          return under(channel, 'parameters').flatMap((parameters) =>
            parameterFindings(
              'channel-parameters',
              parameters,
              namesInBraces(address),
              'the address',
            ),
          );
        },
      ),
  },
];

function operationMessages({ file, document }: Subject): readonly Finding[] {
  return [['operations'], ['components', 'operations']].flatMap((path) =>
    entries(path.reduce(own, document)).flatMap(([name, operation]) => {
      const at = placeUnder({ file, pointer: '' }, ...path, name, 'messages');
      return foreignMessages(own(operation, 'channel'), own(operation, 'messages'), at);
    }),
  );
}

function foreignMessages(channel: unknown, given: unknown, at: Origin): readonly Finding[] {
  const messages: readonly unknown[] = Array.isArray(given) ? given : [];
  // One that is no plain reference, and the parser looks at none.
  if (![channel === undefined ? {} : channel, ...messages].every(isPlain)) return [];
  const home = own(channel, '$ref');
  const start = `${String(home)}/messages`;
  return messages.flatMap((message, index) => {
    const ref = own(message, '$ref');
    if (typeof ref !== 'string' || ref === '' || ref.startsWith(start)) return [];
    const text = `${ref} is not among the messages of the operation's channel`;
    const hint = home === undefined ? undefined : `refer to it as ${start}/…`;
    return [finding('operation-messages', 'error', placeUnder(at, index, '$ref'), text, hint)];
  });
}

function isPlain(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { $ref: ref } = value;
  return ref === undefined || (typeof ref === 'string' && isUriReference?.(ref) === true);
}

const isUriReference = formatCheck('uri-reference');

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return isRecord(value) || Array.isArray(value) ? Object.entries(value) : [];
}
