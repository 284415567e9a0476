const { EventEmitter } = require('events');
const WebSocket = require('ws');
const { buildSession, buildResponse } = require('./build-session');

const DEFAULT_URL = 'wss://api.openai.com/v1/realtime';
const SERVER_EVENTS = {
    AUDIO: 'response.audio.delta',
    AUDIO_DONE: 'response.audio.done',
    TRANSCRIPT: 'response.audio_transcript.delta',
    TEXT: 'response.text.delta',
    ITEM: 'conversation.item.created',
};

class Realtime extends EventEmitter {
    constructor({ apiKey, model = 'gpt-4o-mini-realtime-preview', ...options }) {
        super();
        this.apiKey = apiKey;
        this.model = model;
        this.options = options;
        this.queue = [];
    }

    get headers() {
        const headers = { Authorization: `Bearer ${this.apiKey}` };
        headers['OpenAI-Beta'] = 'realtime=v1';
        return headers;
    }

    connect() {
        this.ws = new WebSocket(`${DEFAULT_URL}?model=${encodeURIComponent(this.model)}`, { headers: this.headers });
        this.ws.on('open', () => {
            this.updateSession();
            this.queue.splice(0).forEach((event) => this.send(event.type, event));
        });
        this.ws.on('message', (raw) => this.dispatch(JSON.parse(raw)));
        this.ws.on('error', (error) => this.emit('failed', error.message));
        return this;
    }

    updateSession(more = {}) {
        this.send('session.update', { session: Object.assign(buildSession(this.options), more) });
    }

    send(type, fields = {}) {
        if (this.ws.readyState !== WebSocket.OPEN) { this.queue.push({ type, ...fields }); return; }
        this.ws.send(JSON.stringify({ event_id: `evt_${Math.random().toString(36).slice(2)}`, ...fields, type }));
    }

    ask(text, overrides) {
        this.send('conversation.item.create', {
            item: { type: 'message', role: 'user', content: [{ type: 'input_text', text }] },
        });
        this.send('response.create', { response: buildResponse(overrides) });
    }

    dispatch(event) {
        if (event.type === SERVER_EVENTS.AUDIO) this.emit('audio', Buffer.from(event.delta, 'base64'));
        else if (event.type === SERVER_EVENTS.TRANSCRIPT || event.type === SERVER_EVENTS.TEXT) this.emit('text', event.delta);
        else if (event.type === SERVER_EVENTS.ITEM) this.emit('item', event.item);
        else if (event.type === 'error') this.emit('failed', event.error.message);
        this.emit('server.' + event.type, event);
    }
}

module.exports = { Realtime, SERVER_EVENTS };
