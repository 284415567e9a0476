import { createClient } from '@supabase/supabase-js';

const client = createClient('https://abc.supabase.co', 'key');
client
  .channel('room')
  .on('postgres_changes', { event: 'INSERT', schema: 'public', table: 'conversation.item' }, (payload) => console.log(payload))
  .on('broadcast', { event: 'conversation.item.created' }, ({ payload }) => console.log(payload.item.text))
  .subscribe();
