import { GoogleGenAI, Modality } from '@google/genai';

const ai = new GoogleGenAI({ apiKey: 'key' });
const session = await ai.live.connect({
  model: 'gemini-live-2.5-flash-preview',
  config: {
    responseModalities: [Modality.AUDIO],
    temperature: 0.7,
    speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } },
  },
  callbacks: { onmessage: (message) => console.log(message.text) },
});
session.sendClientContent({ turns: [{ role: 'user', parts: [{ text: 'Hello' }] }] });
