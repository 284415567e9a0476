// The package `ws`, whose sockets to OpenAI or Azure lead to the mock server. To anywhere else but this machine there is no way.
const real = require('real-ws');

const vendors = /^(?:api\.openai\.com|[\w-]+\.openai\.azure\.com)$/;

function redirected(address) {
  const url = new URL(address);
  if (['127.0.0.1', 'localhost'].includes(url.hostname)) return url;
  if (!vendors.test(url.hostname)) throw new Error(`nothing may connect to ${url.host}`);
  return new URL(`ws://127.0.0.1:${process.env.MOCK_PORT}${url.pathname}${url.search}`);
}

class WebSocket extends real.WebSocket {
  constructor(address, protocols, options) {
    super(redirected(address), protocols, options);
  }
}

module.exports = WebSocket;
module.exports.WebSocket = WebSocket;
module.exports.WebSocketServer = real.WebSocketServer;
