import path from 'node:path';
import { UsageError } from '../base/finding.ts';
import { isTypeName, pascalCase } from '../base/names.ts';
import type { Flow, Perspective } from '../model/api.ts';
import { defaultPerspective, defaultUnionNames } from './config.ts';
import type { GenerateTarget } from './generate.ts';
import { refuseUrl } from './refuse-url.ts';

/** What is said about documents that stand in no config. */
export interface DocumentOptions {
  /** The folder for the files; each of several documents gets one of its own inside. */
  readonly output: string;
  /**
   * The union of events for each flow: of an OpenAPI document, the component schema that holds them; and the exported name,
   * as a type is named.
   */
  readonly events: Readonly<Record<Flow, string | undefined>>;
  /** Whose eyes the types are made for; `client` where it is undefined. */
  readonly perspective?: Perspective | undefined;
}

/**
 * Targets for documents that stand in no config; their API is called as their file is: `spec/chat.asyncapi.yaml` gives `chat`.
 *
 * @throws {UsageError} for a URL, where two would have one folder, or a union's name can be none in TypeScript.
 */
export function documentTargets(
  documents: readonly string[],
  { output, events, perspective = defaultPerspective }: DocumentOptions,
): readonly GenerateTarget[] {
  const unionNames = unionNamesOf(events, perspective);
  const seen = new Map<string, string>();
  return documents.map((document) => {
    refuseUrl(document);
    const api = stemOf(document);
    const other = seen.get(api.toLowerCase());
    if (other !== undefined) {
      throw new UsageError(
        `${other} and ${document} would both be written to ${path.posix.join(output, api)}`,
        'generate them one by one, each with a folder of its own',
      );
    }
    seen.set(api.toLowerCase(), document);
    return {
      api,
      version: '',
      document,
      output: documents.length === 1 ? output : path.join(output, api),
      unionNames,
      perspective,
      components: events,
    };
  });
}

/** The name of a file without its folder, its format, and what says that it is a description. */
function stemOf(document: string): string {
  const name = path.basename(document);
  const stem = name.replace(/\.(?:ya?ml|json)$/i, '').replace(/\.(?:asyncapi|openapi)$/i, '');
  return stem === '' || stem === '.' ? name : stem;
}

function unionNamesOf(
  events: DocumentOptions['events'],
  perspective: Perspective,
): GenerateTarget['unionNames'] {
  const defaults = defaultUnionNames(perspective);
  const unionNames = {
    received: unionNameOf(events.received, defaults.received),
    sent: unionNameOf(events.sent, defaults.sent),
  };
  if (unionNames.received.toLowerCase() === unionNames.sent.toLowerCase()) {
    throw new UsageError(`both unions of events would be called ${unionNames.sent}`);
  }
  return unionNames;
}

/** A component may be called what no type can be: `chat.server-event` becomes `ChatServerEvent`. */
function unionNameOf(given: string | undefined, otherwise: string): string {
  if (given === undefined) return otherwise;
  const name = isTypeName(given) ? given : pascalCase(given);
  if (isTypeName(name)) return name;
  throw new UsageError(`${JSON.stringify(given)} can be no name of a type`);
}
