/** The answers a receiver can give, as forms: the same behind a link, for a colleague, and for who writes down a telephone call. */
import { z } from 'zod';
import { type NewsKind, newsKinds } from '../../core/referral.ts';
import type { News } from '../keep-news.ts';

export const newsModel = (
  say: (key: string) => string,
  kinds: readonly NewsKind[],
  typed: Readonly<Record<string, string>>,
) =>
  kinds.map((kind) => ({
    kind,
    label: say(`referral.answer.${kind}`),
    hint: say(`referral.answer_hint.${kind}`),
    open: typed.kind === kind,
    asksTime: kind === 'appointment',
    needsWords: kind !== 'accepted' && kind !== 'appointment',
    words: typed.kind === kind ? (typed.words ?? '') : '',
    moment: typed.kind === kind ? (typed.happens_at ?? '') : '',
  }));

export const newsFields = {
  kind: z.enum(newsKinds),
  words: z.string().max(20_000).default(''),
  happens_at: z.string().default(''),
};

/** `happens_at` is YYYY-MM-DDTHH:MM in the service's time zone, as `<input type=datetime-local>` sends it. */
export function newsIn(
  { kind, words, happens_at }: { kind: NewsKind; words: string; happens_at: string },
  timeZone: string,
): News {
  return { kind, words, happensAt: readMoment(happens_at, timeZone) };
}

function readMoment(typed: string, timeZone: string): Date | null {
  try {
    return new Date(Temporal.PlainDateTime.from(typed).toZonedDateTime(timeZone).epochMilliseconds);
  } catch {
    return null;
  }
}
