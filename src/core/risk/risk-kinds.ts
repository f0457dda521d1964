/** What kinds of finding there are; see `laneOf` in risk-ladder.ts for what they lead to. */
export type RiskKind =
  /** wishes to die, to end it */
  | 'wish'
  /** the bare word for killing oneself */
  | 'mention'
  /** a way to kill oneself that cannot be mistaken */
  | 'deadly'
  /** does not want to live or wake up; others would be better off */
  | 'passive'
  /** wishes to leap; that everything be over: these count beside a place, or means */
  | 'leaping'
  | 'ending'
  /** cannot go on */
  | 'worn'
  | 'burden'
  /** says good-bye in so many words */
  | 'goodbye'
  /** speaks as one does who goes away */
  | 'farewell'
  /** will be gone from a certain day on */
  | 'gone'
  /** is calm now: it only counts beside affairs put in order */
  | 'peace'
  /** has written good-bye letters */
  | 'note'
  /** gives away what they own */
  | 'giving'
  | 'selfHarm'
  /** tried and failed, without saying what */
  | 'failedTry'
  /** has just tried */
  | 'attempt'
  /** somebody does them, or one close to them, violence */
  | 'abuse'
  /** wishes to hurt somebody */
  | 'harm'
  /** somebody endangers them now */
  | 'danger'
  /** these make danger, or abuse, together */
  | 'weapon'
  | 'closeBy'
  | 'rage'
  /** hate, which the writer's own weapon makes urgent */
  | 'spite'
  | 'armed'
  /** has at hand what it takes */
  | 'means'
  | 'method'
  /** has a rope or poison at hand, which few have for another reason when they are alone or say good-bye */
  | 'lethal'
  | 'place'
  /** wonders at the mail they write, or is sure: says something of one who stands on a roof */
  | 'lingering'
  /** will not come back from a place */
  | 'noReturn'
  | 'plan'
  /** is serious about it: says nothing of harm to others, where it may be meant of the thought */
  | 'earnest'
  /** knows how, where or when: says more than the bare words of plan and time */
  | 'resolved'
  | 'time';

export interface RiskRule {
  /** stable, for `explain --json`: kind and what it looks for */
  rule: string;
  kind: RiskKind;
  patterns: readonly string[];
}
