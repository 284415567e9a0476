export interface State {
  transcript: string;
  audioChunks: number;
  voice: string | undefined;
  status: 'idle' | 'talking' | 'done';
}

export const initial: State = { transcript: '', audioChunks: 0, voice: undefined, status: 'idle' };

/** What an event of the server makes of what we show. */
export function reduce(state: State, event: { type: string } & Record<string, any>): State {
  switch (event.type) {
    case 'session.created':
    case 'session.updated':
      return { ...state, voice: event.session?.voice };
    case 'response.created':
      return { ...state, status: 'talking' };
    case 'response.audio.delta':
      return { ...state, audioChunks: state.audioChunks + 1 };
    case 'response.audio_transcript.delta':
    case 'response.text.delta':
      return { ...state, transcript: state.transcript + event.delta };
    case 'response.done':
      return { ...state, status: 'done' };
    default:
      return state;
  }
}
