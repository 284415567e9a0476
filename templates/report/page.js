/**
 * Filters and groups the changes of a report, and leads to one of them by its link. What it knows of a change it reads from
 * the change's attributes, and it moves and hides what is there already: it never makes HTML of a text.
 */

/**
 * @typedef {{ level: string, effect: string }} Verdict
 * @typedef {object} Row What is known of a change, without its text.
 * @property {HTMLElement} element
 * @property {HTMLElement} badge
 * @property {string} sort
 * @property {Readonly<Record<string, Verdict>>} verdicts by audience
 * @property {readonly string[]} flows
 * @property {readonly string[]} events by their index
 * @property {string} group
 * @property {string | undefined} text what is searched, once somebody searches
 * @typedef {object} Filter
 * @property {readonly string[]} words
 * @property {readonly string[]} sorts
 * @property {string} audience
 * @property {string} effect
 * @property {string} flow
 * @property {string} event
 * @property {string} group
 * @typedef {object} Page
 * @property {HTMLFormElement} form
 * @property {readonly Row[]} rows
 * @property {HTMLElement} list
 * @property {HTMLInputElement} search
 * @property {ReadonlyMap<string, string>} titles of sorts, in their order
 * @property {ReadonlyMap<string, string>} badges of sorts
 * @property {string} grouping by what the changes stand together now
 */

/**
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 * @param {ParentNode} [within]
 * @returns {T}
 */
function pick(selector, type, within = document) {
  const found = within.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`the page has no ${selector}`);
  return found;
}

/** @param {string} selector @param {ParentNode} [within] */
function elements(selector, within = document) {
  return [...within.querySelectorAll(selector)].filter((one) => one instanceof HTMLElement);
}

/** @param {string} selector @param {ParentNode} within */
const textIn = (selector, within) => pick(selector, HTMLElement, within).textContent;

/** @param {string} text */
const wordsOf = (text) => text.split(' ').filter((one) => one !== '');

/** @param {HTMLElement} element @returns {Row} */
function toRow(element) {
  const {
    sort = '',
    source = '',
    wire = '',
    flows = '',
    events = '',
    group = '',
  } = element.dataset;
  /** @param {string} text @returns {Verdict} */
  const verdict = (text) => {
    const [level = '', effect = ''] = text.split(' ');
    return { level, effect };
  };
  return {
    element,
    badge: pick('.sort', HTMLElement, element),
    sort,
    verdicts: { source: verdict(source), wire: verdict(wire) },
    flows: wordsOf(flows),
    events: wordsOf(events),
    group,
    text: undefined,
  };
}

/** What a change is to an audience, or to the one that it concerns most. @param {Row} row @param {string} audience */
function sortFor({ sort, verdicts }, audience) {
  const verdict = verdicts[audience];
  if (verdict === undefined || sort === 'waived') return sort;
  if (verdict.level === 'error') return verdict.effect === 'silent' ? 'silent' : 'loud';
  return verdict.level;
}

/** @param {Row} row */
function textOf(row) {
  row.text ??= elements('[data-find]', row.element)
    .map((one) => one.textContent)
    .join('\n')
    .toLowerCase();
  return row.text;
}

/** Whether a change fits everything but the sorts that are asked for. @param {Row} row @param {Filter} filter */
function fits(row, filter) {
  const { audience, effect, flow, event, words } = filter;
  const verdicts = audience === '' ? Object.values(row.verdicts) : [row.verdicts[audience]];
  const told = verdicts.filter((one) => one !== undefined && one.level !== 'off');
  return (
    (audience === '' || told.length > 0) &&
    (effect === '' || told.some((one) => one?.effect === effect)) &&
    (flow === '' || row.flows.includes(flow)) &&
    (event === '' || row.events.includes(event)) &&
    words.every((word) => textOf(row).includes(word))
  );
}

/** @param {HTMLFormElement} form @returns {Filter} */
function readFilter(form) {
  const data = new FormData(form);
  /** @param {string} name */
  const value = (name) => {
    const given = data.get(name);
    return typeof given === 'string' ? given : '';
  };
  return {
    words: wordsOf(value('search').toLowerCase().replaceAll(/\s+/g, ' ')),
    sorts: data.getAll('sort').map(String),
    audience: value('audience'),
    effect: value('effect'),
    flow: value('flow'),
    event: value('event'),
    group: value('group'),
  };
}

/** @param {HTMLFormElement} form @returns {Page} */
function readPage(form) {
  const labels = elements('.sorts label', form);
  return {
    form,
    rows: elements('.row').map(toRow),
    list: pick('#rows', HTMLElement),
    search: pick('#search', HTMLInputElement),
    titles: new Map(labels.map((one) => [one.dataset['shown'] ?? '', textIn('.name', one)])),
    badges: new Map(labels.map((one) => [one.dataset['shown'] ?? '', one.dataset['badge'] ?? ''])),
    grouping: 'sort ',
  };
}

/** Shows what fits; the sorts tell how many there would be of each. @param {Page} page */
function apply(page) {
  const { form, rows, list } = page;
  const filter = readFilter(form);
  regroup(page, filter);
  /** @type {Map<string, number>} */
  const counts = new Map();
  let shown = 0;
  for (const row of rows) {
    const sort = sortFor(row, filter.audience);
    const isFit = fits(row, filter);
    if (isFit) counts.set(sort, (counts.get(sort) ?? 0) + 1);
    const isShown = isFit && (filter.sorts.length === 0 || filter.sorts.includes(sort));
    if (isShown) shown += 1;
    row.element.hidden = !isShown;
    showSort(row, sort, page);
  }
  for (const one of elements('[data-count]', form)) {
    one.textContent = String(counts.get(one.dataset['count'] ?? '') ?? 0);
  }
  for (const section of elements('.group', list)) countGroup(section);
  tellCount(shown, rows.length, isFiltering(filter));
}

