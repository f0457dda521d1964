// An authority of the tests' own and certificates it has signed, made with the openssl that Dovecot brings along.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Certificate {
  /** Paths of PEM files. */
  cert: string;
  key: string;
}

export interface Authority {
  /** PEM, to be trusted. */
  ca: string;
  /** @param names subjectAltName, such as `IP:127.0.0.1` or `DNS:mail.example` */
  sign(names: string, days?: number): Certificate;
}

/** @param parent a folder in which the authority may keep its files in a folder of its own */
export function createAuthority(parent: string): Authority {
  const dir = mkdtempSync(join(parent, 'authority-'));
  const path = (name: string) => join(dir, name);
  const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: dir, stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-days',
    '2',
    '-subj',
    '/CN=Test CA',
    '-keyout',
    path('ca.key'),
    '-out',
    path('ca.pem'),
  );
  let count = 0;
  return {
    ca: readFileSync(path('ca.pem'), 'utf8'),
    sign: (names, days = 2) => {
      const name = `server${count++}`;
      writeFileSync(path(`${name}.ext`), `subjectAltName=${names}`);
      openssl('req', ...newKey, '-subj', '/CN=server', '-keyout', path(`${name}.key`), '-out', path(`${name}.csr`));
      openssl(
        ...['x509', '-req', '-in', path(`${name}.csr`), '-CA', path('ca.pem'), '-CAkey', path('ca.key')],
        ...['-set_serial', String(count), '-days', String(days), '-extfile', path(`${name}.ext`)],
        ...['-out', path(`${name}.pem`)],
      );
      return { cert: path(`${name}.pem`), key: path(`${name}.key`) };
    },
  };
}
