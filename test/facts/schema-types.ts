import type { Version } from './tables.ts';

/** Schemas of the document of August 2026, with the types that the preview and the GA have in common. */
const shared = {
  InputFileContent: ['ResponseInputFile'],
  InputImageContent: ['ResponseInputImage'],
  InputTextContent: ['ResponseInputText'],
  MCPListToolsTool: ['RealtimeMcpListToolsTool'],
  Metadata: ['Metadata'],
  Prompt: ['ResponsePrompt'],
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
  RealtimeTruncation: ['RealtimeTruncation'],
  ToolChoiceMCP: ['ToolChoiceMcp'],
  TranscriptTextUsageDuration: [
    'ConversationItemInputAudioTranscriptionCompletedEventUsageTranscriptTextUsageDuration',
  ],
} satisfies Readonly<Record<string, readonly string[]>>;

/** The same document, with the types of the GA. */
const ga = {
  ...shared,
  AudioTranscription: ['AudioTranscription'],
  MCPTool: ['RealtimeToolsConfigUnionMcp', 'RealtimeResponseCreateMcpTool'],
  RealtimeAudioFormats: ['RealtimeAudioFormats'],
  RealtimeResponseCreateParams: ['RealtimeResponseCreateParams'],
  RealtimeSessionCreateResponseGA: [
    'RealtimeSessionCreateResponse',
    'RealtimeSessionCreateRequest',
  ],
  RealtimeTranscriptionSessionCreateRequest: ['TranscriptionSessionUpdateSession'],
  RealtimeTranscriptionSessionCreateRequestGA: ['RealtimeTranscriptionSessionCreateRequest'],
  RealtimeTranscriptionSessionCreateResponse: ['RealtimeTranscriptionSessionCreateResponse'],
  RealtimeTranscriptionSessionCreateResponseGA: ['RealtimeTranscriptionSessionCreateRequest'],
  RealtimeTurnDetection: [
    'RealtimeAudioInputTurnDetection',
    'RealtimeTranscriptionSessionAudioInputTurnDetection',
    'RealtimeSessionCreateResponseAudioInputTurnDetection',
  ],
} satisfies Readonly<Record<string, readonly string[]>>;

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
  preview: {
    ...shared,
    MCPTool: ['RealtimeToolsConfigUnionMcp'],
    RealtimeResponseCreateParams: ['ResponseCreateEventResponse'],
    RealtimeSession: ['RealtimeSession'],
    RealtimeSessionCreateResponse: ['RealtimeSessionCreateResponse'],
    RealtimeTranscriptionSessionCreateRequest: ['RealtimeTranscriptionSessionCreateRequest'],
    RealtimeTranscriptionSessionCreateResponseGA: [
      'TranscriptionSessionCreatedSession',
      'TranscriptionSessionUpdatedEventSession',
      'ClientSecretCreateResponseSessionRealtimeTranscriptionSessionCreateResponse',
    ],
    RealtimeTurnDetection: [
      'RealtimeAudioConfigInputTurnDetection',
      'RealtimeSessionTurnDetection',
    ],
  },
  ga,
  current: {
    ...ga,
    AudioTranscriptionResponse: ['AudioTranscription'],
    MCPTool: [...ga.MCPTool, 'RealtimeSessionCreateResponseToolMcpTool'],
    PromptCacheBreakpointConfig: [
      'ResponseInputTextPromptCacheBreakpoint',
      'ResponseInputImagePromptCacheBreakpoint',
      'ResponseInputFilePromptCacheBreakpoint',
    ],
    RealtimeSessionCreateRequestGA: [...ga.RealtimeSessionCreateRequestGA, 'CallAcceptParams'],
    RealtimeTranscriptionSessionCreateResponseGA: [
      ...ga.RealtimeTranscriptionSessionCreateResponseGA,
      'RealtimeTranscriptionSessionCreateResponse',
    ],
  },
};
