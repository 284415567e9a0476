import { compareWithCompiler } from './diff-mutations/suite.ts';

compareWithCompiler(1);
