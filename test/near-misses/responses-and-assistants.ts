import OpenAI from 'openai';

const client = new OpenAI({ defaultHeaders: { 'OpenAI-Beta': 'assistants=v2' } });

for await (const event of await client.responses.create({ model: 'm', input: 'Hi', stream: true })) {
  if (event.type === 'response.output_text.delta') process.stdout.write(event.delta);
  else if (event.type === 'response.audio.delta') process.stdout.write(event.delta, 'base64');
  else if (event.type === 'response.audio.done') process.exit();
}
