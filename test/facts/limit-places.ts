import type { Version } from './tables.ts';

/** Which types of ours hold what a schema of the vendor's OpenAPI document describes. */
export const typesOfSchemas: Readonly<
  Record<Version, Readonly<Record<string, readonly string[]>>>
> = {
  beta: {
    Metadata: ['Metadata'],
    RealtimeClientEventConversationItemCreate: ['ConversationItemCreateEvent'],
    RealtimeClientEventInputAudioBufferAppend: ['InputAudioBufferAppendEvent'],
    RealtimeConversationItem: ['ConversationItem'],
    RealtimeConversationItemWithReference: ['ConversationItemWithReference'],
    RealtimeResponse: ['RealtimeResponse'],
    RealtimeResponseCreateParams: ['ResponseCreateEventResponse'],
    RealtimeServerEventConversationItemInputAudioTranscriptionCompleted: [
      'ConversationItemInputAudioTranscriptionCompletedEvent',
    ],
    RealtimeServerEventConversationItemInputAudioTranscriptionDelta: [
      'ConversationItemInputAudioTranscriptionDeltaEvent',
    ],
    RealtimeServerEventError: ['ErrorEvent'],
    RealtimeSession: ['Session'],
    RealtimeSessionCreateRequest: ['SessionUpdateEventSession', 'SessionCreateParams'],
    RealtimeSessionCreateResponse: ['SessionCreateResponse'],
    RealtimeTranscriptionSessionCreateRequest: [
      'TranscriptionSessionUpdateSession',
      'TranscriptionSessionCreateParams',
    ],
  },
  ga: {
    AudioTranscription: ['AudioTranscription'],
    InputFileContent: ['ResponseInputFile'],
    InputImageContent: ['ResponseInputImage'],
    InputTextContent: ['ResponseInputText'],
    MCPListToolsTool: ['RealtimeMcpListToolsTool'],
    MCPTool: ['RealtimeToolsConfigUnionMcp', 'RealtimeResponseCreateMcpTool'],
    Metadata: ['Metadata'],
    Prompt: ['ResponsePrompt'],
    RealtimeAudioFormats: ['RealtimeAudioFormats'],
    RealtimeClientEventConversationItemCreate: ['ConversationItemCreateEvent'],
    RealtimeClientEventConversationItemDelete: ['ConversationItemDeleteEvent'],
    RealtimeClientEventConversationItemRetrieve: ['ConversationItemRetrieveEvent'],
    RealtimeClientEventConversationItemTruncate: ['ConversationItemTruncateEvent'],
    RealtimeClientEventInputAudioBufferAppend: ['InputAudioBufferAppendEvent'],
    RealtimeClientEventInputAudioBufferClear: ['InputAudioBufferClearEvent'],
    RealtimeClientEventInputAudioBufferCommit: ['InputAudioBufferCommitEvent'],
    RealtimeClientEventResponseCancel: ['ResponseCancelEvent'],
    RealtimeClientEventResponseCreate: ['ResponseCreateEvent'],
    RealtimeClientEventSessionUpdate: ['SessionUpdateEvent'],
    RealtimeConversationItemFunctionCall: ['RealtimeConversationItemFunctionCall'],
    RealtimeConversationItemFunctionCallOutput: ['RealtimeConversationItemFunctionCallOutput'],
    RealtimeConversationItemMessageAssistant: ['RealtimeConversationItemAssistantMessage'],
    RealtimeConversationItemMessageSystem: ['RealtimeConversationItemSystemMessage'],
    RealtimeConversationItemMessageUser: ['RealtimeConversationItemUserMessage'],
    RealtimeCreateClientSecretRequest: ['ClientSecretCreateParams'],
    RealtimeCreateClientSecretResponse: ['ClientSecretCreateResponse'],
    RealtimeMCPApprovalResponse: ['RealtimeMcpApprovalResponse'],
    RealtimeMCPToolCall: ['RealtimeMcpToolCall'],
    RealtimeResponse: ['RealtimeResponse'],
    RealtimeResponseCreateParams: ['RealtimeResponseCreateParams'],
    RealtimeServerEventConversationItemAdded: ['ConversationItemAdded'],
    RealtimeServerEventConversationItemCreated: ['ConversationItemCreatedEvent'],
    RealtimeServerEventConversationItemDone: ['ConversationItemDone'],
    RealtimeServerEventConversationItemInputAudioTranscriptionCompleted: [
      'ConversationItemInputAudioTranscriptionCompletedEvent',
    ],
    RealtimeServerEventConversationItemInputAudioTranscriptionDelta: [
      'ConversationItemInputAudioTranscriptionDeltaEvent',
    ],
    RealtimeServerEventConversationItemInputAudioTranscriptionSegment: [
      'ConversationItemInputAudioTranscriptionSegment',
    ],
    RealtimeServerEventError: ['RealtimeErrorEvent'],
    RealtimeServerEventInputAudioBufferCommitted: ['InputAudioBufferCommittedEvent'],
    RealtimeServerEventResponseMCPCallArgumentsDelta: ['ResponseMcpCallArgumentsDelta'],
    RealtimeSessionCreateRequestGA: ['RealtimeSessionCreateRequest'],
    RealtimeSessionCreateResponseGA: [
      'RealtimeSessionCreateResponse',
      'RealtimeSessionCreateRequest',
    ],
    RealtimeTranscriptionSessionCreateRequest: ['TranscriptionSessionUpdateSession'],
    RealtimeTranscriptionSessionCreateRequestGA: ['RealtimeTranscriptionSessionCreateRequest'],
    RealtimeTranscriptionSessionCreateResponse: ['RealtimeTranscriptionSessionCreateResponse'],
    RealtimeTranscriptionSessionCreateResponseGA: ['RealtimeTranscriptionSessionCreateRequest'],
    RealtimeTruncation: ['RealtimeTruncation'],
    RealtimeTurnDetection: [
      'RealtimeAudioInputTurnDetection',
      'RealtimeTranscriptionSessionAudioInputTurnDetection',
      'RealtimeSessionCreateResponseAudioInputTurnDetection',
    ],
    ToolChoiceMCP: ['ToolChoiceMcp'],
    TranscriptTextUsageDuration: [
      'ConversationItemInputAudioTranscriptionCompletedEventUsageTranscriptTextUsageDuration',
    ],
  },
};

