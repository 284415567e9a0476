import type { ts as TypeScript } from 'ts-morph';
import type { Finding } from '../base/finding.ts';
import type { Compiled } from './compile.ts';
import { defect } from './defect.ts';
import type { Member, TagProbe } from './probe-tags.ts';

/** Asking a union for a tag literal must leave the one member that has it; members without any literal are not counted. */
export function checkTags(compiled: Compiled, probes: readonly TagProbe[]): readonly Finding[] {
  const left = narrowedTypes(compiled);
  const named = new Map<readonly Member[], ReadonlyMap<unknown, Member>>();
  return probes.flatMap(({ name, union, asked, members, wanted, loose, origin }) => {
    const all = named.get(members) ?? membersByType(members, compiled);
    named.set(members, all);
    const kept = (left.get(name) ?? []).flatMap((type) => all.get(type) ?? []);
    const lost = wanted.filter((one) => !kept.includes(one));
    const extra = kept.filter((one) => !wanted.includes(one) && !loose.includes(one));
    const text = `asking ${union} for ${asked}`;
    // Where no member has the literal, TypeScript keeps them all.
    return lost.length > 0
      ? lost.map((one) => defect(origin, `${text} loses ${one.exported}`))
      : extra.map((one) => defect(origin, `${text} leaves ${one.exported} in it too`));
  });
}

/** The members that are left where each probe returns its value, by the name of the probe. */
function narrowedTypes({
  ts,
  checker,
  probe,
}: Compiled): ReadonlyMap<string, readonly TypeScript.Type[]> {
  const left = new Map<string, readonly TypeScript.Type[]>();
  for (const statement of probe.statements) {
    if (!ts.isFunctionDeclaration(statement)) continue;
    const [first] = statement.body?.statements ?? [];
    if (first === undefined || !ts.isIfStatement(first)) continue;
    const { thenStatement } = first;
    if (!ts.isReturnStatement(thenStatement) || thenStatement.expression === undefined) continue;
    const type = checker.getTypeAtLocation(thenStatement.expression);
    left.set(statement.name?.text ?? '', type.isUnion() ? type.types : [type]);
  }
  return left;
}

function membersByType(
  members: readonly Member[],
  { checker, exports }: Compiled,
): ReadonlyMap<unknown, Member> {
  return new Map(
    members.flatMap((member) => {
      const symbol = exports.get(member.exported);
      return symbol === undefined ? [] : [[checker.getDeclaredTypeOfSymbol(symbol), member]];
    }),
  );
}
