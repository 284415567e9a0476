/**
 * How templates are compiled, at build time and from source alike. Escaping is ours (what reaches a template is a finished
 * literal or comment), a key that the view lacks is an error, and no helpers but these two exist.
 */
export const templateOptions = {
  strict: true,
  noEscape: true,
  preventIndent: true,
  knownHelpersOnly: true,
  knownHelpers: { each: true, if: true, unless: false, with: false, log: false, lookup: false },
} as const;
