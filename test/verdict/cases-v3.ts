import type { Edit } from './edit.ts';

/** Changes to a valid document, and what the quick verdict says of them; nothing where both judges take it. */
export interface VerdictCase {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** Each as `rule pointer: message`. */
  readonly says: readonly string[];
}

/** Changes to test/fixtures/verdict/chat.v3.yaml. */
export const casesV3: readonly VerdictCase[] = [
  { name: 'nothing', edits: [], says: [] },
  {
    name: 'no version',
    edits: [['/asyncapi', undefined]],
    says: [
      'asyncapi-version : this is no AsyncAPI document: it does not say its version, as a text, under "asyncapi"',
    ],
  },
  {
    name: 'a patch version that was never published',
    edits: [['/asyncapi', '3.0.1']],
    says: ['asyncapi-version /asyncapi: AsyncAPI 3.0.1 is not supported'],
  },
  {
    name: 'a version that was a draft',
    edits: [['/asyncapi', '2.0.0-rc2']],
    says: ['asyncapi-version /asyncapi: AsyncAPI 2.0.0-rc2 is not supported'],
  },
  {
    name: 'a misspelt property',
    edits: [
      ['/info/titel', 'Chat'],
      ['/info/title', undefined],
    ],
    says: [
      'asyncapi-aside /info: an info needs the property "title"',
      'property-unknown /info/titel: property "titel" is not allowed in an info',
    ],
  },
  {
    name: 'a value of the wrong type',
    edits: [['/info/version', 1]],
    says: ['asyncapi-aside /info/version: "version" must be a string, not a number'],
  },
  {
    name: 'a value that is not among those allowed',
    edits: [['/operations/say/action', 'publish']],
    says: [
      'asyncapi-schema /operations/say/action: "action" must be "send" or "receive", not "publish"',
    ],
  },
  {
    name: 'a format',
    edits: [['/id', 'chat']],
    says: ['asyncapi-aside /id: "id" must be of the format uri, which "chat" is not'],
  },
  {
    name: 'an extension whose name has other letters',
    edits: [['/info/x-größe', 1]],
    says: ['property-unknown /info/x-größe: property "x-größe" is not allowed in an info'],
  },
  {
    name: 'a type of security that is none',
    edits: [['/components/securitySchemes/token/type', 'magic']],
    says: [
      'asyncapi-aside /components/securitySchemes/token/type: "type" must be "userPassword", "apiKey", "X509", "symmetricEncryption", "asymmetricEncryption", "http", "httpApiKey", "oauth2", "openIdConnect", "plain", "scramSha256", "scramSha512" or "gssapi", not "magic"',
    ],
  },
  {
    name: 'a security scheme of which one property is missing',
    edits: [['/components/securitySchemes/token/in', undefined]],
    says: [
      'asyncapi-aside /components/securitySchemes/token: an API key HTTP security scheme needs the property "in"',
    ],
  },
  {
    name: 'a type deep in a schema',
    edits: [['/components/schemas/Said/properties/mood', { type: 'text' }]],
    says: [
      'asyncapi-schema /components/schemas/Said/properties/mood/type: "type" must be "array", "boolean", "integer", "null", "number", "object" or "string", not "text"',
    ],
  },
  {
    name: 'a schema that is neither schema nor boolean',
    edits: [['/components/schemas/Said/additionalProperties', 'no']],
    says: [
      'asyncapi-schema /components/schemas/Said/additionalProperties: "additionalProperties" must be an object or a boolean, not a string',
    ],
  },
  {
    name: 'an Avro schema with a field that has no type',
    edits: [['/components/messages/raw/payload/schema/fields/0/type', undefined]],
    says: [
      'asyncapi-schema /components/messages/raw/payload/schema/fields/0: item 0 needs the property "type"',
    ],
  },
  {
    name: 'a binding',
    edits: [['/servers/main/bindings/mqtt/cleanSession', 'yes']],
    says: [
      'asyncapi-aside /servers/main/bindings/mqtt/cleanSession: "cleanSession" must be a boolean, not a string',
    ],
  },
  {
    name: 'a tag that is given twice through references',
    edits: [['/info/tags/0', { $ref: '#/components/tags/beta' }]],
    says: ['asyncapi-aside /info/tags: "tags" holds the same item twice (0 and 1)'],
  },
  {
    name: 'a reference to something of another kind',
    edits: [['/channels/room/messages/said/$ref', '#/components/schemas/Line']],
    says: [
      'property-unknown /components/schemas/Line/type: property "type" is not allowed in a message',
      'property-unknown /components/schemas/Line/properties: property "properties" is not allowed in a message',
    ],
  },
  {
    name: 'a reference that leads nowhere, where nobody would look',
    edits: [['/info/x-audience', { list: [{ $ref: '#/nowhere' }] }]],
    says: ['ref-dangling /info/x-audience/list/0/$ref: the reference #/nowhere leads nowhere'],
  },
  {
    name: 'a reference that is no pointer',
    edits: [['/components/schemas/Said/properties/line/$ref', '#Line']],
    says: [
      'ref-dangling /components/schemas/Said/properties/line/$ref: the reference #Line leads nowhere',
    ],
  },
  {
    name: 'a reference where none may stand',
    edits: [
      ['/components/x-info', { title: 'Chat', version: '1' }],
      ['/info', { $ref: '#/components/x-info' }],
    ],
    says: ['reference-not-allowed /info: a reference is not allowed here'],
  },
  {
    name: 'what stands beside a reference that leads back',
    edits: [['/components/schemas/Line/properties/answers/items/minLength', 'one']],
    says: [
      'asyncapi-aside /components/schemas/Line/properties/answers/items/minLength: "minLength" must be an integer, not a string',
    ],
  },
  {
    name: 'a pointer through a reference that is replaced too late',
    edits: [
      ['/channels/early', { messages: { one: { $ref: '#/channels/late/messages/kept' } } }],
      ['/channels/late', { $ref: '#/components/channels/kept' }],
    ],
    says: [
      'ref-dangling /channels/early/messages/one/$ref: the reference #/channels/late/messages/kept leads nowhere',
    ],
  },
  {
    name: "a message that is not the channel's",
    edits: [['/operations/say/messages/0/$ref', '#/components/messages/said']],
    says: [
      "operation-messages /operations/say/messages/0/$ref: #/components/messages/said is not among the messages of the operation's channel",
    ],
  },
  {
    name: 'a channel of the components',
    edits: [
      ['/operations/hear/channel/$ref', '#/components/channels/kept'],
      ['/operations/hear/messages/0/$ref', '#/components/channels/kept/messages/kept'],
    ],
    says: [
      "operation-channel /operations/hear/channel/$ref: #/components/channels/kept does not lead into the document's channels",
    ],
  },
  {
    name: 'a server of the components',
    edits: [['/channels/room/servers/0/$ref', '#/components/servers/spare']],
    says: [
      "channel-servers /channels/room/servers/0/$ref: #/components/servers/spare does not lead into the document's servers",
    ],
  },
  {
    name: 'a channel with a query in its name',
    edits: [['/channels/a?b=c', { address: 'a' }]],
    says: [
      'channel-address /channels/a?b=c: the channel "a?b=c" must have no "?" and no "#" in its name',
    ],
  },
  {
    name: 'a parameter that is not described, and one that is not there',
    edits: [['/channels/room/address', '/rooms/{room}']],
    says: [
      'channel-parameters /channels/room/parameters: {room} in the address is not described here',
      'channel-parameters /channels/room/parameters/roomId: the address has no {roomId}',
    ],
  },
  {
    name: 'parameters without an address',
    edits: [['/channels/room/address', undefined]],
    says: ['channel-parameters /channels/room/parameters/roomId: the address has no {roomId}'],
  },
  {
    name: 'a schema in a format that nobody knows',
    edits: [
      ['/components/schemas/Wrapped', { schemaFormat: 'application/x-own', schema: 'anything' }],
    ],
    says: [],
  },
  {
    name: 'no parameters although the address has one',
    edits: [['/channels/room/parameters', undefined]],
    says: [],
  },
  {
    name: 'a channel written out in the operation',
    edits: [
      ['/operations/hear/channel', { address: 'heard' }],
      ['/operations/hear/messages', undefined],
    ],
    says: [],
  },
  {
    name: 'a pattern and an example that are wrong, which the parser leaves alone in this version',
    edits: [
      [
        '/components/schemas/Line/properties/text',
        { type: 'string', pattern: '[', default: 1, examples: [1] },
      ],
      ['/components/schemas/Line/$schema', 'no uri'],
    ],
    says: [],
  },
  {
    name: 'a key at the top that the parser loses on its way to the message',
    edits: [['/ü', 1]],
    says: [],
  },
  {
    name: 'references in circles',
    edits: [
      ['/components/schemas/A', { $ref: '#/components/schemas/B' }],
      ['/components/schemas/B', { $ref: '#/components/schemas/A' }],
      ['/components/schemas/C', { $ref: '#/components/schemas/C' }],
    ],
    says: [],
  },
  {
    name: 'a pointer through a reference that was replaced before',
    edits: [
      [
        '/components/channels/late',
        { messages: { one: { $ref: '#/channels/kept/messages/kept' } } },
      ],
    ],
    says: [],
  },
];
