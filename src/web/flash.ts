/** One line that says what was done, shown on the next page. The cookie holds a word's key and plain values, never a text. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Cookies } from './cookies.ts';
import type { Lang, Words } from './merge-words.ts';
import type { Frame } from './render.ts';

interface Flash {
  key: string;
  values: Record<string, string | number>;
  tone: 'good' | 'attention';
}

const ONE_MINUTE = 60;

export function setFlash(reply: FastifyReply, cookies: Cookies, flash: Flash): void {
  cookies.write(reply, 'flash', Buffer.from(JSON.stringify(flash)).toString('base64url'), ONE_MINUTE);
}

/** Takes the line out of the cookie, so that it is said once. A cookie that is not ours to understand says nothing. */
export function takeFlash(
  request: FastifyRequest,
  reply: FastifyReply,
  cookies: Cookies,
  words: Words,
  lang: Lang,
): Frame['flash'] {
  const cookie = cookies.read(request, 'flash');
  if (!cookie) return null;
  cookies.remove(reply, 'flash');
  try {
    const flash = JSON.parse(Buffer.from(cookie, 'base64url').toString('utf8')) as Flash;
    return { text: words.say(lang, flash.key, flash.values), tone: flash.tone === 'attention' ? 'attention' : 'good' };
  } catch {
    return null;
  }
}
