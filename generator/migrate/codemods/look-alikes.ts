/** A neighbour of an API, some of whose events are called as the API's. */
interface LookAlike {
  readonly what: string;
  /** Names of either version that the neighbour has too. */
  readonly names: ReadonlySet<string>;
  /** What shows in a file that the neighbour is spoken to. */
  readonly sign: RegExp;
}

/** By the name of the API. */
const lookAlikes: ReadonlyMap<string, LookAlike> = new Map([
  [
    'openai-realtime',
    {
      what: "OpenAI's Responses API",
      names: new Set([
        'response.audio.delta',
        'response.audio.done',
        'response.output_text.delta',
        'response.output_text.done',
        'response.mcp_call.in_progress',
        'response.mcp_call.completed',
        'response.mcp_call.failed',
        'response.mcp_call_arguments.delta',
        'response.mcp_call_arguments.done',
        'response.created',
        'response.output_item.added',
        'response.output_item.done',
        'response.content_part.added',
        'response.content_part.done',
        'response.function_call_arguments.delta',
        'response.function_call_arguments.done',
      ]),
      sign: /\bresponses\s*\.\s*(?:create|stream|parse|retrieve)\b|\bopenai\/resources\/responses\b|\bResponseStream(?:Event)?\b|\/v1\/responses\b/,
    },
  ],
]);

/** Another API that has an event of this name, too; undefined where none is known. */
export function findLookAlike(api: string, name: string): LookAlike | undefined {
  const one = lookAlikes.get(api);
  return one?.names.has(name) === true ? one : undefined;
}
