import { resolve } from 'node:path';
import { createKeyFile } from '../crypto/key-file.ts';
import { complain, say } from './command.ts';

export async function createKey([file]: readonly string[]): Promise<number> {
  if (!file) {
    complain('Say where the key file is to lie: npm run suluh -- create-key FILE');
    return 2;
  }
  createKeyFile(resolve(file));
  say(`The key file is made: ${resolve(file)}`);
  say('Every letter is sealed with it. Without it they can never be read again, so put two copies of it in sealed');
  say('envelopes in two places, and never beside a backup of the database.');
  return 0;
}
