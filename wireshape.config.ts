import { defineConfig } from 'wireshape';

export default defineConfig({
  output: 'generated',
  reference: true,
  validators: true,
  apis: {
    'openai-realtime': {
      unions: { received: 'RealtimeServerEvent', sent: 'RealtimeClientEvent' },
      package: {
        name: '@wireshape/openai-realtime',
        description:
          'TypeScript for the events of the OpenAI Realtime API, from the beta to the current one: types, unions, guards.',
        license: 'MIT',
        stable: 'ga',
      },
      versions: [
        {
          name: 'beta',
          document: 'spec/openai-realtime/beta.asyncapi.yaml',
          http: 'spec/openai-realtime/beta.openapi.yaml',
          overlays: ['spec/openai-realtime/patches/beta.overlay.yaml'],
        },
        {
          name: 'preview',
          document: 'spec/openai-realtime/preview.asyncapi.yaml',
          http: 'spec/openai-realtime/preview.openapi.yaml',
          overlays: ['spec/openai-realtime/patches/preview.overlay.yaml'],
        },
        {
          name: 'ga',
          document: 'spec/openai-realtime/ga.asyncapi.yaml',
          http: 'spec/openai-realtime/ga.openapi.yaml',
          overlays: ['spec/openai-realtime/patches/ga.overlay.yaml'],
        },
        {
          name: 'current',
          document: 'spec/openai-realtime/current.asyncapi.yaml',
          http: 'spec/openai-realtime/current.openapi.yaml',
          overlays: ['spec/openai-realtime/patches/current.overlay.yaml'],
        },
      ],
      changes: [
        { before: 'beta', after: 'preview' },
        { before: 'preview', after: 'ga' },
        { before: 'beta', after: 'ga' },
        { before: 'ga', after: 'current' },
      ],
      migrations: [
        {
          before: 'beta',
          after: 'ga',
          map: 'spec/openai-realtime/beta-to-ga.migration.yaml',
          guide: 'docs/guides/openai-realtime-beta-to-ga.md',
          examples: 'spec/openai-realtime/beta-to-ga.examples',
        },
        {
          before: 'preview',
          after: 'ga',
          map: 'spec/openai-realtime/preview-to-ga.migration.yaml',
        },
        {
          before: 'ga',
          after: 'current',
          map: 'spec/openai-realtime/ga-to-current.migration.yaml',
        },
      ],
    },
  },
});
