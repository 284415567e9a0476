type Action =
  | { type: 'session.created'; session: { user: string; voice: string } }
  | { type: 'session.update'; session: { voice: string; modalities: string[] } }
  | { type: 'error'; error: { message: string } };

interface State {
  session: { user?: string; voice?: string };
}

/** A store of a game: its sessions are evenings with friends. */
export function reducer(state: State, action: Action): State {
  switch (action.type) {
    case 'session.created':
      return { session: action.session };
    case 'session.update':
      return { session: { ...state.session, voice: action.session.voice } };
    default:
      return state;
  }
}
