import fs from 'node:fs';
import OpenAI from 'openai';

const openai = new OpenAI();
const transcription = await openai.audio.transcriptions.create({
  file: fs.createReadStream('speech.mp3'),
  model: 'whisper-1',
  temperature: 0.2,
  response_format: 'text',
});
console.log(transcription);
