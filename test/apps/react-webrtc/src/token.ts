/** What the page needs to know before it may talk. */
export interface EphemeralKey {
  client_secret: { value: string; expires_at: number };
}

/** Runs on the server of the page: the real key never gets into the browser. */
export async function createEphemeralKey(apiKey: string): Promise<EphemeralKey> {
  const response = await fetch('https://api.openai.com/v1/realtime/sessions', {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${apiKey}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({
      model: 'gpt-4o-realtime-preview',
      voice: 'sage',
      modalities: ['audio', 'text'],
    }),
  });
  if (!response.ok) throw new Error(`no session: ${response.status} ${await response.text()}`);
  return (await response.json()) as EphemeralKey;
}
