import { defineConfig } from 'wireshape';

export default defineConfig({
  output: 'generated',
  apis: {
    'openai-realtime': {
      unions: { received: 'RealtimeServerEvent', sent: 'RealtimeClientEvent' },
      versions: [
        { name: 'beta', document: 'spec/openai-realtime/beta.asyncapi.yaml' },
        { name: 'preview', document: 'spec/openai-realtime/preview.asyncapi.yaml' },
        { name: 'ga', document: 'spec/openai-realtime/ga.asyncapi.yaml' },
        { name: 'current', document: 'spec/openai-realtime/current.asyncapi.yaml' },
      ],
    },
  },
});
