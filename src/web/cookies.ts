/**
 * The cookies of the web view. Over https they carry the `__Host-` prefix, so that no other site of the domain and no plain
 * http page can set them (RFC 6265bis §4.1.3.2).
 */
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

export type CookieName = 'session' | 'device' | 'form' | 'flash' | 'lang' | 'theme' | 'private' | 'keys' | 'reading';

export interface Cookies {
  name(cookie: CookieName): string;
  options: CookieSerializeOptions;
  read(request: FastifyRequest, cookie: CookieName): string | null;
  /** @param maxAge seconds; null: until the browser is closed */
  write(reply: FastifyReply, cookie: CookieName, value: string, maxAge: number | null): void;
  remove(reply: FastifyReply, cookie: CookieName): void;
}

/** @param publicUrl how people reach the web view; over plain http (a demo on one's own machine) cookies cannot be `Secure` */
export function cookiesFor(publicUrl: string): Cookies {
  const secure = new URL(publicUrl).protocol === 'https:';
  const name = (cookie: CookieName) => `${secure ? '__Host-' : ''}suluh_${cookie}`;
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  return {
    name,
    options,
    read: (request, cookie) => request.cookies[name(cookie)] || null,
    write(reply, cookie, value, maxAge) {
      reply.setCookie(name(cookie), value, maxAge === null ? options : { ...options, maxAge });
    },
    remove(reply, cookie) {
      reply.clearCookie(name(cookie), options);
    },
  };
}
