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
  /** has written good-bye letters */
  | 'note'
  /** gives away what they own */
  | 'giving'
  | 'selfHarm'
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
  | 'place'
  | 'plan'
  | 'time';

export interface RiskRule {
  /** stable, for `explain --json`: kind and what it looks for */
  rule: string;
  kind: RiskKind;
  patterns: readonly string[];
}
