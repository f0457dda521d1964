/**
 * The HTTP server before any page is on it: headers, cookies, forms, uploads, limits, assets, and the pages that say what
 * went wrong. It knows nothing of counselling; `mountRoutes` puts the pages on.
 */
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { type Assets, serveAssets } from './assets.ts';
import { type Cookies, cookiesFor } from './cookies.ts';
import { shortReference } from './errors.ts';
import { Refusal } from './refusal.ts';

export interface ServerOptions {
  /** how people reach the web view; its origin is the only one that may post, https makes cookies `Secure` */
  publicUrl: string;
  /** addresses of proxies whose X-Forwarded-For is believed; empty: none */
  trustProxy: readonly string[];
  /** 32 bytes; binds the token of a form to the session it was made for */
  formKey: Buffer;
  assets: Assets;
  /** requests a minute from one address before it is asked to wait; default 1200 (a whole school may share one) */
  perMinute?: number;
}

export interface WebServer {
  fastify: FastifyInstance;
  cookies: Cookies;
  publicUrl: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** hash of the session this request belongs to; empty: nobody is signed in */
    sessionKey: string;
  }
}

/** Largest form without files: a 3,000-word letter has about 20 KB, so this is far beyond writing. */
const FORM_BYTES = 1_000_000;

export async function openServer(options: ServerOptions): Promise<WebServer> {
  const cookies = cookiesFor(options.publicUrl);
  const fastify = Fastify({
    logger: false,
    trustProxy: options.trustProxy.length ? [...options.trustProxy] : false,
    bodyLimit: FORM_BYTES,
    forceCloseConnections: true,
    genReqId: shortReference,
    frameworkErrors: (_error, _request, reply) => refuseAddress(reply as unknown as FastifyReply),
    routerOptions: { maxParamLength: 200 },
  });
  fastify.decorateRequest('sessionKey', '');
  fastify.removeAllContentTypeParsers();
  await fastify.register(helmet, securityHeaders(options.publicUrl));
  await fastify.register(cookie);
  await fastify.register(csrf, {
    cookieKey: cookies.name('form'),
    cookieOpts: cookies.options,
    csrfOpts: { hmacKey: options.formKey.toString('base64url'), userInfo: true },
    getUserInfo: (request) => request.sessionKey || 'nobody',
    getToken: (request) => String((request.body as Record<string, unknown> | undefined)?._csrf ?? ''),
  });
  await fastify.register(formbody, { bodyLimit: FORM_BYTES });
  await fastify.register(multipart);
  await fastify.register(compress, { encodings: ['gzip'], globalDecompression: false, threshold: 1024 });
  await fastify.register(rateLimit, {
    max: options.perMinute ?? 1200,
    timeWindow: '1 minute',
    errorResponseBuilder: (_request, context) => tooMany(context.ttl),
  });
  fastify.addHook('onSend', async (_request, reply) => {
    // Pages are never kept: on a shared computer the back button must not show a letter (threat 78).
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  serveAssets(fastify, options.assets);
  return { fastify, cookies, publicUrl: options.publicUrl };
}

/** A path that is no text at all never reaches a page, and is not repeated. */
function refuseAddress(reply: FastifyReply): void {
  reply.code(400).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('Bad address.\n');
}

/** @param milliseconds until the next request is welcome */
export function tooMany(milliseconds: number): Refusal {
  return new Refusal('too_many', { minutes: Math.max(1, Math.ceil(milliseconds / 60_000)) });
}

function securityHeaders(publicUrl: string) {
  const isSecure = new URL(publicUrl).protocol === 'https:';
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameSrc: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' as const },
    xFrameOptions: { action: 'deny' as const },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: isSecure ? { maxAge: 63_072_000, includeSubDomains: false } : false,
  };
}
