/** The settings of a recogniser that is not OpenAI's. */
export interface RecogniserSettings {
  input_audio_format: 'pcm16' | 'opus';
  turn_detection: { type: 'server_vad' } | null;
  voice?: string;
}

export function settings(): RecogniserSettings {
  return { input_audio_format: 'pcm16', turn_detection: null };
}

export async function start(): Promise<Response> {
  return fetch('https://asr.example.org/start', { method: 'POST', body: JSON.stringify(settings()) });
}
