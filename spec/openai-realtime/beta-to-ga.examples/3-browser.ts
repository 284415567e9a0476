/*
A key for a browser, and its call

Keys are made elsewhere, with the session in an object of its own, and come back as "value"; the offer of WebRTC goes to "calls".
*/
export async function makeKey(apiKey: string): Promise<string> {
  const response = await fetch('https://api.openai.com/v1/realtime/sessions', {
    method: 'POST',
    headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-realtime', voice: 'sage' }),
  });
  const { client_secret } = (await response.json()) as { client_secret: { value: string } };
  return client_secret.value;
}

export async function call(key: string, offer: string): Promise<string> {
  const response = await fetch('https://api.openai.com/v1/realtime?model=gpt-realtime', {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/sdp' },
    body: offer,
  });
  return response.text();
}
