export async function createThread(key: string): Promise<{ id: string }> {
  const response = await fetch('https://api.openai.com/v1/threads', {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'OpenAI-Beta': 'assistants=v2' },
    body: JSON.stringify({ messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] }),
  });
  return (await response.json()) as { id: string };
}
