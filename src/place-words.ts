/** The places of the rail that are no folders of cases. */
import type { Catalogue } from './web/merge-words.ts';

const id = {
  'place.overrides': 'Izin dua orang',
  'place.mail': 'Surat masuk',
  'place.templates': 'Contoh balasan',
  'place.crisis': 'Kontak darurat',
  'place.audit': 'Catatan audit',
  'place.staff': 'Staf',
  'place.settings': 'Pengaturan',
};

const en: typeof id = {
  'place.overrides': 'Two-person permissions',
  'place.mail': 'Incoming mail',
  'place.templates': 'Reply templates',
  'place.crisis': 'Crisis contacts',
  'place.audit': 'Audit record',
  'place.staff': 'Staff',
  'place.settings': 'Settings',
};

export const words: Catalogue = { id, en };
