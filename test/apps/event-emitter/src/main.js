const { Realtime } = require('./realtime');

function main() {
    const seen = { audio: 0, text: '', items: 0, failed: [], spoken: undefined, done: 0 };
    const realtime = new Realtime({ apiKey: process.env.OPENAI_API_KEY, voice: 'ash', transcribe: true, temperature: 0.9 });
    realtime.on('audio', (pcm) => { seen.audio += pcm.length; });
    realtime.on('text', (text) => { seen.text += text; });
    realtime.on('item', () => { seen.items++; });
    realtime.on('failed', (message) => seen.failed.push(message));
    realtime.on('server.session.updated', ({ session: { voice } }) => { seen.spoken = voice; });
    // Both names of the wire, prefixed with ours.
    realtime.on('server.response.audio.done', () => { seen.done++; });
    realtime.on('server.response.text.done', () => { seen.done++; });
    realtime.connect();
    return { realtime, seen };
}

module.exports = { main };
