/** The shared layers of one worksheet in words, to be read; without those that are empty. */
import { showHidden } from '../../cases/link-text.ts';
import type { CaseVisit } from '../../cases/pages/case-visit.ts';
import { sharedLayers } from '../layers.ts';
import type { Worksheet } from '../worksheets.ts';

export function sheetModel({ say, staff }: CaseVisit, { authorId, author, words, savedAt }: Worksheet) {
  return {
    who: authorId === staff.id ? say('worksheet.of_mine') : say('worksheet.of', { name: author }),
    savedAt,
    layers: sharedLayers
      .filter((layer) => words[layer].trim())
      .map((layer) => ({ label: say(`worksheet.${layer}`), text: showHidden(words[layer]) })),
  };
}
