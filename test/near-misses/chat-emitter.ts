import { EventEmitter } from 'node:events';

/** A shop's chat, whose events happen to be called like those of others. */
export const chat = new EventEmitter();

chat.on('conversation.item.created', (item: { sku: string; price: number }) => {
  console.log('added to the basket', item.sku);
});
chat.on('response.created', (response: { status: number }) => console.log(response.status));
chat.on('session.created', (session: { user: string }) => console.log(session.user));
chat.emit('conversation.item.created', { sku: 'A-1', price: 3 });
