/**
 * A generated text without the declarations of the things that `added` names, and without their lines in the lists of others.
 * Declarations stand in paragraphs of their own.
 */
export function withoutEvent(text: string, added: RegExp): string {
  const paragraphs = text.trimEnd().split('\n\n');
  const kept = paragraphs.filter((paragraph) => !added.test(declaredName(paragraph)));
  return `${kept.map((paragraph) => withoutLines(paragraph, added)).join('\n\n')}\n`;
}

function declaredName(paragraph: string): string {
  return /^export (?:interface|type|const|function) (\w+)/m.exec(paragraph)?.[1] ?? '';
}

function withoutLines(paragraph: string, added: RegExp): string {
  const kept: string[] = [];
  let closing: string | undefined;
  for (const line of paragraph.split('\n')) {
    if (line === closing) {
      closing = undefined;
    } else if (!added.test(line)) kept.push(line);
    // What a line opens goes with it, up to the brace that closes it.
    else if (line.endsWith(' {')) closing = `${/^ */.exec(line)?.[0] ?? ''}};`;
    else if (/^ {2}\| \w+;$/.test(line)) {
      // The last member of a union ends the declaration.
      const before = kept.pop() ?? '';
      kept.push(`${before};`);
    }
  }
  return kept.join('\n');
}
