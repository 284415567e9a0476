export class Session {
  voice = 'alloy';
  modalities: string[] = ['text', 'audio'];
  private readonly listeners = new Map<string, () => void>();

  /** Called when the character speaks. */
  update(session: { voice: string; modalities: string[] }): void {
    this.voice = session.voice;
    this.modalities = session.modalities;
    this.listeners.get('session.updated')?.();
  }
}

new Session().update({ voice: 'echo', modalities: ['text'] });
