// What a browser has and Node has not, and `fetch`, all leading to the mock server.
import WebSocket from 'ws';

const origin = `http://127.0.0.1:${process.env.MOCK_PORT}`;
const nodeFetch = globalThis.fetch;

globalThis.WebSocket = WebSocket;
globalThis.fetch = (address, init) => {
  const url = new URL(address, origin);
  if (url.hostname === 'api.openai.com') return nodeFetch(origin + url.pathname + url.search, init);
  if (url.hostname === '127.0.0.1') return nodeFetch(url, init);
  throw new Error(`nothing may be fetched from ${url.host}`);
};

/** A connection of which only the data channel is real: a socket to the call that the answer names. */
globalThis.RTCPeerConnection = class RTCPeerConnection extends EventTarget {
  #channel;

  addTrack() {}

  addTransceiver() {}

  createDataChannel(label) {
    this.#channel = new DataChannel(label);
    return this.#channel;
  }

  async createOffer() {
    return { type: 'offer', sdp: 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\n' };
  }

  async setLocalDescription(description) {
    this.localDescription = description;
  }

  async setRemoteDescription({ sdp }) {
    const [, call] = /^a=mock-call:(\w+)/m.exec(sdp) ?? [];
    if (call === undefined) throw new Error('the answer is no SDP');
    this.#channel.lead(new WebSocket(`ws://127.0.0.1:${process.env.MOCK_PORT}/calls/${call}`));
  }

  close() {
    this.#channel?.close();
  }
};

class DataChannel extends EventTarget {
  readyState = 'connecting';
  #socket;

  constructor(label) {
    super();
    this.label = label;
  }

  lead(socket) {
    this.#socket = socket;
    socket.on('open', () => {
      this.readyState = 'open';
      this.#tell(new Event('open'));
    });
    socket.on('message', (data) =>
      this.#tell(new MessageEvent('message', { data: data.toString('utf8') })),
    );
    socket.on('close', () => this.#tell(new Event('close')));
  }

  send(text) {
    this.#socket.send(text);
  }

  close() {
    this.#socket?.close();
  }

  #tell(event) {
    this[`on${event.type}`]?.(event);
    this.dispatchEvent(event);
  }
}

Object.defineProperty(globalThis.navigator ?? (globalThis.navigator = {}), 'mediaDevices', {
  value: { getUserMedia: async () => ({ getTracks: () => [{ stop() {} }] }) },
});
