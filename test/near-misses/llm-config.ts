import Anthropic from '@anthropic-ai/sdk';

const client = new Anthropic();
export const message = await client.messages.create({
  model: 'claude-sonnet-4-20250514',
  max_tokens: 1024,
  temperature: 0.8,
  tool_choice: { type: 'auto' },
  messages: [{ role: 'assistant', content: [{ type: 'text', text: 'Hello' }] }],
});
for (const part of message.content) if (part.type === 'text') console.log(part.text);
