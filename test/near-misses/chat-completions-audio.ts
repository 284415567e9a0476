import OpenAI from 'openai';

const client = new OpenAI();
const completion = await client.chat.completions.create({
  model: 'gpt-4o-audio-preview',
  modalities: ['text', 'audio'],
  audio: { voice: 'alloy', format: 'pcm16' },
  temperature: 0.8,
  messages: [
    { role: 'user', content: [{ type: 'text', text: 'Is a golden retriever a good family dog?' }] },
    { role: 'assistant', content: [{ type: 'text', text: 'Yes.' }] },
  ],
});
console.log(completion.choices[0]?.message.audio?.transcript);
