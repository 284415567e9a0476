import OpenAI from 'openai';

const client = new OpenAI();
const stream = await client.responses.create({ model: 'gpt-4o', input: 'Hi', stream: true, temperature: 0.3 });
for await (const event of stream) {
  switch (event.type) {
    case 'response.created':
      console.log('begins', event.response.temperature);
      break;
    case 'response.output_text.delta':
      process.stdout.write(event.delta);
      break;
    case 'response.output_text.done':
      console.log(event.text);
      break;
    case 'response.function_call_arguments.delta':
    case 'response.output_item.added':
      break;
    case 'error':
      console.error(event.message);
  }
}
