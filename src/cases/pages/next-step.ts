/**
 * The one next step of a case, so that the page has one clear button: first somebody takes it, then danger is looked for, then
 * the konseli is answered, then the relationship is looked at where its numbers ask for it, then the stage goes on.
 */
import type { CaseAction } from '../../core/policy.ts';
import type { CaseView } from '../case-view.ts';
import type { CaseVisit } from './case-visit.ts';

/** Either a link to a place on the page, or a button that posts the named fields. */
export interface NextStep {
  text: string;
  label: string;
  href: string | null;
  post: { action: string; fields: { name: string; value: string }[] } | null;
}

export interface DueMove {
  ready: boolean;
  to: string;
  ending: string | null;
  label: string;
  why: string;
}

export function nextStep(
  { say }: CaseVisit,
  { kasus, panel }: CaseView,
  may: (action: CaseAction) => boolean,
  move: DueMove | null,
  canReply: boolean,
): NextStep | null {
  const link = (text: string, label: string, href: string): NextStep => ({ text, label, href, post: null });
  const post = (
    text: string,
    label: string,
    path: string,
    fields: { name: string; value: string }[] = [],
  ): NextStep => ({
    text,
    label,
    href: null,
    post: { action: `/cases/${kasus.code}/${path}`, fields },
  });
  if (kasus.stage === 'closed') return null;
  if (may('claim')) return post(say('case.claim.lead'), say('case.claim'), 'claims');
  if (kasus.risk === 'unread' && may('record'))
    return link(say('gate_help.risk_read'), say('gate.risk_read'), '#record-risk_read');
  const review =
    panel.review && may('record') ? link(say('case.review.lead'), say('case.review'), '#gate-suitability') : null;
  if (review && panel.review?.overdue) return review;
  if (kasus.waiting_since && canReply) return link(say('case.promise.waiting_now'), say('case.to_reply'), '#reply');
  if (panel.relationship.rupture && may('record'))
    return link(say(`rupture.${panel.relationship.rupture.sign}`), say('rupture.look'), '#relationship');
  if (review) return review;
  if (move?.ready) {
    const fields = [{ name: 'to', value: move.to }, ...(move.ending ? [{ name: 'ending', value: move.ending }] : [])];
    return post(move.why, move.label, 'moves', fields);
  }
  if (!may('record')) return null;
  if (panel.gate?.missing.length)
    return link(
      say('case.move.open', { n: panel.gate.missing.length }),
      say('case.record.go_on'),
      `#record-${panel.gate.missing[0]}`,
    );
  if (panel.outcome?.outcome === 'face_to_face' && !panel.outcome.completed)
    return link(say('outcome_waits.face_to_face'), say('meetings.look'), '#meeting');
  if (kasus.stage === 'post_counselling') return link(say('case.outcome.lead'), say('case.outcome.choose'), '#outcome');
  return null;
}
