export const help = [
  'The beta called it response.audio.delta; we call it audio.',
  'Set session.voice and session.modalities in your own settings.',
].join('\n');

// In the beta, conversation.item.created came once.
/* session: { voice: 'alloy', modalities: ['text', 'audio'] } */
export const nothing = undefined;
