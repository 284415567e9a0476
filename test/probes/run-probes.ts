import path from 'node:path';
import ts from 'typescript';
import type { Draft } from '../../generator/render/drafts.ts';
import { compileVirtual, lineOf, virtualOptions } from '../output/virtual-program.ts';
import { facetNames, type Completion, type Facet, type FacetName } from './facets.ts';
