// What the stories of this folder share: a case whose letters are read on a page, what left for it, and short names.

import { lockCase } from '../../../src/cases/lock-case.ts';
import { type Occasion, occasions } from '../../../src/core/occasions.ts';
import { agreeDelivery, type DeliveryAgreed, type DeliveryWish } from '../../../src/discreet/agree-delivery.ts';
import { openOutboundMail } from '../../../src/replies/outbound-mail.ts';
import { queueServiceLetter, type ServiceLetterQueued } from '../../../src/replies/service-letter.ts';
import type { WritingFrom } from '../../../src/replies/write-to-konseli.ts';
import type { CastMember } from '../../support/cast.ts';
import type { Stage } from '../replies/stage.ts';

export const LINKS_TO = 'https://suluh.sekolah.example';

export const from = (stage: Pick<Stage, 'vault'>): WritingFrom => ({
  vault: stage.vault,
  mailName: 'Layanan Konseling',
  linksTo: LINKS_TO,
});

export const usual: DeliveryWish = { mode: 'full', neutral: false, hours: null, messageId: null, newPin: null };

export const agree = (
  stage: Stage,
  who: CastMember,
  kasus: { code: string },
  wish: Partial<DeliveryWish>,
): Promise<DeliveryAgreed> =>
  stage.tx((tx) => agreeDelivery(tx, from(stage), who, kasus.code, { ...usual, ...wish }, stage.now()));

/** Letters are read on a page from now on. @returns the code */
export async function readOnAPage(stage: Stage, who: CastMember, kasus: { code: string }): Promise<string> {
  const agreed = await agree(stage, who, kasus, { mode: 'notice', newPin: 'other_way' });
  if ('refused' in agreed || agreed.pin === null) throw new Error(JSON.stringify(agreed));
  return agreed.pin;
}

/** What the service itself writes, such as a reminder. */
export const serviceWrites = (
  stage: Stage,
  kasus: { id: string },
  occasion: Occasion,
  text: string,
): Promise<ServiceLetterQueued> =>
  stage.tx(async (tx) =>
    queueServiceLetter(
      tx,
      from(stage),
      {
        kasus: (await lockCase(tx, kasus.id))!,
        occasion,
        dedupeKey: `${occasion}:${kasus.id}`,
        authorId: null,
        dueAt: stage.now(),
        write: () => ({ text, subject: text }),
        files: [{ filename: `${text}.ics`, contentType: 'text/calendar', content: Buffer.from(text) }],
      },
      stage.now(),
    ),
  );

/** Letters with words of a person in them; the others hold a secret alone. */
export const wordyOccasions = occasions.filter((one) => one !== 'reading_pin' && one !== 'letter_waits');

export const rawOf = async (stage: Stage, outboundId: string): Promise<string> =>
  (await openOutboundMail(stage.db, stage.vault, outboundId)).raw.toString('latin1');

/** The mail with its encoding taken off. */
export const plainOf = (raw: string): string =>
  raw
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** @returns the secret in the link of a mail */
export async function tokenIn(stage: Stage, outboundId: string): Promise<string> {
  const found = /\/waiting\/([A-Za-z0-9_-]{43})/.exec(plainOf(await rawOf(stage, outboundId)));
  if (!found) throw new Error('there is no link in the mail');
  return found[1]!;
}
