import OpenAI from 'openai'
import { OpenAIRealtimeWS } from 'openai/beta/realtime/ws'
import type { RealtimeClientEvent, SessionUpdateEvent } from 'openai/resources/beta/realtime/realtime'
import { sessionConfig, type Options } from './session-config'

export function updateOf(options: Options): SessionUpdateEvent {
	return { type: 'session.update', session: sessionConfig(options) }
}

export const opening = (text: string): RealtimeClientEvent[] => [
	{ type: 'conversation.item.create', item: { type: 'message', role: 'system', content: [{ type: 'input_text', text }] } },
	{ type: 'response.create', response: { modalities: ['text', 'audio'], voice: 'verse', output_audio_format: 'pcm16' } },
]

export function call(options: Options) {
	const rt = new OpenAIRealtimeWS({ model: 'gpt-4o-realtime-preview-2025-06-03' }, new OpenAI())
	const log = { transcript: '', audio: 0, errors: [] as string[], done: 0 }
	rt.socket.on('open', () => {
		for (const event of [updateOf(options), ...opening('Greet them.')]) rt.send(event)
	})
	rt.on('event', (event) => {
		if (event.type === 'response.audio_transcript.done') log.transcript = event.transcript
		if (event.type === 'response.audio.delta') log.audio += event.delta.length
		if (event.type === 'response.done') log.done++
	})
	rt.on('error', ({ message }) => log.errors.push(message))
	return { rt, log }
}
