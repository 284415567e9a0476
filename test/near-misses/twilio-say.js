const { twiml } = require('twilio');

module.exports = (request, response) => {
  const voice = new twiml.VoiceResponse();
  voice.say({ voice: 'alice', language: 'en' }, 'Hello.');
  voice.connect().stream({ url: `wss://${request.headers.host}/v1/realtime`, track: 'inbound_track' });
  response.type('text/xml').send(voice.toString());
};
