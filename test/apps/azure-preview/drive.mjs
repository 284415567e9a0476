import { observed, until } from 'judge';
import { talk } from './src/main';

const config = { resource: 'contoso', deployment: 'realtime', apiKey: 'azure-mock' };
const { transcript } = await talk(config);
await until(() => transcript.said.length > 10 && transcript.audioBytes >= 960);
observed(transcript);
