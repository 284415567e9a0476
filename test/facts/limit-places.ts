import type { Version } from './tables.ts';

/** A statement of the facts that our document does not repeat, or a keyword of ours that they lack, and why. */
interface Reasoned {
  readonly versions: readonly Version[];
  readonly reason: string;
}

const sincePreview: readonly Version[] = ['preview', 'ga', 'current'];
const sinceGa: readonly Version[] = ['ga', 'current'];
const untilGa: readonly Version[] = ['preview', 'ga'];

const hybrid = 'A mixture of beta fields and GA event names that no version spoke.';
const later = 'It came after this version.';
const betas = 'The session of the beta, which the document keeps beside that of GA.';
const flat = 'The audio settings of a response came below `audio` after this version.';
const width = 'JSON has one kind of number; how many bits hold it is for the reader.';
const clock = 'No format of JSON Schema; the description says that it is a Unix time in seconds.';
const member =
  'A default of the alternative `auto`, which can be nothing else; the field has none, or null.';
const translation =
  'Sessions that translate have events of their own, which the facts do not have.';
const only = 'It is required and has one value, so nothing is filled in.';

/** What the facts state and our documents do not say as a keyword, or say otherwise; a final `*` stands for anything. */
export const exceptions: readonly (Reasoned & {
  readonly schema: string;
  readonly path: string;
  readonly says: string;
})[] = [
  { versions: ['beta'], schema: '*', path: 'tracing', says: 'default "auto"', reason: member },
  {
    versions: sincePreview,
    schema: 'RealtimeBeta*',
    path: '*',
    says: '*',
    reason: hybrid,
  },
  {
    versions: untilGa,
    schema: 'RealtimeTranslation*',
    path: '*',
    says: '*',
    reason: later,
  },
  {
    versions: ['current'],
    schema: 'RealtimeTranslation*',
    path: '*',
    says: '*',
    reason: translation,
  },
  {
    versions: untilGa,
    schema: 'AudioTranscriptionResponse',
    path: '*',
    says: '*',
    reason: later,
  },
  {
    versions: untilGa,
    schema: 'PromptCacheBreakpointConfig',
    path: '*',
    says: '*',
    reason: later,
  },
  {
    versions: untilGa,
    schema: 'AudioTranscription',
    path: 'languages',
    says: '*',
    reason: later,
  },
  { versions: untilGa, schema: 'MCPTool', path: 'tunnel_id', says: '*', reason: later },
  {
    versions: untilGa,
    schema: 'MCPTool',
    path: 'allowed_callers',
    says: '*',
    reason: later,
  },
  {
    versions: untilGa,
    schema: 'RealtimeTruncation',
    path: 'token_limits*',
    says: '*',
    reason: later,
  },
  { versions: sinceGa, schema: 'RealtimeSession', path: '*', says: '*', reason: betas },
  {
    versions: sincePreview,
    schema: 'RealtimeSessionCreateRequest',
    path: '*',
    says: '*',
    reason: betas,
  },
  {
    versions: sinceGa,
    schema: 'RealtimeSessionCreateResponse',
    path: '*',
    says: '*',
    reason: betas,
  },
  {
    versions: ['current'],
    schema: 'RealtimeTranscriptionSessionCreateRequest',
    path: '*',
    says: '*',
    reason: betas,
  },
  {
    versions: ['current'],
    schema: 'RealtimeTranscriptionSessionCreateResponse',
    path: '*',
    says: '*',
    reason: betas,
  },
  { versions: ['preview'], schema: 'RealtimeAudioFormats', path: '*', says: '*', reason: later },
  {
    versions: ['preview'],
    schema: 'RealtimeSessionCreateResponseGA',
    path: '*',
    says: '*',
    reason: later,
  },
  {
    versions: ['preview'],
    schema: 'RealtimeTranscriptionSessionCreateRequestGA',
    path: '*',
    says: '*',
    reason: later,
  },
  {
    versions: ['preview'],
    schema: 'RealtimeConversationItemMessageUser',
    path: 'content[].image_url',
    says: '*',
    reason: later,
  },
  {
    versions: ['preview'],
    schema: 'RealtimeConversationItemMessageUser',
    path: 'content[].detail',
    says: '*',
    reason: later,
  },
  { versions: ['preview'], schema: 'RealtimeResponse', path: 'audio*', says: '*', reason: flat },
  {
    versions: ['preview'],
    schema: 'RealtimeResponseCreateParams',
    path: 'audio*',
    says: '*',
    reason: flat,
  },
  {
    versions: sincePreview,
    schema: 'RealtimeConversationItemWithReference',
    path: '*',
    says: '*',
    reason: 'An item of the beta; GA has items without references alone.',
  },
  {
    versions: sincePreview,
    schema: '*',
    path: '*',
    says: 'format "double"',
    reason: width,
  },
  {
    versions: sincePreview,
    schema: '*',
    path: '*',
    says: 'format "int64"',
    reason: width,
  },
  {
    versions: sincePreview,
    schema: '*',
    path: '*',
    says: 'format "unixtime"',
    reason: clock,
  },
  {
    versions: sincePreview,
    schema: '*',
    path: 'tracing',
    says: 'default "auto"',
    reason: member,
  },
  {
    versions: sincePreview,
    schema: 'Input*',
    path: 'type',
    says: 'default *',
    reason: only,
  },
  {
    versions: ['current'],
    schema: 'RealtimeTurnDetection',
    path: 'type',
    says: 'default *',
    reason: only,
  },
  {
    versions: ['current'],
    schema: 'PromptCacheBreakpointConfig',
    path: 'mode',
    says: 'default *',
    reason: only,
  },
  {
    versions: sincePreview,
    schema: 'MCPListToolsTool',
    path: 'annotations',
    says: 'nullable true',
    reason: 'Any JSON value is allowed, null among them.',
  },
];

const ranged = 'The vendor says it in prose, which the facts do not repeat for this schema.';
const stopped = 'The default that the vendor states for the field; the facts hold its alternative.';
const aliased = 'The vendor states it for the values alone, `RealtimeReasoningEffort`.';

/** Keywords of ours, `field keyword value`, that the facts do not have. */
export const ownWords: readonly (Reasoned & { readonly says: string })[] = [
  { versions: ['beta'], says: 'seconds minimum 10', reason: ranged },
  { versions: ['beta'], says: 'seconds maximum 7200', reason: ranged },
  { versions: sincePreview, says: 'threshold minimum 0', reason: ranged },
  { versions: sincePreview, says: 'threshold maximum 1', reason: ranged },
  { versions: sincePreview, says: 'tracing default null', reason: stopped },
  { versions: ['current'], says: 'effort default "low"', reason: aliased },
];
