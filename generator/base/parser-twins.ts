/**
 * Rules of the official parser whose errors types do not depend on, or that say what rules of ours have looked at already:
 * these have the gravest level of what those found.
 */
export const parserTwins: Readonly<Record<string, readonly string[]>> = {
  'asyncapi-document-resolved': [
    'asyncapi-schema',
    'asyncapi-aside',
    'schema-boolean',
    'property-unknown',
  ],
  'asyncapi-document-unresolved': [
    'reference-not-allowed',
    'asyncapi-schema',
    'asyncapi-aside',
    'schema-boolean',
    'property-unknown',
  ],
  'asyncapi2-channel-parameters': ['channel-parameters'],
  'asyncapi3-channel-parameters': ['channel-parameters'],
  'asyncapi2-channel-no-query-nor-fragment': ['channel-address'],
  'asyncapi3-channel-no-query-nor-fragment': ['channel-address'],
  'asyncapi2-channel-servers': ['channel-servers'],
  'asyncapi3-channel-servers': ['channel-servers'],
  'asyncapi3-required-channel-servers-unambiguity': ['channel-servers'],
  'asyncapi2-server-variables': ['server-variables'],
  'asyncapi2-server-security': ['server-security'],
  'asyncapi2-operation-security': ['operation-security'],
  'asyncapi2-operation-operationId-uniqueness': ['operation-id-unique'],
  'asyncapi2-message-messageId-uniqueness': ['message-id-unique'],
  'asyncapi3-required-operation-channel-unambiguity': ['operation-channel'],
  'asyncapi3-operation-messages-from-referred-channel': ['operation-messages'],
  'asyncapi2-tags-uniqueness': ['tag-unique'],
  'invalid-ref': ['ref-missing-file', 'ref-remote', 'ref-outside', 'ref-dangling', 'ref-in-value'],
  'asyncapi2-message-examples': ['message-example'],
  'asyncapi2-message-examples-custom-format': ['message-example'],
  'asyncapi2-schema-examples': ['schema-example'],
  'asyncapi2-schema-default': ['schema-default'],
};
