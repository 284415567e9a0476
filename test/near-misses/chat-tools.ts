import OpenAI from 'openai';
import type { ChatCompletionTool } from 'openai/resources/chat/completions';

export const tools: ChatCompletionTool[] = [
  {
    type: 'function',
    function: {
      name: 'set_voice',
      parameters: { type: 'object', properties: { voice: { type: 'string' }, modalities: { type: 'array' } } },
    },
  },
];

export const ask = (client: OpenAI, text: string) =>
  client.chat.completions.create({ model: 'gpt-4o', tools, tool_choice: 'auto', messages: [{ role: 'user', content: text }] });
