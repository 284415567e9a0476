import type { Version } from './tables.ts';

/** Schemas of the document of August 2026, with the types of the GA. */
const ga = {
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
