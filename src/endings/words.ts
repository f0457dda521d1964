/** The words of the ending: how many letters are left, and what is told when few are. */
import type { Catalogue } from '../web/merge-words.ts';

interface Left {
  used: number;
  agreed: number;
  left: number;
}

const id = {
  'endings.title': 'Banyaknya surat',
  'endings.left': ({ used, agreed, left }: Left) => `Sudah ${used} dari ${agreed} surat; tersisa ${left}.`,
  'endings.place.last_but_one': 'Surat berikutnya yang kedua terakhir: sampaikan bahwa surat-menyurat akan selesai.',
  'endings.place.last': 'Surat berikutnya yang terakhir, dan pengakhiran belum tercatat disampaikan.',
  'endings.place.over': 'Surat yang disepakati sudah habis, dan pengakhiran belum tercatat disampaikan.',
  'endings.announce': 'Catat: sudah disampaikan di surat terakhir kita',
  'endings.change': 'Sepakati angka lain',
  'endings.exchanges': 'Banyaknya surat kita di putaran ini',
  'endings.longer': 'Alasan, bila bertambah',
  'endings.save': 'Simpan',
  'endings.agreed': 'Banyaknya surat sudah dicatat.',
};

const en: Record<keyof typeof id, string | ((values: Left) => string)> = {
  'endings.title': 'Number of letters',
  'endings.left': ({ used, agreed, left }: Left) => `${used} of ${agreed} letters written; ${left} left.`,
  'endings.place.last_but_one': 'The next letter is the last but one: say that the letters will come to an end.',
  'endings.place.last': 'The next letter is the last, and it is not on record that the ending was announced.',
  'endings.place.over': 'The agreed letters are used up, and it is not on record that the ending was announced.',
  'endings.announce': 'Note: announced in our last letter',
  'endings.change': 'Agree on another number',
  'endings.exchanges': 'Letters of ours in this round',
  'endings.longer': 'Reason, when there are more',
  'endings.save': 'Save',
  'endings.agreed': 'The number of letters is on record.',
};

export const words: Catalogue = { id, en };
