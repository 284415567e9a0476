import { loadAsset } from '../render/assets.ts';
import { loadTemplates } from '../render/templates.ts';
import { htmlPolicy } from './html-policy.ts';
import { htmlView } from './html-text.ts';
import { capturePlaceText, wireRows, type WireRow, type WireShown } from './wire-rows.ts';
import { wireSummary } from './wire-summary.ts';

/** The report as one HTML page without a script; it needs no other file and no network. */
export async function wireHtml(shown: WireShown): Promise<string> {
  const render = await loadTemplates();
  const rows = wireRows(shown);
  const { label, heading, facts, counts, fits, coverage, foreign } = wireSummary(shown, rows);
  const style = loadAsset('report/page.css');
  const view = {
    tool: `wireshape ${shown.tool}`,
    title: `${label}: what captures say`,
    policy: htmlPolicy(style, undefined),
    style: { markup: style },
    heading,
    facts,
    counts: counts.map(({ title, number, meaning }) => ({
      title,
      number: String(number),
      meaning,
    })),
    fits: fits.map(({ version, share, rest }) => ({ version, share, rest })),
    foreign: foreign.map((text) => ({ text })),
    groups: groupsOf(rows),
    stale: shown.stale.map((text) => ({ text })),
    coverage: coverage.text,
    neverSeen: coverage.neverSeen.map((text) => ({ text })),
    captures: shown.report.captures.map(({ name, messages, sha256 }) => ({
      name: name === '-' ? 'stdin' : name,
      facts: `${String(messages)} messages, sha256 ${sha256}`,
    })),
  };
  return render('report/wire', htmlView(view));
}

const titles = [
  ['trouble', 'Order', 'loud'],
  ['drift', 'Drift', 'loud'],
  ['unreadable', 'Unreadable', 'warning'],
] as const satisfies readonly (readonly [WireRow['sort'], string, string])[];

function groupsOf(rows: readonly WireRow[]) {
  const open = titles.map(([sort, title, tone]) => ({
    ...{ sort, title, tone },
    rows: rows.filter((one) => one.sort === sort && !one.isAccepted),
  }));
  const accepted = rows.filter((one) => one.isAccepted);
  return [...open, { sort: 'accepted', title: 'Accepted', tone: 'info', rows: accepted }]
    .filter((one) => one.rows.length > 0)
    .map(({ sort, title, tone, rows: own }) => ({
      ...{ sort, title },
      count: String(own.length),
      rows: own.map((one) => ({ ...rowView(one), tone })),
    }));
}

function rowView({ group, place, message, count, at, rule, details, fingerprint }: WireRow) {
  return {
    fingerprint,
    where: place === '' ? group : `${group} ${place}`,
    message,
    times: `${String(count)}x`,
    at: capturePlaceText(at),
    rule,
    details: details.map(([what, text]) => ({ what, text })),
  };
}
