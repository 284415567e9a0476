import type { MigrationPlan } from '../plan.ts';

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

/** Hosts of others that speak the old version, and go on speaking it. By the name of the API. */
const speakers: ReadonlyMap<string, RegExp> = new Map([
  [
    'openai-realtime',
    /(?<=\/\/)(?:dashscope(?:-intl)?\.aliyuncs\.com|api\.stepfun\.com|open\.bigmodel\.cn|api\.x\.ai)\b/,
  ],
]);

/**
 * Where the host of somebody else stands in a text that speaks to nobody but them; undefined where the API itself, a package of its own, or no
 * such host shows.
 */
export function otherSpeaker(
  text: string,
  { migration }: MigrationPlan,
): { readonly host: string; readonly start: number } | undefined {
  const found = speakers.get(migration.api)?.exec(text);
  if (found === undefined || found === null) return undefined;
  const vendor = /^[A-Za-z0-9]+/.exec(migration.api)?.[0] ?? migration.api;
  const modules = migration.steps.flatMap((step) =>
    step.kind === 'change-import' ? [step.from.replace(/\/\*$/, '')] : [],
  );
  const isOurs =
    new RegExp(`\\b${vendor}\\.(?:azure\\.)?com\\b`).test(text) ||
    modules.some((one) => text.includes(one));
  return isOurs ? undefined : { host: found[0], start: found.index };
}
