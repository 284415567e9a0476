import type { RealtimeSessionConfig } from './defaults'

export const personas = {
	butler: { voice: 'verse', instructions: 'You are a butler.', speed: 0.9 },
	clerk: {
		voice: 'coral',
		instructions: 'You are a clerk.',
		// Clerks write things down.
		input_audio_transcription: { model: 'gpt-4o-transcribe', prompt: 'names, dates' },
	},
} satisfies Record<string, RealtimeSessionConfig>

export type Persona = keyof typeof personas
