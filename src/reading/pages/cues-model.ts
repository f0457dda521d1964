/** Cues in words: what is noticed, where, and a question to ask. No number, no verdict. */
import { showHidden } from '../../cases/link-text.ts';
import type { CaseVisit } from '../../cases/pages/case-visit.ts';
import { clip } from '../../core/letter.ts';
import { cueMarks } from '../cue-marks.ts';
import type { CueSwitch, FoundCue } from '../cues-of-case.ts';

const MOST_PLACES = 6;

export function cuesModel(
  { say }: CaseVisit,
  cues: readonly FoundCue[],
  is: CueSwitch,
  text: string,
  mayMark: boolean,
): object | null {
  if (!is.on) return is.minor ? { off: say('cue.off_for_minors'), reason: null, list: [] } : null;
  const reason = is.reason && say('cue.minors_reason', { reason: showHidden(is.reason) });
  const list = cues.map((cue) => ({
    kind: cue.kind,
    question: say(`cue.${cue.kind}`),
    places: placesOf(cue, text),
    mark: cue.mark && say(`cue.mark.${cue.mark}.done`),
    marks: mayMark
      ? cueMarks.filter((mark) => mark !== cue.mark).map((mark) => ({ mark, label: say(`cue.mark.${mark}`) }))
      : [],
  }));
  return { off: null, reason, list };
}

/** The words themselves, each once, in the order in which they stand. */
function placesOf({ spans }: FoundCue, text: string): string | null {
  const words = spans.map(({ start, end }) => showHidden(clip(text.slice(start, end).replace(/\s+/g, ' ').trim(), 60)));
  const places = [...new Set(words)].filter(Boolean).slice(0, MOST_PLACES);
  return places.length ? places.map((place) => `“${place}”`).join(' · ') : null;
}
