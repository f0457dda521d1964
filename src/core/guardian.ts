/** A child and their guardian's consent: when letters may only inform, and until when everything must stop. */
export interface GuardianFacts {
  /** the standing answer of the first gate; null: none */
  answer: string | null;
  /** the guardian took the consent back; null: they did not */
  withdrewAt: Date | null;
  /** whoever is in danger is helped first */
  inDanger: boolean;
}

/** Why letters may only inform now; null: they may do more. */
export function whyInformationOnly({
  answer,
  withdrewAt,
  inDanger,
}: GuardianFacts): 'not_asked_yet' | 'withdrew' | null {
  if (inDanger) return null;
  if (withdrewAt) return 'withdrew';
  return answer === 'information_only' ? 'not_asked_yet' : null;
}

/** UU 27/2022 about personal data: what rests on a consent stops within three days after it was taken back. */
const STOPS_WITHIN_MS = 3 * 24 * 3_600_000;

export const stopsBy = (withdrewAt: Date): Date => new Date(withdrewAt.getTime() + STOPS_WITHIN_MS);