/** @param {Row} row @param {string} sort @param {Page} page */
function showSort({ element, badge }, sort, { badges }) {
  const text = badges.get(sort);
  if (text === undefined || element.dataset['shown'] === sort) return;
  element.dataset['shown'] = sort;
  badge.textContent = text;
}

/** @param {number} shown @param {number} all @param {boolean} isFiltered */
function tellCount(shown, all, isFiltered) {
  const some = isFiltered ? `${String(shown)} of ` : '';
  const text = `${some}${String(all)} ${all === 1 ? 'change' : 'changes'}`;
  pick('#status', HTMLElement).textContent = text;
  pick('#clear', HTMLElement).hidden = !isFiltered;
  pick('#nothing', HTMLElement).hidden = shown > 0;
}

/** Puts the changes below other headings: of sorts in their order, of events where the first change was. @param {Page} page @param {Filter} filter */
function regroup(page, { group, audience }) {
  const { rows, list, titles } = page;
  const wanted = `${group} ${group === 'sort' ? audience : ''}`;
  if (wanted === page.grouping) return;
  page.grouping = wanted;
  /** @type {Map<string, HTMLElement[]>} */
  const groups = new Map(group === 'sort' ? [...titles.keys()].map((sort) => [sort, []]) : []);
  for (const row of rows) {
    const key = group === 'sort' ? sortFor(row, audience) : row.group;
    const own = groups.get(key);
    if (own === undefined) groups.set(key, [row.element]);
    else own.push(row.element);
  }
  const sections = [...groups]
    .filter(([, own]) => own.length > 0)
    .map(([key, own], index) => toSection(titles.get(key) ?? key, index, own));
  for (const old of elements('.group', list)) old.remove();
  list.append(...sections);
}

/** Leads to the change that the address names, also where filters hide it. @param {Page} page */
function followLink(page) {
  const row = page.rows.find(({ element }) => `#${element.id}` === location.hash)?.element;
  if (row === undefined) return;
  if (row.hidden) {
    page.form.reset();
    apply(page);
  }
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: 'start' });
}

/** @param {Page} page */
function start(page) {
  const { form, list, search } = page;
  const choices = pick('#choices', HTMLDetailsElement);
  const wide = matchMedia('(min-width: 62rem)');
  const fold = () => {
    choices.open = wide.matches;
  };
  wide.addEventListener('change', fold);
  fold();
  form.hidden = false;
  form.addEventListener('input', () => {
    apply(page);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  // The fields have their first values back only after the event.
  form.addEventListener('reset', () => setTimeout(apply, 0, page));
  document.addEventListener('keydown', (event) => {
    onKey(event, search);
  });
  addEventListener('hashchange', () => {
    followLink(page);
  });
  addEventListener('beforeprint', () => {
    for (const one of elements('.long', list)) one.setAttribute('open', '');
  });
  apply(page);
  followLink(page);
}

/** @param {Filter} filter */
function isFiltering({ words, sorts, audience, effect, flow, event }) {
  return (
    words.length + sorts.length > 0 || [audience, effect, flow, event].some((one) => one !== '')
  );
}

/** @param {string} title @param {number} index @param {readonly HTMLElement[]} own */
function toSection(title, index, own) {
  const section = document.createElement('section');
  section.className = 'group';
  const heading = document.createElement('h3');
  heading.id = `group-${String(index)}`;
  section.setAttribute('aria-labelledby', heading.id);
  const count = document.createElement('span');
  count.className = 'count';
  heading.append(title, ' ', count);
  section.append(heading, ...own);
  return section;
}

/** @param {Element} section */
function countGroup(section) {
  const shown = section.querySelectorAll('.row:not([hidden])').length;
  pick('.count', HTMLElement, section).textContent = String(shown);
  section.toggleAttribute('hidden', shown === 0);
}

/** Slash searches, arrows lead from change to change, Enter opens one's details. @param {KeyboardEvent} event @param {HTMLInputElement} search */
function onKey(event, search) {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof Element)) return;
  if (key === '/' && !target.matches('input, select')) {
    event.preventDefault();
    search.focus();
    search.select();
    return;
  }
  const row = target.closest('.row');
  if (row === null && target !== search) return;
  if (key === 'Enter' && target === row) {
    event.preventDefault();
    const details = pick('.more', HTMLDetailsElement, row);
    details.open = !details.open;
    return;
  }
  const next = rowAt(key, row);
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** The change that a key leads to. @param {string} key @param {Element | null} row the one it leads from; null in the search */
function rowAt(key, row) {
  if (row === null && key !== 'ArrowDown') return undefined;
  if (!['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(key)) return undefined;
  const shown = elements('.row:not([hidden])');
  if (row === null || key === 'Home') return shown[0];
  if (key === 'End') return shown.at(-1);
  const index = shown.findIndex((one) => one === row);
  return shown[index + (key === 'ArrowDown' ? 1 : -1)];
}

const form = document.querySelector('#filters');
if (form instanceof HTMLFormElement) start(readPage(form));
