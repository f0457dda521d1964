/** What each feature puts beside the thread of a case; templates/pages/partials/cases/panel.hbs says where. */
import type { CaseParts } from './cases/pages/case-page.ts';
import { debriefsBeside } from './debriefs/pages/beside.ts';
import { deliveryBeside } from './discreet/pages/beside.ts';
import { endingBeside } from './endings/pages/beside.ts';
import { guardiansBeside } from './guardians/pages/beside.ts';
import { instrumentsBeside } from './instruments/pages/beside.ts';
import { besideMeetings } from './meetings/pages/beside.ts';
import { promiseBeside } from './promises/pages/beside.ts';
import { readingBeside } from './reading/pages/case-parts.ts';
import { referralBeside } from './referrals/pages/beside.ts';
import { rightsBeside } from './rights/pages/beside.ts';
import { safetyBeside } from './safety/pages/beside.ts';
import { silenceBeside } from './silence/pages/beside.ts';

export const beside: CaseParts['beside'] = {
  reading: readingBeside,
  instruments: instrumentsBeside,
  debriefs: debriefsBeside,
  endings: endingBeside,
  guardians: guardiansBeside,
  rights: rightsBeside,
  delivery: deliveryBeside,
  safety: safetyBeside,
  meetings: besideMeetings,
  promise: promiseBeside,
  referral: referralBeside,
  silence: silenceBeside,
};
