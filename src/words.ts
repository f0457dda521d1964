/** All words of the web view, each feature's catalogue once. */

import { words as absenceWords } from './absences/words.ts';
import { words as answeringWords } from './answering/words.ts';
import { words as auditWords } from './audit/words.ts';
import { words as caseWords } from './cases/words.ts';
import { words as debriefWords } from './debriefs/words.ts';
import { devWords } from './dev/words.ts';
import { words as discreetWords } from './discreet/words.ts';
import { words as endingWords } from './endings/words.ts';
import { words as guardianWords } from './guardians/words.ts';
import { words as instrumentWords } from './instruments/words.ts';
import { words as intakeWords } from './intake/words.ts';
import { words as loadWords } from './load/words.ts';
import { words as meetingWords } from './meetings/words.ts';
import { words as privacyWords } from './privacy/words.ts';
import { words as promiseWords } from './promises/words.ts';
import { words as readingWords } from './reading/words.ts';
import { words as referralWords } from './referrals/words.ts';
import { words as replyWords } from './replies/words.ts';
import { words as rightsWords } from './rights/words.ts';
import { words as safetyWords } from './safety/words.ts';
import { words as serviceWords } from './service/words.ts';
import { words as silenceWords } from './silence/words.ts';
import { words as staffWords } from './staff/words.ts';
import { mergeWords } from './web/merge-words.ts';
import { words as webWords } from './web/words.ts';

export const words = mergeWords(
  webWords,
  staffWords,
  serviceWords,
  caseWords,
  auditWords,
  readingWords,
  instrumentWords,
  replyWords,
  guardianWords,
  safetyWords,
  promiseWords,
  silenceWords,
  absenceWords,
  meetingWords,
  debriefWords,
  endingWords,
  loadWords,
  referralWords,
  discreetWords,
  answeringWords,
  intakeWords,
  privacyWords,
  rightsWords,
  devWords,
);
