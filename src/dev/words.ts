/** The words of the demo's own pages. */
import type { Catalogue } from '../web/merge-words.ts';

const id = {
  'dev.people.title': 'Menulis sebagai konseli',
  'dev.people.lead':
    'Halaman ini hanya ada di demo. Pilih seseorang, tulis surat atas namanya, lalu lihat kasusnya muncul di meja konselor. Suratnya benar-benar dikirim lewat SMTP dan dijemput lewat IMAP.',
  'dev.people.letters': (p: { n: number }) => (p.n === 0 ? 'kotak suratnya masih kosong' : `${p.n} surat diterima`),
  'dev.people.program': 'Lewat program surat mana pun',
  'dev.people.program.text': (p: { address: string; smtp: string; imap: string }) =>
    `Kirim ke ${p.address} lewat SMTP ${p.smtp}, tanpa sandi. Kotak layanan sendiri dapat dibuka lewat IMAP ${p.imap}.`,
  'dev.people.staff': 'Ke meja konselor',
  'dev.mailbox.title': (p: { name: string }) => `Kotak surat ${p.name}`,
  'dev.mailbox.all': 'Semua konseli',
  'dev.mailbox.write': 'Tulis surat',
  'dev.mailbox.received': 'Surat yang diterima',
  'dev.mailbox.empty': 'Belum ada surat di sini.',
  'dev.mailbox.empty.text': 'Balasan dari layanan akan muncul di sini. Muat ulang halaman ini sebentar lagi.',
  'dev.mailbox.reload': 'Muat ulang',
  'dev.letter.to': (p: { address: string }) => `Kepada ${p.address}`,
  'dev.letter.subject': 'Perihal',
  'dev.letter.text': 'Isi surat',
  'dev.letter.send': 'Kirim surat',
  'dev.letter.sent': 'Surat terkirim. Kasusnya muncul di meja konselor dalam beberapa detik.',
  'dev.letter.empty': 'Suratnya masih kosong, jadi belum dikirim. Tulis sesuatu dulu.',
  'dev.hint.title': 'Masuk ke demo',
  'dev.hint.text': 'Semua orang di sini rekaan. Kata sandi semuanya sama:',
  'dev.hint.code': 'kode',
};

const en: typeof id = {
  'dev.people.title': 'Write as a konseli',
  'dev.people.lead':
    'This page exists only in the demo. Choose somebody, write a letter in their name, and see the case appear on the counsellor’s desk. The letter really goes by SMTP and is fetched by IMAP.',
  'dev.people.letters': (p) =>
    p.n === 0 ? 'nothing received yet' : `${p.n} ${p.n === 1 ? 'letter' : 'letters'} received`,
  'dev.people.program': 'From any mail program',
  'dev.people.program.text': (p) =>
    `Send to ${p.address} through SMTP ${p.smtp}, without a password. The service’s own mailbox can be opened by IMAP ${p.imap}.`,
  'dev.people.staff': 'To the counsellor’s desk',
  'dev.mailbox.title': (p) => `Mailbox of ${p.name}`,
  'dev.mailbox.all': 'All konseli',
  'dev.mailbox.write': 'Write a letter',
  'dev.mailbox.received': 'Letters received',
  'dev.mailbox.empty': 'No letters here yet.',
  'dev.mailbox.empty.text': 'Answers from the service will appear here. Reload this page in a moment.',
  'dev.mailbox.reload': 'Reload',
  'dev.letter.to': (p) => `To ${p.address}`,
  'dev.letter.subject': 'Subject',
  'dev.letter.text': 'Letter',
  'dev.letter.send': 'Send letter',
  'dev.letter.sent': 'The letter is sent. Its case appears on the counsellor’s desk within seconds.',
  'dev.letter.empty': 'The letter is still empty, so it was not sent. Write something first.',
  'dev.hint.title': 'Sign in to the demo',
  'dev.hint.text': 'Everybody here is invented. They all have the same password:',
  'dev.hint.code': 'code',
};

export const devWords = { id, en } satisfies Catalogue;
