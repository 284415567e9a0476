export const session = { voice: 'alloy', modalities: ['text', 'audio'
if (event.type === 'weather.changed') {
