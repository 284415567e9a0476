import type { ServerEvent, ServerEventType } from './protocol';

type EventOf<T extends ServerEventType> = Extract<ServerEvent, { type: T }>;
type Handlers = { [T in ServerEventType]?: ((event: EventOf<T>) => void)[] };

/** An emitter that knows which event has which form. */
export class RealtimeEmitter {
  private readonly handlers: Handlers = {};

  on<T extends ServerEventType>(type: T, handler: (event: EventOf<T>) => void): this {
    const known = (this.handlers[type] ?? []) as ((event: EventOf<T>) => void)[];
    known.push(handler);
    this.handlers[type] = known as Handlers[T];
    return this;
  }

  emit(event: ServerEvent): void {
    const known = this.handlers[event.type] as ((event: ServerEvent) => void)[] | undefined;
    for (const handler of known ?? []) handler(event);
  }
}
