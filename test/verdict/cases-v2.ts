import type { VerdictCase } from './cases-v3.ts';

const room = '/channels/lights~1{lightId}~1measured';
const on = '/channels/lights~1switch/publish/message/oneOf/0';

/** Changes to test/fixtures/verdict/lights.v2.yaml. */
export const casesV2: readonly VerdictCase[] = [
  { name: 'nothing', edits: [], says: [] },
  {
    name: 'a message with a property of another version',
    edits: [
      [`${on}/title`, 'On'],
      [`${on}/address`, 'a'],
    ],
    says: [`property-unknown ${on}/address: property "address" is not allowed in a message`],
  },
  {
    name: 'a security scheme that is not defined',
    edits: [['/servers/main/security/1', { nokey: [] }]],
    says: [
      'server-security /servers/main/security/1/nokey: there is no security scheme "nokey" in the components',
    ],
  },
  {
    name: 'a scope that is not defined',
    edits: [['/servers/main/security/0/oauth/0', 'write']],
    says: [
      'server-security /servers/main/security/0/oauth/0: the security scheme "oauth" has no scope "write"',
    ],
  },
  {
    name: 'an operation with a security scheme that is not defined',
    edits: [[`${room}/subscribe/security/0`, { nokey: [] }]],
    says: [
      `operation-security ${room}/subscribe/security/0/nokey: there is no security scheme "nokey" in the components`,
    ],
  },
  {
    name: 'variables of a server',
    edits: [['/servers/main/url', 'mqtt://{hots}:{port}']],
    says: [
      'server-variables /servers/main/variables: {hots} in the url is not described here',
      'server-variables /servers/main/variables/host: the url has no {host}',
    ],
  },
  {
    name: 'variables of a server in the components, met twice',
    edits: [['/components/servers/spare/url', 'ws://{nam}.example.com']],
    says: [
      'server-variables /components/servers/spare/variables: {nam} in the url is not described here',
      'server-variables /components/servers/spare/variables/name: the url has no {name}',
    ],
  },
  {
    name: 'parameters of a channel',
    edits: [[`${room}/parameters/lampId`, { schema: { type: 'string' } }]],
    says: [`channel-parameters ${room}/parameters/lampId: the address has no {lampId}`],
  },
  {
    name: 'a server of a channel',
    edits: [[`${room}/servers/0`, 'other']],
    says: [`channel-servers ${room}/servers/0: there is no server "other"`],
  },
  {
    name: 'a channel with a fragment',
    edits: [['/channels/a#b', {}]],
    says: [
      'channel-address /channels/a#b: the channel "a#b" must have no "?" and no "#" in its name',
    ],
  },
  {
    name: 'an operation id that is used twice',
    edits: [['/channels/lights~1switch/publish/operationId', 'receiveMeasure']],
    says: [
      'operation-id-unique /channels/lights~1switch/publish: operationId "receiveMeasure" is used before',
    ],
  },
  {
    name: 'a message that two operations use, with its id',
    edits: [['/channels/kept', { subscribe: { message: { $ref: '#/components/messages/dim' } } }]],
    says: ['message-id-unique /channels/kept/subscribe/message: messageId "dim" is used before'],
  },
  {
    name: 'an id from a trait',
    edits: [['/components/messageTraits/stamped/messageId', 'turnOn']],
    says: [
      'message-id-unique /channels/lights~1switch/publish/message/oneOf/0: messageId "turnOn" is used before',
    ],
  },
  {
    name: 'a tag that is given twice',
    edits: [
      ['/tags/1/name', 'street'],
      ['/components/messages/measured/tags/1', { name: 'a', description: 'again' }],
    ],
    says: [
      'tag-unique /tags/1/name: the tag "street" stands here twice',
      'tag-unique /components/messages/measured/tags/1/name: the tag "a" stands here twice',
    ],
  },
  {
    name: 'a payload in a format of JSON Schema that the document schema does not know',
    edits: [
      ['/components/messages/dim/schemaFormat', 'application/schema;version=draft-07'],
      ['/components/messages/dim/payload/required', 'by'],
      ['/components/messages/dim/examples', undefined],
    ],
    says: [
      'payload-schema /components/messages/dim/payload/required: "required" must be an array, not a string',
    ],
  },
  {
    name: 'a default that its schema refuses',
    edits: [['/components/schemas/Measure/default', { lumens: -1 }]],
    says: [
      'schema-default /components/schemas/Measure/default/lumens: "lumens" must be at least 0',
    ],
  },
  {
    name: 'an example that its schema refuses',
    edits: [['/components/schemas/Measure/examples/1/near/0/nam', 'a']],
    says: [
      'schema-example /components/schemas/Measure/examples/1/near/0/nam: property "nam" is not allowed here',
    ],
  },
  {
    name: 'an example of a message',
    edits: [
      ['/components/messages/measured/examples/0/payload/sentAt', 'yesterday'],
      ['/components/messages/measured/examples/0/headers/id', 1],
    ],
    says: [
      'message-example /components/messages/measured/examples/0/payload/sentAt: "sentAt" must be of the format date-time, which "yesterday" is not',
      'message-example /components/messages/measured/examples/0/headers/id: "id" must be a string, not a number',
    ],
  },
  {
    name: 'an example of a trait',
    edits: [['/components/messageTraits/stamped/examples/0/headers/at', -1]],
    says: [
      'message-example /components/messageTraits/stamped/examples/0/headers/at: "at" must be at least 0',
    ],
  },
  {
    name: 'an example of a message whose payload is no JSON Schema',
    edits: [['/components/messages/raw/examples', [{ payload: { a: 'b' } }]]],
    says: [
      'message-example /components/messages/raw/examples/0/payload: cannot be checked: the schema is no valid JSON Schema',
    ],
  },
  {
    name: 'an example under a schema with nullable and no type',
    edits: [[`${on}/payload/properties/on`, { nullable: true }]],
    says: [
      `message-example ${on}/examples/0/payload: cannot be checked: nullable needs a type beside it`,
    ],
  },
  {
    name: 'an example under a schema that has a pattern which is none',
    edits: [[`${on}/payload/properties/name`, { type: 'string', pattern: '(' }]],
    says: [
      `message-example ${on}/examples/0/payload: cannot be checked: the pattern ( is no regular expression`,
    ],
  },
  {
    name: 'a schema with an id that occurs twice under one that has examples',
    edits: [
      ['/components/schemas/Lamp/$id', 'http://example.com/lamp'],
      ['/components/schemas/Measure/properties/far', { $ref: '#/components/schemas/Lamp' }],
      ['/components/messages/measured/examples', undefined],
      ['/components/schemas/Measure/default', undefined],
    ],
    says: [
      'schema-example /components/schemas/Measure/examples/0: cannot be checked: the id "http://example.com/lamp" stands on two schemas',
      'schema-example /components/schemas/Measure/examples/1: cannot be checked: the id "http://example.com/lamp" stands on two schemas',
    ],
  },
  {
    name: 'a default that is a text, which the parser lets pass',
    edits: [['/components/schemas/Measure/default', 'none']],
    says: [],
  },
  {
    name: 'a payload in a format that the parser does not know',
    edits: [
      ['/components/messages/raw/payload', { type: ['whatever'] }],
      ['/components/messages/raw/schemaFormat', 'application/raml+yaml;version=1.0'],
    ],
    says: [],
  },
  {
    name: 'a time without a zone',
    edits: [['/components/messages/measured/examples/0/payload/sentAt', '2024-02-29T12:00:00']],
    says: [],
  },
  {
    name: 'what is wrong with an example at a key that the parser loses',
    edits: [
      [`${on}/payload/properties/@type`, { type: 'string' }],
      [`${on}/examples/0/payload/@type`, 1],
    ],
    says: [],
  },
  {
    name: 'a scope of a scheme that stands behind a reference',
    edits: [
      [
        '/components/x-oauth',
        {
          type: 'oauth2',
          flows: { implicit: { authorizationUrl: 'https://example.com', scopes: {} } },
        },
      ],
      ['/components/securitySchemes/oauth', { $ref: '#/components/x-oauth' }],
    ],
    says: [],
  },
  {
    name: 'an operation id that a trait replaces',
    edits: [
      ['/channels/lights~1switch/publish/operationId', 'receiveMeasure'],
      ['/channels/lights~1switch/publish/traits', [{ operationId: 'other' }]],
    ],
    says: [],
  },
];
