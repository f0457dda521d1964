/** What letters of the service are about, beside the answers of counsellors. Each has a word in the thread (`occasion.…`). */
export const occasions = [
  'check_in',
  'second_check_in',
  'door_stays_open',
  'out_of_hours',
  'absence',
  'answer_takes_longer',
  'evaluation_short_term',
  'evaluation_long_term',
  'meeting',
  'meeting_changed',
  'meeting_cancelled',
  'meeting_reminder',
  'session_agreed',
  'session_reminder',
  'referral_consent',
  'referral_news',
  'own_rights',
  'access_receipt',
  'letter_waits',
  'reading_pin',
] as const;

export type Occasion = (typeof occasions)[number];
