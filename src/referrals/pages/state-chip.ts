/** Where a referral is, as a word in a frame. */
import type { ReferralState } from '../../core/referral.ts';

const tones: Readonly<Record<ReferralState, 'plain' | 'good' | 'attention' | 'accent'>> = {
  prepared: 'attention',
  asked: 'accent',
  consented: 'attention',
  sent: 'accent',
  accepted: 'good',
  appointed: 'good',
  reported: 'good',
  finished: 'plain',
  declined: 'attention',
  withdrawn: 'plain',
};

export const stateChip = (say: (key: string) => string, state: ReferralState) => ({
  text: say(`referral.state.${state}`),
  tone: tones[state],
});
