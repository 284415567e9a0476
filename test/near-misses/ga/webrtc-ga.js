export async function connect(key, pc) {
  const secret = await fetch('https://api.openai.com/v1/realtime/client_secrets', {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ session: { type: 'realtime', model: 'gpt-realtime', audio: { output: { voice: 'marin' } } } }),
  }).then((one) => one.json());
  const offer = await pc.createOffer();
  await pc.setLocalDescription(offer);
  const answer = await fetch('https://api.openai.com/v1/realtime/calls', {
    method: 'POST',
    body: offer.sdp,
    headers: { Authorization: `Bearer ${secret.value}`, 'Content-Type': 'application/sdp' },
  });
  await pc.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
}
