// Gives somebody of the cast a password and a second factor, by the way every colleague gets them: through a link.

import { acceptInvitation, invite } from '../../../src/staff/invitations.ts';
import { codeAt, newSecondFactor } from '../../../src/staff/second-factor.ts';
import type { CastMember, World } from '../../support/cast.ts';

export interface OnBoard extends CastMember {
  password: string;
  secret: string;
  /** the code at a moment */
  code(now: Date): string;
}

export const PASSWORD = 'lampu kecil di serambi';

/** @param now the code of this moment is used up by it */
export async function bringOnBoard(world: World, member: CastMember, now: Date): Promise<OnBoard> {
  const token = await world.tx((tx) => invite(tx, member.id, 'set_password', null, now));
  const newSecret = newSecondFactor();
  const given = { token, password: PASSWORD, newSecret, code: codeAt(newSecret, now), browser: 'Firefox · Linux' };
  const answer = await acceptInvitation(world, given, now);
  if ('refused' in answer) throw new Error(`${member.name} could not come on board: ${answer.refused}`);
  return { ...member, password: PASSWORD, secret: newSecret, code: (at) => codeAt(newSecret, at) };
}
