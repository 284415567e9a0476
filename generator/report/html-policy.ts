import { createHash } from 'node:crypto';

/** A page's Content Security Policy: this style, this script where there is one, told by their hashes, and nothing else from anywhere. */
export function htmlPolicy(style: string, script: string | undefined): string {
  return [
    `default-src 'none'`,
    `style-src '${hashOf(style)}'`,
    ...(script === undefined ? [] : [`script-src '${hashOf(script)}'`]),
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ].join('; ');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
