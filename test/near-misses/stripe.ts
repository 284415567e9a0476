import Stripe from 'stripe';

const stripe = new Stripe('sk');
export function onEvent(event: Stripe.Event): void {
  switch (event.type) {
    case 'checkout.session.completed':
      console.log(event.data.object.id);
      break;
    case 'customer.created':
    case 'customer.updated':
      break;
  }
}
export const session = await stripe.checkout.sessions.create({ mode: 'payment', line_items: [] });
