// Names that only look like names of events.
const topics = new Set(['response.audio.delta.v2', 'my.response.text.done', 'conversation.item.created_at', 'responses.audio.delta']);
const isOurs = (topic) => topics.has(topic) || topic.startsWith('response.audio');
module.exports = { isOurs, byName: { 'x-response.text.delta': 1, 'conversation.item': 2 } };
