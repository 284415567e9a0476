import type { Lifecycles } from '../model/lifecycle.ts';
import { Connection } from './connection-things.ts';
import type { StretchEnd, ThingRecord } from './thing-record.ts';
import type { TroubleList } from './trouble-list.ts';

/** Many connections at a time; of more, those that were opened first are taken to have ended. */
export const mostConnections = 1000;

/**
 * Puts together what the records of a capture come to, in order: what was opened and never closed, and what came out of order. What
 * is closed is forgotten but for its id, so that a capture of any length takes no more memory than what is open at a time.
 */
export class ThingFollower {
  readonly #lifecycles: Lifecycles;
  readonly #capture: string;
  readonly #troubles: TroubleList;
  readonly #connections = new Map<string, Connection>();
  #last: StretchEnd = { line: 0, time: undefined };

  constructor(lifecycles: Lifecycles, capture: string, troubles: TroubleList) {
    this.#lifecycles = lifecycles;
    this.#capture = capture;
    this.#troubles = troubles;
  }

  take(record: ThingRecord): void {
    const known = this.#connections.get(record.connection);
    const connection = known ?? this.#connect(record.connection);
    switch (record.kind) {
      case 'start':
        connection.end(record.at);
        this.#connect(record.connection).isWhole = true;
        break;
      case 'ask':
        connection.ask(record.thing, record.at);
        break;
      case 'open':
      case 'go':
      case 'close':
        connection.step(record);
        break;
    }
  }

  /** The last message of a stretch, whatever it was. */
  reach(end: StretchEnd): void {
    this.#last = end;
  }

  /** The capture ends. */
  end(): void {
    for (const one of this.#connections.values()) one.end(this.#last);
    this.#connections.clear();
  }

  #connect(name: string): Connection {
    const made = new Connection(this.#lifecycles, this.#capture, this.#troubles);
    this.#connections.delete(name);
    this.#connections.set(name, made);
    const [oldest] = this.#connections;
    if (oldest !== undefined && this.#connections.size > mostConnections) {
      oldest[1].end(this.#last);
      this.#connections.delete(oldest[0]);
    }
    return made;
  }
}
