// A browser without a screen or scripts: keeps cookies, sends forms with their hidden fields, says where it comes from.

import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

export interface Answered {
  status: number;
  html: string;
  headers: LightMyRequestResponse['headers'];
  location: string | null;
}

export interface Browsing {
  cookies: Map<string, string>;
  get(url: string, headers?: Record<string, string>): Promise<Answered>;
  /** Posts with the token of the page seen last, from our own site, unless told otherwise; a header of null is left out. */
  post(url: string, fields: Record<string, string>, headers?: Record<string, string | null>): Promise<Answered>;
  /** Follows a redirection. */
  follow(answered: Answered): Promise<Answered>;
  /** The value of a hidden field of the page seen last. */
  hidden(name: string): string | null;
}

export function browse(fastify: FastifyInstance, remoteAddress = '127.0.0.1'): Browsing {
  const cookies = new Map<string, string>();
  let html = '';
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? null;

  const take = (response: LightMyRequestResponse): Answered => {
    for (const { name, value, maxAge, expires } of response.cookies) {
      const isGone = maxAge === 0 || (expires !== undefined && expires.getTime() <= 0);
      if (isGone) cookies.delete(name);
      else cookies.set(name, value);
    }
    html = response.body;
    const location = response.headers.location;
    return { status: response.statusCode, html, headers: response.headers, location: location ?? null };
  };
  const get: Browsing['get'] = async (url, headers = {}) =>
    take(await fastify.inject({ method: 'GET', url, remoteAddress, headers: { cookie: cookie(), ...headers } }));
  return {
    cookies,
    hidden,
    get,
    async post(url, fields, headers = {}) {
      const payload = new URLSearchParams({ _csrf: hidden('_csrf') ?? '', ...fields }).toString();
      const usual = {
        cookie: cookie(),
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        origin: 'http://127.0.0.1:8080',
      };
      return take(
        await fastify.inject({
          method: 'POST',
          url,
          payload,
          remoteAddress,
          headers: withoutNull({ ...usual, ...headers }),
        }),
      );
    },
    follow: (answered) => get(answered.location ?? '/'),
  };
}

function withoutNull(headers: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null));
}
