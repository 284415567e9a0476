import pluralize from 'pluralize';
import { identifierWords, isIdentifier } from './identifier.ts';

/**
 * A text as the name of a type; `''` where it holds no letter and no digit.
 *
 * | text | name |
 * | --- | --- |
 * | `response.audio_transcript.delta` | `ResponseAudioTranscriptDelta` |
 * | `MCPTool`, `MCP_tool` | `MCPTool` |
 * | `ERROR_CODE` | `ErrorCode` |
 * | `g711_ulaw`, `gpt-4.1` | `G711Ulaw`, `Gpt4_1` |
 * | `3d model` | `_3dModel` |
 */
export function pascalCase(text: string): string {
  return joinWords(wordsOf(text).map(upperFirst));
}

/** A text as the name of a function or value: `responseAudioTranscriptDelta`, `mcpTool`, `_3dModel`. */
export function camelCase(text: string): string {
  return joinWords(
    wordsOf(text).map((word, index) => (index === 0 ? lowerFirst(word) : upperFirst(word))),
  );
}

/** The name of one item of what a plural names, by its last word: `ContentParts` -> `ContentPart`, `metadata` -> `metadata`. */
export function singular(text: string): string {
  if (/\p{Lu}{2}s$/u.test(text)) return text.slice(0, -1);
  const last = /\p{Lu}?\p{Ll}+$/u.exec(text)?.[0] ?? '';
  const head = text.slice(0, text.length - last.length);
  const lower = last.toLowerCase();
  if (lower.length < 3 || /[sx]is$/.test(lower) || alike.has(lower)) return text;
  const one = irregular.get(lower) ?? pluralize.singular(lower);
  return head + (lower === last ? one : upperFirst(one));
}

/** True for a name that TypeScript keeps for itself, or whose global meaning generated code and its users rely on. */
export function isReserved(name: string): boolean {
  return reserved.has(name);
}

/** True for a name that an exported type can have. */
export function isTypeName(name: string): boolean {
  return isIdentifier(name) && !isReserved(name);
}

/**
 * The exported names of one generated module, settled once: no two are equal, differ in case only (files and searches
 * often do not tell them apart), or are reserved.
 */
export class NameTable {
  readonly #taken = new Set<string>();

  /**
   * The first that is free of `wanted` and `wanted` with each qualifier behind it; a number only when none is.
   * The same claims in the same order get the same names, and a claim that comes last changes no other.
   */
  claim(wanted: string, qualifiers: readonly string[] = []): string {
    const candidates = [wanted, ...qualifiers.map((one) => wanted + one)].filter((one) => one);
    if (wanted === '') candidates.push('Unnamed');
    const name = candidates.find((one) => this.isFree(one)) ?? this.#numbered(wanted || 'Unnamed');
    this.#taken.add(keyOf(name));
    return name;
  }

  /** True when no claim may get the name any more. */
  has(name: string): boolean {
    return this.#taken.has(keyOf(name));
  }

  /** True for a name that a claim would get. */
  isFree(name: string): boolean {
    return !isReserved(name) && !this.has(name);
  }

  #numbered(wanted: string): string {
    // `Gpt4` and a number would read as another model.
    const stem = /\d$/.test(wanted) ? `${wanted}_` : wanted;
    for (let count = 2; ; count += 1) {
      const name = `${stem}${count}`;
      if (this.isFree(name)) return name;
    }
  }
}

function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** The words as written, but in lower case where all are shouted: `ERROR_CODE`, not `MCP_tool` and not `MCP` alone. */
function wordsOf(text: string): readonly string[] {
  const words = identifierWords(text);
  const shouted = words.length > 1 && !words.some((word) => /\p{Ll}/u.test(word));
  return shouted ? words.map((word) => word.toLowerCase()) : words;
}

function joinWords(words: readonly string[]): string {
  const name = words.reduce(
    (joined, word) =>
      /\p{Nd}$/u.test(joined) && /^\p{Nd}/u.test(word) ? `${joined}_${word}` : joined + word,
    '',
  );
  return /^\p{Nd}/u.test(name) ? `_${name}` : name;
}

function upperFirst(word: string): string {
  return word.replace(/^./u, (first) => singleUpper(first));
}

/** A letter whose capital is two letters, or one that some tools do not know yet, stays as it is: `ß`, `ʂ`. */
function singleUpper(letter: string): string {
  const upper = letter.toUpperCase();
  return upper.length === letter.length && isIdentifier(upper) ? upper : letter;
}

/** Lowers the first letter, or the acronym that opens the word: `mcpTool`, `url`, `audioPCM`. */
function lowerFirst(word: string): string {
  return word.replace(/^(?:\p{Lu}+(?!\p{Ll})|\p{Lu})/u, (first) => first.toLowerCase());
}

/** Words that look like a plural to the package, but are what they are. */
const alike: ReadonlySet<string> = new Set(
  `alas alias always atlas aws axios bias biceps canvas chaos cors cosmos criteria data dns does dos dts fps gas gps has
  https iaas ios jenkins kubernetes lens less macos mars metadata nas news paas pancreas postgres progress redis rss
  saas sas series sms species status this tls toss vps was whereas windows yes`.split(/\s+/),
);

/** Plurals that the package takes for those of another word. */
const irregular: ReadonlyMap<string, string> = new Map([
  ['axes', 'axis'],
  ['caches', 'cache'],
  ['cookies', 'cookie'],
  ['lenses', 'lens'],
]);

const reserved: ReadonlySet<string> = new Set(
  [
    // Words of the language.
    `arguments as async await break case catch class const continue debugger declare default delete do else enum eval
    export extends false finally for from function get if implements import in infer instanceof interface is keyof let
    module namespace new null of package private protected public readonly require return satisfies set static super
    switch this throw true try type typeof undefined unique using var void while with yield`,
    // Types of the language.
    'any bigint boolean intrinsic never number object string symbol unknown',
    // Globals that generated code uses, or that a type of the same name would take from whoever imports it.
    `Array ArrayBuffer Awaited BigInt Boolean Buffer Capitalize Date Error Exclude Extract Function Infinity InstanceType
    Iterable Iterator JSON Lowercase Map Math NaN NonNullable Number Object Omit Parameters Partial Pick Promise
    PromiseLike Proxy Readonly ReadonlyArray ReadonlyMap ReadonlySet Record Reflect RegExp Required ReturnType Set String
    Symbol TypeError Uint8Array Uncapitalize Uppercase WeakMap WeakSet globalThis`,
  ].flatMap((words) => words.split(/\s+/)),
);
