import type { Project, SourceFile } from 'ts-morph';
import type { ApiModel } from '../model/api.ts';
import type { MigrationPlan } from './plan.ts';

/** A part of a source file that becomes another text. Edits of one file never overlap. */
export interface SourceEdit {
  /** UTF-16 offsets into the text of the file as it was read; `start` equals `end` where something is put in. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The id of the step of the map. */
  readonly step: string;
  /** To read, in a clause: `the event is called response.output_audio.delta now`. */
  readonly reason: string;
}

/** Something of the old shape that is left as it is, since only its author can decide. */
export interface LeftOver {
  /** UTF-16 offset into the text of the file as it was read. */
  readonly start: number;
  readonly end: number;
  readonly step: string;
  /** What stands there: `reads session.temperature`. */
  readonly what: string;
  /** What to do: `leave it out; GA has no temperature`. */
  readonly todo: string;
  /** A text that only speaks of the old version, such as that of a log: it is told, and nothing fails because of it. */
  readonly mention?: true;
  /** What is only told where nothing else is told of the same place. */
  readonly fallback?: true;
}

export interface CodemodResult {
  readonly edits: readonly SourceEdit[];
  readonly leftOvers: readonly LeftOver[];
}

/** One concern of the migration of source code. Pure: it looks at the file, and says what it would do. */
export interface Codemod {
  readonly name: string;
  /** What holds after it, in a sentence. */
  readonly ensures: string;
  readonly run: (file: SourceFile, context: CodemodContext) => CodemodResult;
}

export interface CodemodContext {
  readonly plan: MigrationPlan;
  /** The two versions with their endpoints: what the fields of an object hold, and what may be absent. */
  readonly before: ApiModel;
  readonly after: ApiModel;
  /** All files that are looked at, so that types and references are known across them. */
  readonly project: Project;
  /** What the user chose beyond the default, such as `models`. */
  readonly options: ReadonlySet<string>;
}
