import type { ts } from 'ts-morph';
import type { MigrationPlan } from '../plan.ts';
import type { EditList } from './edit-list.ts';
import type { Acts } from './fates.ts';
import type { KnownApi } from './known-api.ts';
import type { Program } from './program.ts';
import type { Role } from './role.ts';
import type { RoleOfType } from './type-roles.ts';
import type { ChangesAlike } from './values.ts';

/** What is known where the objects of one file are worked over. */
export interface ShapeWorld {
  readonly program: Program;
  readonly api: KnownApi;
  readonly plan: MigrationPlan;
  readonly roles: ReadonlyMap<ts.Node, Role>;
  readonly roleOf: RoleOfType;
  readonly acts: Acts;
  readonly alike: ChangesAlike;
  readonly edits: EditList;
}
