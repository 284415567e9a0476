type Node = { type: 'text'; text: string } | { type: 'audio'; src: string } | { type: 'element'; children: Node[] };

/** A tree of a document: its text is no part of a conversation. */
export function textOf(node: Node): string {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'audio':
      return '';
    case 'element':
      return node.children.map(textOf).join('');
  }
}

export const example: Node = { type: 'element', children: [{ type: 'text', text: 'Hi' }, { type: 'audio', src: 'a.mp3' }] };
