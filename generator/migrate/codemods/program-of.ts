import type { Project, ts } from 'ts-morph';
import { tieProgram, type Program } from './program.ts';

const programs = new WeakMap<Project, Program>();

/** How the files of a project hang together; tied once for as long as none of them changes. */
export function programOf(project: Project): Program {
  const files: readonly ts.SourceFile[] = project.getSourceFiles().map((one) => one.compilerNode);
  const known = programs.get(project);
  if (known?.files.length === files.length && files.every((one, at) => one === known.files[at]))
    return known;
  const program = tieProgram(files);
  programs.set(project, program);
  return program;
}
