// The few files the pages need besides HTML, read once at start. Each has its content's hash in its URL, so a browser may keep it for ever.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { FastifyInstance } from 'fastify';

const require = createRequire(import.meta.url);

interface Asset {
  url: string;
  type: string;
  bytes: Buffer;
}

export interface Assets {
  /** The URL of an asset, by file name. @throws for a name that is none. */
  url(name: string): string;
  hasIcon(name: string): boolean;
  all: Asset[];
}

export function readAssets(): Assets {
  const byName = new Map<string, Asset>();
  for (const [name, type, path] of files()) byName.set(name, readAsset(name, type, path));
  const icons = byName.get('icons.svg')?.bytes.toString('utf8') ?? '';
  return {
    url(name) {
      const asset = byName.get(name);
      if (!asset) throw new Error(`There is no asset '${name}'.`);
      return asset.url;
    },
    hasIcon: (name) => icons.includes(`<symbol id="${name}"`),
    all: [...byName.values()],
  };
}

/** Serves each asset under its hashed URL. Assets are public: they hold nothing of anybody. */
export function serveAssets(server: FastifyInstance, assets: Assets): void {
  for (const asset of assets.all) {
    server.get(asset.url, { config: { rateLimit: false } }, (_request, reply) =>
      reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('content-type', asset.type)
        .send(asset.bytes),
    );
  }
}

function files(): [name: string, type: string, path: string][] {
  const own = (name: string) => new URL(`./assets/${name}`, import.meta.url).pathname;
  return [
    ['suluh.css', 'text/css; charset=utf-8', own('suluh.css')],
    ['cases.css', 'text/css; charset=utf-8', own('cases.css')],
    ['alone.css', 'text/css; charset=utf-8', own('alone.css')],
    ['alone.js', 'text/javascript; charset=utf-8', own('alone.js')],
    ['suluh.js', 'text/javascript; charset=utf-8', own('suluh.js')],
    ['icons.svg', 'image/svg+xml', own('icons.svg')],
    ['lamp.svg', 'image/svg+xml', own('lamp.svg')],
    ['htmx.js', 'text/javascript; charset=utf-8', require.resolve('htmx.org/dist/htmx.min.js')],
  ];
}

function readAsset(name: string, type: string, path: string): Asset {
  const bytes = readFileSync(path);
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 12);
  const dot = name.lastIndexOf('.');
  return { url: `/assets/${name.slice(0, dot)}.${hash}${name.slice(dot)}`, type, bytes };
}
