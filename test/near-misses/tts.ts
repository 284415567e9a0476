import OpenAI from 'openai';

export async function say(client: OpenAI, input: string): Promise<ArrayBuffer> {
  const speech = await client.audio.speech.create({
    model: 'gpt-4o-mini-tts',
    voice: 'coral',
    speed: 1.1,
    input,
    instructions: 'Cheerful.',
    response_format: 'pcm',
  });
  return speech.arrayBuffer();
}
