import { finding, type Finding } from '../base/finding.ts';
import { isRecord, own } from '../base/json.ts';
import type { Node, Nodes } from './nodes.ts';
import type { References } from './references.ts';
import { parameterFindings, queryFindings } from './rules-channel.ts';
import { placeUnder, namesInBraces, type Rule, type Subject } from './rule.ts';

/** What the parser's rules for AsyncAPI 2 refuse, besides payloads and examples. */
export const rulesV2: readonly Rule[] = [
  {
    id: 'server-security',
    official: ['asyncapi2-server-security'],
    why: 'A server names its security schemes by their keys in the components.',
    check: (subject) =>
      securityFindings('server-security', subject, ['servers', '*', 'security', '*']),
  },
  {
    id: 'operation-security',
    official: ['asyncapi2-operation-security'],
    why: 'An operation names its security schemes by their keys in the components.',
    check: (subject) =>
      securityFindings('operation-security', subject, [
        'channels',
        '*',
        'publish|subscribe',
        'security',
        '*',
      ]),
  },
  {
    id: 'server-variables',
    official: ['asyncapi2-server-variables'],
    why: 'What stands in braces in a URL is described under variables, and nothing else is.',
    check: ({ nodes: { root, under } }) =>
      [...under(root, 'servers', '*'), ...under(root, 'components', 'servers', '*')].flatMap(
        (server) => {
          const url = own(server.value, 'url');
          if (typeof url !== 'string') return [];
          const names = namesInBraces(url);
          if (names.length === 0) return [];
          return under(server, 'variables').flatMap((variables) =>
            parameterFindings('server-variables', variables, names, 'the url'),
          );
        },
      ),
  },
  {
    id: 'channel-parameters',
    official: ['asyncapi2-channel-parameters'],
    why: 'What stands in braces in an address is described under parameters, and nothing else is.',
    check: ({ nodes: { root, under } }) =>
      under(root, 'channels', '*').flatMap((channel) => {
        const names = namesInBraces(channel.key);
        if (names.length === 0) return [];
        return under(channel, 'parameters').flatMap((parameters) =>
          parameterFindings('channel-parameters', parameters, names, 'the address'),
        );
      }),
  },
  {
    id: 'channel-servers',
    official: ['asyncapi2-channel-servers'],
    why: 'A channel names its servers by their keys.',
    check: channelServers,
  },
  {
    id: 'channel-address',
    official: ['asyncapi2-channel-no-query-nor-fragment'],
    why: 'Query parameters belong into a binding.',
    check: queryFindings,
  },
  {
    id: 'operation-id-unique',
    official: ['asyncapi2-operation-operationId-uniqueness'],
    why: 'Tools find an operation by its id.',
    check: ({ nodes: { root, under } }) =>
      repeatedIds(under(root, 'channels', '*', 'subscribe|publish'), under, 'operation'),
  },
  {
    id: 'message-id-unique',
    official: ['asyncapi2-message-messageId-uniqueness'],
    why: 'Tools find a message by its id, also where two operations share it.',
    check: ({ nodes: { root, under } }) => {
      const messages = under(root, 'channels', '*', 'subscribe|publish', 'message').flatMap(
        (message) =>
          Array.isArray(own(message.value, 'oneOf')) ? under(message, 'oneOf', '*') : [message],
      );
      return repeatedIds(messages, under, 'message');
    },
  },
  {
    id: 'tag-unique',
    official: ['asyncapi2-tags-uniqueness'],
    why: 'A tag that is given twice has two meanings.',
    check: ({ nodes: { root, under }, references }) =>
      tagPlaces
        .flatMap((path) => under(root, ...path, 'tags'))
        .flatMap((tags) => repeatedTags(tags, references)),
  },
];