/** A statement of the facts that our document does not repeat, or a keyword of ours that they lack, and why. */
interface Reasoned {
  readonly version: Version;
  readonly reason: string;
}

const hybrid = 'A mixture of beta fields and GA event names that no version spoke.';
const later = 'It came after this version.';
const betas = 'The session of the beta, which the document keeps beside that of GA.';
const width = 'JSON has one kind of number; how many bits hold it is for the reader.';
const clock = 'No format of JSON Schema; the description says that it is a Unix time in seconds.';
const member =
  'A default of the alternative `auto`, which can be nothing else; the field has none, or null.';
const only = 'It is required and has one value, so nothing is filled in.';

/** What the facts state and our documents do not say as a keyword, or say otherwise; a final `*` stands for anything. */
export const exceptions: readonly (Reasoned & {
  readonly schema: string;
  readonly path: string;
  readonly says: string;
})[] = [
  { version: 'beta', schema: '*', path: 'tracing', says: 'default "auto"', reason: member },
  { version: 'ga', schema: 'RealtimeBeta*', path: '*', says: '*', reason: hybrid },
  { version: 'ga', schema: 'RealtimeTranslation*', path: '*', says: '*', reason: later },
  { version: 'ga', schema: 'AudioTranscriptionResponse', path: '*', says: '*', reason: later },
  { version: 'ga', schema: 'PromptCacheBreakpointConfig', path: '*', says: '*', reason: later },
  { version: 'ga', schema: 'AudioTranscription', path: 'languages', says: '*', reason: later },
  { version: 'ga', schema: 'MCPTool', path: 'tunnel_id', says: '*', reason: later },
  { version: 'ga', schema: 'MCPTool', path: 'allowed_callers', says: '*', reason: later },
  { version: 'ga', schema: 'RealtimeTruncation', path: 'token_limits*', says: '*', reason: later },
  { version: 'ga', schema: 'RealtimeSession', path: '*', says: '*', reason: betas },
  { version: 'ga', schema: 'RealtimeSessionCreateRequest', path: '*', says: '*', reason: betas },
  { version: 'ga', schema: 'RealtimeSessionCreateResponse', path: '*', says: '*', reason: betas },
  {
    version: 'ga',
    schema: 'RealtimeConversationItemWithReference',
    path: '*',
    says: '*',
    reason: 'An item of the beta; GA has items without references alone.',
  },
  { version: 'ga', schema: '*', path: '*', says: 'format "double"', reason: width },
  { version: 'ga', schema: '*', path: '*', says: 'format "int64"', reason: width },
  { version: 'ga', schema: '*', path: '*', says: 'format "unixtime"', reason: clock },
  { version: 'ga', schema: '*', path: 'tracing', says: 'default "auto"', reason: member },
  { version: 'ga', schema: 'Input*', path: 'type', says: 'default *', reason: only },
  {
    version: 'ga',
    schema: 'MCPListToolsTool',
    path: 'annotations',
    says: 'nullable true',
    reason: 'Any JSON value is allowed, null among them.',
  },
];

const ranged = 'The vendor says it in prose, which the facts do not repeat for this schema.';
const stopped = 'The default that the vendor states for the field; the facts hold its alternative.';

/** Keywords of ours, `field keyword value`, that the facts do not have. */
export const ownWords: readonly (Reasoned & { readonly says: string })[] = [
  { version: 'beta', says: 'seconds minimum 10', reason: ranged },
  { version: 'beta', says: 'seconds maximum 7200', reason: ranged },
  { version: 'ga', says: 'threshold minimum 0', reason: ranged },
  { version: 'ga', says: 'threshold maximum 1', reason: ranged },
  { version: 'ga', says: 'tracing default null', reason: stopped },
];
