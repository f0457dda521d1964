/** What the first gate asks for, as it is answered in an ordinary case: by the konseli's last letter, which says yes. */
import type { RecordLine } from './story.ts';

export const preparationRecords = (
  concern: 'personal' | 'social' | 'learning' | 'career',
  words: string,
): readonly RecordLine[] => [
  ['risk_read', 'none'],
  ['safe_contact', 'safe'],
  ['age_band', 'seventeen'],
  ['guardian', 'consented', true],
  ['consent', 'given', true],
  ['confidentiality_limits', 'told', true],
  ['suitability', 'fits'],
  ['competence', 'fits'],
  ['concern', concern, false, words],
  ['emergency_contact_asked', 'not_answered'],
];

/** What the second gate asks for, answered by the konseli's last letter too. */
export const endingRecords = (rated: string): readonly RecordLine[] => [
  ['frame_agreed', 'agreed'],
  ['interpretation_accepted', 'accepted', true],
  ['goals_rated', 'rated_twice', true, rated],
  ['immediate_evaluation', 'answered', true],
  ['ending_announced', 'announced'],
  ['risk_reread', 'none'],
];
