const OpenAI = require('openai');

const openai = new OpenAI({ defaultHeaders: { 'OpenAI-Beta': 'assistants=v2' } });

async function main() {
  const assistant = await openai.beta.assistants.create({
    model: 'gpt-4o',
    temperature: 0.5,
    instructions: 'You teach maths.',
    tools: [{ type: 'code_interpreter' }],
  });
  const message = await openai.beta.threads.messages.create('thread_1', {
    role: 'user',
    content: [{ type: 'text', text: 'Solve it' }],
  });
  return message.content.filter((part) => part.type === 'text').map((part) => part.text.value);
}

module.exports = main;
