/** The words about counsellors who are away. */
import type { Catalogue } from '../web/merge-words.ts';

const id = {
  'absence.chip': (p: { name: string }) => `menggantikan ${p.name}`,
  'absence.title': 'Berhalangan',
  'absence.lead':
    'Selama seorang konselor berhalangan, seorang rekan membaca dan menjawab dalam kasusnya yang terbuka. Sesudahnya rekan itu tidak lagi melihatnya.',
  'absence.see': 'Buka halaman berhalangan',
  'absence.link':
    'Cuti, sakit, atau tidak bertugas: siapa yang menggantikan dan apa yang diberitahukan kepada konseli.',
  'absence.standing': 'Sekarang dan yang akan datang',
  'absence.none': 'Tidak ada yang berhalangan.',
  'absence.runs': 'berjalan',
  'absence.stand_in_is': (p: { name: string }) => `Pengganti: ${p.name}.`,
  'absence.tells': 'Konseli yang menulis diberi tahu.',
  'absence.tells_not': 'Konseli tidak diberi tahu.',
  'absence.end': 'Akhiri sekarang',
  'absence.cancel': 'Batalkan',
  'absence.enter': 'Catat berhalangan',
  'absence.who': 'Siapa yang berhalangan',
  'absence.from': 'Mulai tanggal',
  'absence.until': 'Sampai dengan tanggal',
  'absence.stand_in': 'Siapa yang menggantikan',
  'absence.stand_in.hint':
    'Pengganti ikut membaca dan menjawab dalam kasus yang terbuka, kecuali dalam kasus yang tertutup baginya.',
  'absence.tell': 'Beri tahu konseli yang menulis',
  'absence.tell.hint': 'Satu surat otomatis untuk tiap kasus: kapan konselor kembali, dan bahwa seorang rekan membaca.',
  'absence.name': 'Sebut nama penggantinya',
  'absence.said.entered': 'Tercatat. Penggantinya ikut membaca begitu waktunya mulai.',
  'absence.said.ended': 'Berakhir. Penggantinya tidak lagi melihat kasus-kasus itu.',
  'absence_refusal.unreadable': 'Isi kedua tanggal dan pilih siapa yang menggantikan. Belum ada yang tercatat.',
  'absence_refusal.no_such_counsellor': 'Hanya konselor yang aktif dapat berhalangan. Belum ada yang tercatat.',
  'absence_refusal.no_such_stand_in': 'Pilih konselor lain yang aktif sebagai pengganti. Belum ada yang tercatat.',
  'absence_refusal.not_in_the_future':
    'Tanggal terakhir harus sesudah hari pertama dan belum lewat. Belum ada yang tercatat.',
  'absence_refusal.too_far_away': 'Paling jauh satu tahun dari sekarang. Belum ada yang tercatat.',
  'absence_refusal.away_already': 'Pada tanggal itu sudah tercatat berhalangan. Akhiri dulu yang lama.',
  'absence_refusal.stand_in_is_away': 'Pengganti itu sendiri berhalangan pada tanggal itu. Pilih rekan lain.',
  'absence_refusal.no_such_absence': 'Itu sudah berakhir. Tidak ada yang berubah.',
};

const en: typeof id = {
  'absence.chip': (p) => `standing in for ${p.name}`,
  'absence.title': 'Absences',
  'absence.lead':
    'While a counsellor is away, a colleague reads and answers in their open cases. Afterwards the colleague no longer sees them.',
  'absence.see': 'Open the page of absences',
  'absence.link': 'Leave, illness, or off duty: who stands in, and what konseli are told.',
  'absence.standing': 'Now and to come',
  'absence.none': 'Nobody is away.',
  'absence.runs': 'now',
  'absence.stand_in_is': (p) => `Stand-in: ${p.name}.`,
  'absence.tells': 'Konseli who write are told.',
  'absence.tells_not': 'Konseli are not told.',
  'absence.end': 'End it now',
  'absence.cancel': 'Cancel',
  'absence.enter': 'Enter an absence',
  'absence.who': 'Who is away',
  'absence.from': 'From',
  'absence.until': 'Up to and including',
  'absence.stand_in': 'Who stands in',
  'absence.stand_in.hint': 'The stand-in reads and answers in the open cases, except where a case is closed to them.',
  'absence.tell': 'Tell konseli who write',
  'absence.tell.hint': 'One automatic letter for each case: when the counsellor is back, and that a colleague reads.',
  'absence.name': 'Say the name of the stand-in',
  'absence.said.entered': 'Entered. The stand-in reads too as soon as it begins.',
  'absence.said.ended': 'Ended. The stand-in no longer sees those cases.',
  'absence_refusal.unreadable': 'Fill in both dates and choose who stands in. Nothing was entered.',
  'absence_refusal.no_such_counsellor': 'Only active counsellors can be away. Nothing was entered.',
  'absence_refusal.no_such_stand_in': 'Choose another active counsellor as stand-in. Nothing was entered.',
  'absence_refusal.not_in_the_future':
    'The last day must come after the first and not have passed. Nothing was entered.',
  'absence_refusal.too_far_away': 'One year from now at most. Nothing was entered.',
  'absence_refusal.away_already': 'An absence is entered for these days already. End the old one first.',
  'absence_refusal.stand_in_is_away': 'That stand-in is away on these days. Choose another colleague.',
  'absence_refusal.no_such_absence': 'It has ended already. Nothing changed.',
};

export const words: Catalogue = { id, en };
