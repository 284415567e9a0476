import { streamText } from 'ai';
import { openai } from '@ai-sdk/openai';

const { fullStream } = streamText({ model: openai('gpt-4o-realtime-preview-look-alike'), temperature: 0.8, prompt: 'Hi' });
for await (const part of fullStream) {
  switch (part.type) {
    case 'text':
    case 'error':
      console.log(part);
  }
}