/** The places that the rule about tags looks at, among all that have some. */
const tagPlaces: readonly (readonly string[])[] = [
  [],
  ['components', 'operationTraits', '*'],
  ['components', 'messages', '*'],
  ['components', 'messages', '*', 'traits', '*'],
  ['components', 'messageTraits', '*'],
  ...[['channels'], ['components', 'channels']].flatMap((head) => {
    const operation = [...head, '*', 'publish|subscribe'];
    return [
      operation,
      [...operation, 'traits', '*'],
      [...operation, 'message'],
      [...operation, 'message', 'oneOf', '*'],
      [...operation, 'message', 'traits', '*'],
      [...operation, 'message', 'oneOf', '*', 'traits', '*'],
    ];
  }),
];

function repeatedTags(tags: Node, { behind }: References): readonly Finding[] {
  if (!Array.isArray(tags.value)) return [];
  const names = tags.value.map((tag) => own(behind(tag), 'name'));
  if (!names.every((name) => typeof name === 'string')) return [];
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [
          finding(
            'tag-unique',
            'error',
            placeUnder(tags.at, index, 'name'),
            `the tag "${name}" stands here twice`,
          ),
        ],
  );
}

function securityFindings(
  rule: string,
  { document, nodes: { root, under } }: Subject,
  path: readonly string[],
): readonly Finding[] {
  const schemes = own(own(document, 'components'), 'securitySchemes');
  return under(root, ...path).flatMap((requirement) => {
    const rows = isRecord(requirement.value) ? Object.entries(requirement.value) : [];
    if (!rows.every(([, scopes]) => isTextList(scopes))) return [];
    return rows.flatMap(([name, scopes]) => {
      if (!isRecord(schemes) || !Object.hasOwn(schemes, name)) {
        const message = `there is no security scheme "${name}" in the components`;
        return [finding(rule, 'error', placeUnder(requirement.at, name), message)];
      }
      const known = scopesOf(schemes[name]);
      if (known === undefined || !isTextList(scopes)) return [];
      return scopes.flatMap((scope, index) =>
        known.has(scope)
          ? []
          : [
              finding(
                rule,
                'error',
                placeUnder(requirement.at, name, index),
                `the security scheme "${name}" has no scope "${scope}"`,
              ),
            ],
      );
    });
  });
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

/** The scopes of all flows; undefined for a scheme of another type, or one behind a reference. */
function scopesOf(scheme: unknown): ReadonlySet<string> | undefined {
  if (own(scheme, 'type') !== 'oauth2') return undefined;
  const flows = own(scheme, 'flows');
  return new Set(
    ['implicit', 'password', 'clientCredentials', 'authorizationCode'].flatMap((flow) =>
      Object.keys(own(own(flows, flow), 'scopes') ?? {}),
    ),
  );
}

function channelServers({ nodes: { root, under } }: Subject): readonly Finding[] {
  const [servers] = under(root, 'servers');
  if (servers !== undefined && !isRecord(servers.value)) return [];
  const lists = under(root, 'channels', '*', 'servers');
  // One list of another form, and the parser looks at none.
  if (!lists.every(({ value }) => isTextList(value))) return [];
  return lists.flatMap((list) =>
    under(list, '*').flatMap(({ value, at }) =>
      typeof value === 'string' && own(servers?.value, value) === undefined
        ? [finding('channel-servers', 'error', at, `there is no server "${value}"`)]
        : [],
    ),
  );
}

/** Ids that occur before: in the last trait that gives one, else in the object itself. */
function repeatedIds(
  nodes: readonly Node[],
  under: Nodes['under'],
  kind: 'operation' | 'message',
): readonly Finding[] {
  const seen = new Set<string>();
  return nodes.flatMap((node) => {
    const key = `${kind}Id`;
    const ids = [node, ...under(node, 'traits', '*')].map(({ value }) => own(value, key));
    const id = ids.findLast((one) => typeof one === 'string');
    if (typeof id !== 'string') return [];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    const hint =
      kind === 'message' ? 'leave it out where several operations use the message' : undefined;
    return [
      finding(`${kind}-id-unique`, 'error', node.from, `${key} "${id}" is used before`, hint),
    ];
  });
}
