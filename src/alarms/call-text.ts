/** What calls a person to a letter with signs of danger: that it waits, where, and what comes next. Not a word of the letter. */
import type { Language } from '../db/schema.ts';

const words = {
  id: {
    subject: 'Suluh: ada surat yang perlu dibaca sekarang',
    lead: (code: string) => `Ada surat di kasus ${code} yang sebaiknya dibaca sekarang juga.`,
    next: 'Bukalah kasusnya. Begitu seseorang membukanya, panggilan ini berhenti; bila tidak, orang berikutnya dipanggil.',
    foot: 'Surel ini ditulis Suluh dengan sendirinya dan tidak memuat isi surat.',
  },
  en: {
    subject: 'Suluh: a letter should be read now',
    lead: (code: string) => `There is a letter in case ${code} that should be read right now.`,
    next: 'Please open the case. As soon as somebody opens it, this call ends; if nobody does, the next person is called.',
    foot: 'Suluh wrote this mail by itself; it holds no word of the letter.',
  },
};

export function callText(language: Language, code: string, publicUrl: string): { subject: string; text: string } {
  const say = words[language];
  const text = [say.lead(code), say.next, '', `${publicUrl}/cases/${code}`, '', say.foot].join('\n');
  return { subject: say.subject, text };
}
