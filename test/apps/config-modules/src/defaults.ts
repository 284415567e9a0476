import type { SessionUpdateEvent } from 'openai/resources/beta/realtime/realtime'

export type RealtimeSessionConfig = SessionUpdateEvent.Session

export const defaults = {
	modalities: ['audio', 'text'],
	voice: 'ash',
	input_audio_format: 'pcm16',
	output_audio_format: 'pcm16',
	turn_detection: { type: 'semantic_vad', eagerness: 'auto' },
} satisfies RealtimeSessionConfig

export const telephone = {
	input_audio_format: 'g711_alaw',
	output_audio_format: 'g711_alaw',
} as const satisfies RealtimeSessionConfig
