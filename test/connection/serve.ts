import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { captured, type Captured } from '../wire/captured.ts';

/** A WebSocket server on loopback that plays a side of a capture to whoever connects. */
export interface Playing {
  readonly url: string;
  /** Texts that came, in their order. */
  readonly got: readonly string[];
  readonly sockets: readonly WebSocket[];
  readonly stop: () => Promise<void>;
}

/** Serves what `play` does with each socket. */
export async function serve(play: (socket: WebSocket) => void): Promise<Playing> {
  const got: string[] = [];
  const sockets: WebSocket[] = [];
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: 64 * 1024 * 1024 });
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('message', (data) => got.push(String(data)));
    play(socket);
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of server.clients) socket.terminate();
      server.close(() => {
        resolve();
      });
    });
  return { url: `ws://127.0.0.1:${String(port)}`, got, sockets, stop };
}

/** The messages of a capture, in their order. */
export function messagesOf(file: string): readonly Captured[] {
  return captured.filter((one) => one.place.startsWith(`${file}:`));
}

/** Plays what the server said in a capture, each as soon as all that the client had said before is there. */
export function replay(file: string, socket: WebSocket): void {
  const messages = messagesOf(file);
  let heard = 0;
  let next = 0;
  const go = (): void => {
    for (; next < messages.length; next += 1) {
      const one = messages[next];
      const before = messages
        .slice(0, next)
        .filter(({ direction }) => direction === 'client').length;
      if (one?.direction === 'server' && before > heard) return;
      if (one?.direction === 'server') socket.send(JSON.stringify(one.message));
    }
    if (heard >= messages.filter(({ direction }) => direction === 'client').length) {
      socket.close(1000, 'played');
    }
  };
  socket.on('message', () => {
    heard += 1;
    go();
  });
  go();
}
