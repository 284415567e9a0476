/** What a value at a schema's address is in the words of a reader: `channel`, `kafka message binding`. */
export function thingAt(address: string): string {
  const binding = /\/bindings\/([^/]+)\/[^/]+\/([^/]+)\.json$/.exec(address);
  if (binding !== null) return `${binding[1] ?? ''} ${binding[2] ?? ''} binding`;
  const name = /([^/]+?)(?:\.json)?$/.exec(address)?.[1] ?? '';
  return exceptions.get(name) ?? wordsOf(name);
}

const exceptions: ReadonlyMap<string, string> = new Map([
  ['anySchema', 'schema'],
  ['multiFormatSchema', 'schema'],
  ['avroSchema_v1', 'Avro schema'],
  ['openapiSchema_3_0', 'OpenAPI schema'],
  ['messageObject', 'message'],
  ['messageExampleObject', 'message example'],
  ['channelItem', 'channel'],
  ['X509', 'X509 security scheme'],
]);

function wordsOf(name: string): string {
  const words = name.replace(/Object$/, '').match(/[A-Z]+(?![a-z])|[A-Z]?[a-z\d]+/g) ?? [name];
  return words.map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase())).join(' ');
}
