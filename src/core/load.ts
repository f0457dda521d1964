/**
 * How much a counsellor carries: cases by weight, not by number. Danger weighs more, and so does what a hard letter leaves behind.
 * It holds back new cases only, and never from whoever is in danger.
 */
export interface LoadWeights {
  /** of any open case */
  base: number;
  concern: number;
  urgent: number;
  /** for two weeks after a letter with red signs, whatever was read in it since */
  afterRed: number;
}

export interface CarriedCase {
  risk: string;
  signs: string;
  /** when a letter last called somebody; null: none did */
  redAt: Date | null;
  asleepUntil: Date | null;
}

const RED_WEIGHS_MS = 14 * 24 * 3_600_000;

export function weightOf(kasus: CarriedCase, weights: LoadWeights, now: Date): number {
  if (kasus.risk === 'urgent') return weights.urgent;
  if (kasus.asleepUntil && kasus.asleepUntil > now) return 0;
  if (isRed(kasus, now)) return Math.max(weights.afterRed, weights.base);
  return kasus.risk === 'concern' ? weights.concern : weights.base;
}

/** A red letter stands in it, or came within two weeks. */
export const isRed = ({ signs, redAt }: Pick<CarriedCase, 'signs' | 'redAt'>, now: Date): boolean =>
  signs === 'red' || (redAt !== null && now.getTime() - redAt.getTime() < RED_WEIGHS_MS);

/** Their own where it is lower; a service's cap cannot be raised by who works under it. */
export const capOf = (service: number, own: number | null): number => Math.min(service, own ?? service);

export interface Offer {
  /** what they carry already, and what would come on top */
  carried: number;
  added: number;
  cap: number;
  onPause: boolean;
  /** whoever is in danger waits for no room */
  inDanger: boolean;
  /** they take what nobody has room for, and nobody has */
  lastResort: boolean;
}

/** Why a case cannot be taken; `null` when it can. */
export function refuseLoad({
  carried,
  added,
  cap,
  onPause,
  inDanger,
  lastResort,
}: Offer): 'no_room' | 'on_pause' | null {
  if (inDanger) return null;
  if (onPause) return 'on_pause';
  if (lastResort) return null;
  return carried + added > cap ? 'no_room' : null;
}
