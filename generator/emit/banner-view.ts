import { quote } from '../base/text.ts';
import { toolVersion } from '../base/tool.ts';
import type { SourceDocument } from '../model/api.ts';
import { generatedMark } from '../render/drafts.ts';

/** What the first line of a generated file says of the document that it was made from. */
export function bannerView({ file, format, hash }: SourceDocument): object {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return {
    mark: generatedMark,
    tool: toolVersion,
    document: quote(name).slice(1, -1),
    format,
    hash,
  };
}
