/** One floor in a process of its own, as cold as Suluh's: node run-floor.ts NAME IMAP_URL [DATABASE_URL PER_TRANSACTION]. */
import { download, downloadAndParse, ingestMinimally } from './floors.ts';

const [name, imapUrl = '', databaseUrl = '', perTransaction = '1'] = process.argv.slice(2);
const began = performance.now();
const mails = await run();
console.log(JSON.stringify({ mails, seconds: (performance.now() - began) / 1000 }));

function run(): Promise<number> {
  switch (name) {
    case 'download':
      return download(imapUrl);
    case 'download + mailparser':
      return downloadAndParse(imapUrl);
    case 'minimal ingester':
      return ingestMinimally(imapUrl, databaseUrl, Number(perTransaction));
    default:
      throw new Error(`no floor ${name}`);
  }
}
