import * as sdk from 'microsoft-cognitiveservices-speech-sdk';

const config = sdk.SpeechConfig.fromSubscription('key', 'westeurope');
config.speechSynthesisVoiceName = 'en-US-JennyNeural';
const recognizer = new sdk.SpeechRecognizer(config);
recognizer.sessionStarted = (_sender, event) => console.log('session.created', event.sessionId);
recognizer.recognized = (_sender, { result }) => console.log(result.text);

export const settings = { voice: 'jenny', turn_detection: null, input_audio_format: 'pcm16' };
