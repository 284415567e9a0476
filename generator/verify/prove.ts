import type { ts as TypeScript } from 'ts-morph';
import type { Flow } from '../model/api.ts';
import type { Draft } from '../render/drafts.ts';
import { openProgram, type OpenProgram } from './compile.ts';

/**
 * Two types that stand for the same thing in two versions, by their exported names. What is received is asked of the types that one
 * reads, what is sent of those that one may send.
 */
export interface ProofQuestion {
  readonly name: string;
  readonly flow: Flow;
  readonly beforeType: string;
  readonly afterType: string;
}

export interface ProofAnswer {
  /** Received: the after type is assignable to the before type. Sent: the before type is assignable to the after type. */
  readonly assignable: boolean;
  /** The other direction, so that narrower, wider and other can be told apart. */
  readonly reverse: boolean;
  /** Why it is not assignable, in the compiler's own words; empty where it is. */
  readonly message: string;
}

/** What the compiler says against a program, `TS2339 Property 'voice' does not exist …`; empty where it compiles. */
export type ProgramAnswer = readonly string[];

export interface Proof {
  /** In the order of the questions. */
  readonly answers: readonly ProofAnswer[];
  /** In the order of the programs. */
  readonly programs: readonly ProgramAnswer[];
}

/** The drafts of two versions, and what is asked of them. */
export interface ProofRequest {
  readonly before: readonly Draft[];
  readonly after: readonly Draft[];
  readonly questions: readonly ProofQuestion[];
  /** A few lines each, which do what users do; they see the versions' exports as `before` and `after`. */
  readonly programs: readonly string[];
}

/** Asks the TypeScript compiler how the types of two versions relate; one program serves all questions. */
export async function prove(request: ProofRequest): Promise<Proof> {
  const { questions, programs } = request;
  const forward = questions.map(({ flow, beforeType, afterType }) =>
    flow === 'received'
      ? ([`after.${afterType}`, `before.${beforeType}`] as const)
      : ([`before.${beforeType}`, `after.${afterType}`] as const),
  );
  const versions = [
    ...withinFolder(request.before, 'before'),
    ...withinFolder(request.after, 'after'),
  ];
  const opened = await openProgram([
    ...versions,
    { path: forwardPath, text: withVersions(forward.map(assignment).join('\n')) },
    ...programs.map((one, index) => ({ path: programPath(index), text: withVersions(one) })),
  ]);
  // The compiler's answers may differ where it has not checked the declarations before, as it does in every project.
  for (const { path } of versions) opened.program.getSemanticDiagnostics(opened.source(path));
  const relations = relationsIn(opened);
  const messages = messagesIn(opened);
  return {
    answers: questions.map((_, index) => {
      const { assignable, reverse } = relations[index] ?? { assignable: false, reverse: false };
      return { assignable, reverse, message: assignable ? '' : (messages.get(index) ?? '') };
    }),
    programs: programs.map((_, index) => complaintsIn(opened, programPath(index))),
  };
}

const forwardPath = 'questions.ts';

function programPath(index: number): string {
  return `program-${String(index)}.ts`;
}

/** What sees the versions under these names, as far as it uses them. All on one line, so that the number of a line is its question's. */
function withVersions(text: string): string {
  const used = ['before', 'after'].filter((one) => text.includes(`${one}.`));
  const imports = used.map((one) => `import type * as ${one} from './${one}/index.js';`);
  return `${imports.join(' ')}\n${text}`;
}

function withinFolder(drafts: readonly Draft[], folder: string): readonly Draft[] {
  return drafts.map(({ path, text }) => ({ path: `${folder}/${path}`, text }));
}

function assignment([from, to]: readonly [string, string], index: number): string {
  return `export const q${String(index)} = (x: ${from}): ${to} => x;`;
}

/** The types are asked for by the nodes that name them. */
function relationsIn({
  ts,
  checker,
  source,
}: OpenProgram): readonly Omit<ProofAnswer, 'message'>[] {
  const found: Omit<ProofAnswer, 'message'>[] = [];
  const typeOf = (node: TypeScript.TypeNode | undefined): TypeScript.Type => {
    if (node === undefined) throw new Error('a question names no type');
    const type = checker.getTypeFromTypeNode(node);
    if ((type.flags & ts.TypeFlags.Any) !== 0) throw new Error(`there is no ${node.getText()}`);
    return type;
  };
  for (const statement of source(forwardPath).statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const arrow = statement.declarationList.declarations[0]?.initializer;
    if (arrow === undefined || !ts.isArrowFunction(arrow)) continue;
    const from = typeOf(arrow.parameters[0]?.type);
    const to = typeOf(arrow.type);
    const assignable = checker.isTypeAssignableTo(from, to);
    found.push({ assignable, reverse: checker.isTypeAssignableTo(to, from) });
  }
  return found;
}

/** Why assignments fail, by the index of the question. */
function messagesIn({ ts, program, source }: OpenProgram): ReadonlyMap<number, string> {
  const file = source(forwardPath);
  return new Map(
    program.getSemanticDiagnostics(file).map(({ start, messageText }) => {
      const { line } = file.getLineAndCharacterOfPosition(start ?? 0);
      const lines = ts.flattenDiagnosticMessageText(messageText, '\n').split('\n');
      return [line - 1, shorten(lines.map((one) => one.trim()))];
    }),
  );
}

function complaintsIn({ ts, program, source }: OpenProgram, path: string): ProgramAnswer {
  const file = source(path);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
    ({ code, messageText }) => {
      const lines = ts.flattenDiagnosticMessageText(messageText, '\n').split('\n');
      return `TS${String(code)} ${shorten(lines.slice(0, 1))}`;
    },
  );
}

/** Between the question, which is repeated first, and what it comes down to, the last place that is named tells most. */
function shorten(lines: readonly string[]): string {
  const last = lines.at(-1) ?? '';
  const place = lines.slice(1, -1).findLast((one) => one.includes(' incompatible'));
  const told = place === undefined ? last : `${place} ${last}`;
  return told.length <= longestMessage ? told : `${told.slice(0, longestMessage)}…`;
}

const longestMessage = 240;
