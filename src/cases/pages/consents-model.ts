/** To what the konseli agreed, beside the thread: each with the letter that says it, and a form for what the program did not read. */
import { consentKinds } from '../../core/answers/read-consent.ts';
import type { CaseVisit } from './case-visit.ts';
import type { PanelContext } from './panel-model.ts';

/** Null for who only looks whether to take the case. */
export function consentsModel({ say }: CaseVisit, { kasus, panel, letters, may, typed }: PanelContext) {
  if (!may('record') && !panel.consents.length) return null;
  const ofKonseli = letters.filter((letter) => letter.byKonseli);
  const refused = typed.consent !== undefined;
  return {
    waits: kasus.asking.includes('consent') ? say('consents.waits') : null,
    lines: consentKinds.map((kind) => {
      const standing = panel.consents.find((one) => one.kind === kind);
      const letter = letters.find(({ id }) => id === standing?.messageId);
      return {
        label: say(`consent.${kind}`),
        answer: say(standing ? (standing.given ? 'consents.yes' : 'consents.no') : 'consents.open'),
        given: standing?.given ?? false,
        letter: letter ? { href: `#letter-${letter.id}`, label: letter.label } : null,
        version: standing?.version ? say('consents.version', { version: standing.version }) : null,
        by: standing ? (standing.by ?? say('case.record.by_program')) : null,
        at: standing?.at ?? null,
      };
    }),
    form:
      may('record') && kasus.stage !== 'closed' && ofKonseli.length
        ? {
            open: refused,
            kinds: consentKinds.map((kind) => ({
              value: kind,
              label: say(`consent.${kind}`),
              chosen: typed.consent === kind,
            })),
            answers: ['yes', 'no'].map((value) => ({
              value,
              label: say(`consents.form.${value}`),
              chosen: typed.answer === value,
            })),
            letters: ofKonseli.map(({ id, label }) => ({
              value: id,
              label,
              chosen: id === (typed.consent_letter ?? ofKonseli.at(-1)?.id),
            })),
          }
        : null,
  };
}
