import { voice } from '@livekit/agents';
import * as openai from '@livekit/agents-plugin-openai';

export function makeSession() {
  const session = new voice.AgentSession({
    llm: new openai.realtime.RealtimeModel({ voice: 'coral', modalities: ['text', 'audio'], temperature: 0.8 }),
  });
  session.on('conversation_item_added', ({ item }) => console.log(item));
  session.on('error', (error) => console.error(error));
  return session;
}
