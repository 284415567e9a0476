import { useCallback, useRef, useState } from 'react'
import type { EphemeralKey } from './token'

const baseUrl = 'https://api.openai.com/v1/realtime'
const model = 'gpt-4o-realtime-preview'

export interface Line {
  who: 'you' | 'assistant'
  text: string
}

type ServerEvent = { type: string; [key: string]: any }

export function useRealtime(getKey: () => Promise<EphemeralKey>) {
  const [status, setStatus] = useState<string>('off')
  const [lines, setLines] = useState<Line[]>([])
  const channel = useRef<RTCDataChannel | null>(null)

  const handle = useCallback((event: ServerEvent) => {
    if (event.type === 'response.audio_transcript.done') {
      setLines((before) => [...before, { who: 'assistant', text: event.transcript }])
    } else if (event.type === 'conversation.item.input_audio_transcription.completed') {
      setLines((before) => [...before, { who: 'you', text: event.transcript }])
    } else if (event.type === 'session.updated') {
      setStatus(`talking as ${event.session.voice}`)
    } else if (event.type === 'error') {
      setStatus(`error: ${event.error.message}`)
    }
  }, [])

  const start = useCallback(async () => {
    setStatus('connecting')
    const key = await getKey()
    const pc = new RTCPeerConnection()
    const media = await navigator.mediaDevices.getUserMedia({ audio: true })
    pc.addTrack(media.getTracks()[0]!)

    const dc = pc.createDataChannel('oai-events')
    channel.current = dc
    dc.addEventListener('open', () => {
      dc.send(
        JSON.stringify({
          type: 'session.update',
          session: {
            voice: 'sage',
            input_audio_transcription: { model: 'gpt-4o-mini-transcribe' },
            turn_detection: { type: 'semantic_vad', eagerness: 'low' },
          },
        }),
      )
    })
    dc.addEventListener('message', (e) => handle(JSON.parse(e.data)))

    const offer = await pc.createOffer()
    await pc.setLocalDescription(offer)
    const answer = await fetch(`${baseUrl}?model=${model}`, {
      method: 'POST',
      body: offer.sdp,
      headers: {
        Authorization: `Bearer ${key.client_secret.value}`,
        'Content-Type': 'application/sdp',
      },
    })
    await pc.setRemoteDescription({ type: 'answer', sdp: await answer.text() })
  }, [getKey, handle])

  const write = useCallback((text: string) => {
    const dc = channel.current
    if (!dc) return
    dc.send(
      JSON.stringify({
        type: 'conversation.item.create',
        item: { type: 'message', role: 'user', content: [{ type: 'input_text', text }] },
      }),
    )
    dc.send(JSON.stringify({ type: 'response.create', response: { modalities: ['text', 'audio'] } }))
  }, [])

  return { status, lines, start, write }
}
