/** What the compose file promises, read as YAML: nothing published but the web port here, nothing more than each service needs. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

interface ComposeService {
  image?: string;
  profiles?: string[];
  ports?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  secrets?: string[];
  command?: string[];
  environment?: Record<string, string>;
}

const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, ComposeService>;
  secrets: Record<string, { file: string }>;
};
const services = Object.entries(compose.services);

describe('docker-compose.yml', () => {
  test.each(services)('%s is contained', (_name, service) => {
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toContain('no-new-privileges:true');
  });

  test.each(services)('%s publishes nothing beyond this machine', (_name, service) => {
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  test('only the web of a real service is published', () => {
    const published = services.filter(([, s]) => s.ports && !s.profiles?.includes('mail')).map(([name]) => name);
    expect(published).toEqual(['app', 'web']);
  });

  test('the queue throws nothing away and survives a restart', () => {
    expect(compose.services.redis?.command?.join(' ')).toMatch(/--appendonly yes .*--maxmemory-policy noeviction/);
  });

  test('the web alone never gets the passwords of the mailbox', () => {
    expect(compose.services.web?.secrets).toEqual(['database-url', 'key']);
    expect(Object.keys(compose.services.web?.environment ?? {}).join()).not.toMatch(/IMAP|SMTP/);
  });

  test('every secret is a file, and no secret stands in the file itself', () => {
    for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^\.\/secrets\//);
    for (const [name, service] of services)
      for (const [key, value] of Object.entries(service.environment ?? {}))
        if (/PASSWORD|_URL|KEY/.test(key) && name !== 'playground')
          expect(key.endsWith('_FILE') || value.startsWith('/run/secrets') || !/:\/\/[^/]*@/.test(value)).toBe(true);
  });
});
