/**
 * What a counsellor reads beside the protocol: how to read a hard letter, and what to ask. For staff alone: it is no template,
 * lies nowhere near them, and can be put into no letter.
 */
import type { Danger } from '../core/risk/protocol.ts';
import type { Language } from '../db/schema.ts';

export type GuideName = 'first' | Danger | 'plan';

export interface Guide {
  name: GuideName;
  title: string;
  lines: readonly string[];
}

export const guides: Readonly<Record<Language, readonly Guide[]>> = {
  id: [
    {
      name: 'first',
      title: 'Sebelum menulis',
      lines: [
        'Baca suratnya dua kali, pelan. Tulis apa yang benar-benar tertulis, dan apa yang hanya Anda duga.',
        'Balas singkat lebih dulu bila bahaya terasa dekat: surat dibaca, Anda ada, dan siapa yang bisa ditemui sekarang.',
        'Bicarakan dengan orang kedua hari ini juga. Tidak ada yang perlu menanggung surat seperti ini sendirian.',
        'Tidak ada tanda bukan berarti tidak ada bahaya. Tanyakan dengan terang; bertanya tidak menanam pikiran.',
      ],
    },
    {
      name: 'wish_to_die',
      title: 'Keinginan untuk mati',
      lines: [
        'Keinginan: apakah pernah terpikir untuk mati, seberapa sering, apakah sekarang juga?',
        'Rencana: apakah sudah terpikir caranya, tempatnya?',
        'Sarana: apakah yang diperlukan ada di dekatnya?',
        'Waktu: apakah ada hari atau jam yang terpikir? Siapa yang sedang bersamanya?',
        'Yang menahan sampai hari ini: tanyakan, dan tulis dalam kata-katanya.',
      ],
    },
    {
      name: 'self_harm',
      title: 'Menyakiti diri',
      lines: [
        'Tanyakan untuk apa ia melakukannya dan apa yang terjadi sesaat sebelumnya. Jangan meminta berhenti sebagai syarat.',
        'Apakah ada luka yang perlu dirawat hari ini? Siapa yang tahu?',
        'Tanyakan terpisah tentang keinginan untuk mati: keduanya bukan hal yang sama.',
      ],
    },
    {
      name: 'harm_by_somebody',
      title: 'Disakiti orang lain',
      lines: [
        'Apakah ia aman malam ini? Apakah orang itu dapat membaca suratnya atau memakai ponselnya?',
        'Percayai dulu, jangan menyelidiki. Catat kata-katanya apa adanya.',
        'Ingat kewajiban lapor di lembaga Anda (TPPK atau Satgas PPKPT); isi konseling tetap terpisah dari laporan.',
      ],
    },
    {
      name: 'harm_to_others',
      title: 'Hendak menyakiti orang lain',
      lines: [
        'Siapa yang terancam, dengan apa, kapan? Seberapa dekat ia dengan orang itu?',
        'Bila ada orang yang terancam, keselamatannya didahulukan daripada kerahasiaan. Putuskan berdua.',
      ],
    },
    {
      name: 'plan',
      title: 'Menyusun rencana keselamatan',
      lines: [
        'Susun bersama konseli, dalam kata-katanya, mulai dari yang bisa ia lakukan sendiri sampai siapa yang dihubungi.',
        'Tanyakan di tiap langkah: seberapa mungkin ini dilakukan, dan apa yang menghalangi?',
        'Bicarakan bagaimana membuat sarana sulit dijangkau, dan siapa yang membantu.',
        'Jangan meminta janji untuk tidak mati. Janji seperti itu tidak melindungi, dan membuat orang diam.',
      ],
    },
  ],
  en: [
    {
      name: 'first',
      title: 'Before you write',
      lines: [
        'Read the letter twice, slowly. Write down what really stands there, and what you only suspect.',
        'Answer briefly first when danger feels close: the letter was read, you are there, and who can be reached now.',
        'Talk to a second person today. Nobody has to carry a letter like this alone.',
        'No sign does not mean no danger. Ask plainly; asking plants no thought.',
      ],
    },
    {
      name: 'wish_to_die',
      title: 'A wish to die',
      lines: [
        'The wish: has there been the thought of dying, how often, and now too?',
        'The plan: has a way or a place come to mind?',
        'The means: is what it would take close at hand?',
        'The time: has a day or an hour come to mind? Who is with them now?',
        'What has held them until today: ask, and write it in their words.',
      ],
    },
    {
      name: 'self_harm',
      title: 'Self-harm',
      lines: [
        'Ask what it is for, and what happened just before. Do not make stopping a condition.',
        'Is there a wound that has to be seen to today? Who knows?',
        'Ask about the wish to die separately: the two are not the same.',
      ],
    },
    {
      name: 'harm_by_somebody',
      title: 'Harmed by somebody',
      lines: [
        'Are they safe tonight? Can that person read the letters or use the phone?',
        'Believe first, do not investigate. Write down their words as they are.',
        'Remember the duty to report where you work (TPPK or Satgas PPKPT); what was said in counselling stays apart from the report.',
      ],
    },
    {
      name: 'harm_to_others',
      title: 'Means to harm others',
      lines: [
        'Who is threatened, with what, when? How close are they to that person?',
        'Where somebody is threatened, their safety comes before confidence. Decide it with a second person.',
      ],
    },
    {
      name: 'plan',
      title: 'Making a safety plan',
      lines: [
        'Make it together with the konseli, in their words, from what they can do alone to whom they call.',
        'Ask at each step: how likely is it to be done, and what stands in the way?',
        'Talk about how the means become hard to reach, and who helps with it.',
        'Do not ask for a promise not to die. Such a promise does not protect, and makes people silent.',
      ],
    },
  ],
};
