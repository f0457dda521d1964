/** The words of what happens when a konseli does not write for long. */
import type { Catalogue } from '../web/merge-words.ts';
import type { SilenceRefusal } from './settle-silence.ts';

const id = {
  'silence.title': 'Bila konseli diam',
  'silence.chip': 'lama tidak menulis',
  'silence.expected': 'Balasan ditunggu sampai',
  'silence.was_expected': 'Balasan ditunggu sejak',
  'silence.plan': 'Yang akan dilakukan',
  'silence.plan.hint': 'Begitu konseli menulis, semua ini berhenti. Selama kasus ditunda, harinya ikut mundur.',
  'silence.you_decide': 'Anda diminta memutuskan',
  'silence.read': 'Baca surat berikutnya',
  'silence.subject': 'Perihal:',
  'silence.told': (p: { letter: string }) =>
    `Sudah waktunya mengirim surat: ${p.letter}. Suluh tidak mengirimnya sendiri.`,
  'silence.why.no_counsellor': 'Konselor kasus ini tidak aktif.',
  'silence.why.your_turn': 'Jeda atau janji yang disepakati sudah lewat, jadi sekarang giliran Anda.',
  'silence.why.risk':
    'Risikonya tercatat perlu perhatian atau belum dibaca. Diam bisa berarti bahaya; pikirkan juga cara lain menghubungi.',
  'silence.why.signs': 'Ada tanda bahaya di surat terakhir yang belum dijawab. Baca dulu suratnya.',
  'silence.why.rupture':
    'Hubungan dengan konseli perlu dilihat dulu. Surat yang sudah jadi mungkin terasa dingin sekarang.',
  'silence.why.unsafe_contact': 'Tercatat bahwa kotak surat konseli tidak aman. Orang lain mungkin membaca surat ini.',
  'silence.why.consent_taken_back': 'Konseli menarik persetujuannya. Biasanya kita tidak menulis lagi.',
  'silence.why.asked_to_stop': 'Di salah satu suratnya konseli meminta berhenti. Bacalah, lalu putuskan.',
  'silence.why.undeliverable': 'Surat ke alamat konseli kembali. Bila ada alamat lain, balaslah dari sana.',
  'silence.why.cannot_be_written': 'Surat ini tidak dapat disusun. Tulislah sendiri di formulir balasan.',
  'silence.send': 'Kirim surat ini',
  'silence.skip': 'Lewati surat ini',
  'silence.hold': 'Jangan menyapa di kasus ini',
  'silence.is_held': 'Surat sapaan ditahan. Tidak ada yang dikirim sendiri di kasus ini.',
  'silence.release': 'Lanjutkan',
  'silence.decide':
    'Surat terakhir pun belum dijawab. Anda dapat mengakhiri kasus sebagai tanpa kabar, menulis sendiri, atau menundanya. Pintu bagi konseli tetap terbuka: surat yang datang kemudian tetap sampai.',
  'silence.close': 'Akhiri sebagai tanpa kabar',
  'silence.no_answer': 'Catat: penilaian segera tidak dijawab',
  'silence.sent': 'Surat sedang dikirim.',
  'silence.skipped': 'Surat itu dilewati.',
  'silence.held': 'Surat sapaan di kasus ini ditahan.',
  'silence.released': 'Surat sapaan di kasus ini berjalan lagi.',
  'silence.refused.closed': 'Kasus ini sudah selesai, jadi tidak ada yang dikirim.',
  'silence.refused.no_silence':
    'Sementara itu ada yang menulis, jadi surat sapaan tidak perlu lagi. Tidak ada yang dikirim.',
  'silence.refused.other_letter_now': 'Surat ini sudah dikirim atau dilewati. Lihat lagi apa yang berikutnya.',
  'silence.refused.asleep': 'Kasus ini sedang ditunda atau konseli meminta jeda, jadi surat ini belum dikirim.',
  'silence.refused.asked_to_stop': 'Konseli meminta tidak disurati. Tidak ada yang dikirim.',
  'silence.refused.no_address': 'Alamat konseli tidak diketahui, jadi surat ini tidak terkirim.',
  'silence.refused.address_undeliverable':
    'Surat ke alamat ini kembali, jadi surat sapaan tidak dikirim. Tulislah di formulir balasan bila ingin mencoba.',
  'silence.refused.paused':
    'Kasus ini dijeda, jadi tidak ada surat yang berangkat. Ubah cara kirim di panel bila sudah aman.',
  'silence.refused.no_reading_pin':
    'Konseli belum punya kode baca, jadi surat ini tidak terkirim. Buat kodenya di panel.',
  'silence.refused.no_public_page':
    'Alamat web layanan belum diatur, jadi surat ini tidak terkirim. Minta admin mengatur PUBLIC_URL.',
  'silence.refused.cannot_be_written': 'Surat ini tidak dapat disusun. Belum ada yang dikirim.',
};

const en: typeof id = {
  'silence.title': 'When the konseli is silent',
  'silence.chip': 'long silent',
  'silence.expected': 'An answer is awaited until',
  'silence.was_expected': 'An answer is awaited since',
  'silence.plan': 'What will be done',
  'silence.plan.hint':
    'As soon as the konseli writes, all of this ends. While the case is put off, the days move along.',
  'silence.you_decide': 'You are asked to decide',
  'silence.read': 'Read the next letter',
  'silence.subject': 'Subject:',
  'silence.told': (p: { letter: string }) =>
    `It is time to send the letter: ${p.letter}. Suluh does not send it by itself.`,
  'silence.why.no_counsellor': 'The counsellor of this case is not active.',
  'silence.why.your_turn': 'A rest or a day that was agreed is over, so it is your turn now.',
  'silence.why.risk':
    'The risk on record asks for care, or was not read yet. Silence can mean danger; think of other ways to reach them too.',
  'silence.why.signs': 'The last letter holds signs of danger that nobody has answered. Read it first.',
  'silence.why.rupture': 'The work together should be looked at first. A ready-made letter may feel cold now.',
  'silence.why.unsafe_contact': 'It is on record that the mailbox is not safe. Somebody else may read this letter.',
  'silence.why.consent_taken_back': 'The konseli took the consent back. Usually we do not write again.',
  'silence.why.asked_to_stop': 'In one of their letters the konseli asks to stop. Read it, then decide.',
  'silence.why.undeliverable':
    'Mail to the konseli’s address came back. If there is another address, answer from there.',
  'silence.why.cannot_be_written': 'This letter cannot be put together. Write in the reply form yourself.',
  'silence.send': 'Send this letter',
  'silence.skip': 'Leave this letter out',
  'silence.hold': 'No check-ins in this case',
  'silence.is_held': 'Check-in letters are held. Nothing is sent by itself in this case.',
  'silence.release': 'Let them go on',
  'silence.decide':
    'The last letter was not answered either. You can end the case as silent, write yourself, or put it off. The door stays open for the konseli: a letter that comes later still arrives.',
  'silence.close': 'End as silent',
  'silence.no_answer': 'Record: evaluation not answered',
  'silence.sent': 'The letter is on its way.',
  'silence.skipped': 'That letter is left out.',
  'silence.held': 'Check-in letters in this case are held.',
  'silence.released': 'Check-in letters in this case go on.',
  'silence.refused.closed': 'This case is closed, so nothing is sent.',
  'silence.refused.no_silence': 'Somebody wrote meanwhile, so no check-in is needed any more. Nothing was sent.',
  'silence.refused.other_letter_now': 'This letter was sent or left out already. Look again at what comes next.',
  'silence.refused.asleep': 'This case is put off, or the konseli asked for a pause, so this letter was not sent.',
  'silence.refused.asked_to_stop': 'The konseli asked for no more letters. Nothing was sent.',
  'silence.refused.no_address': 'The konseli’s address is not known, so this letter was not sent.',
  'silence.refused.address_undeliverable':
    'Mail to this address came back, so the check-in was not sent. Write in the reply form if you want to try.',
  'silence.refused.paused':
    'This case is paused, so no letter leaves. Change how letters are sent in the panel when it is safe.',
  'silence.refused.no_reading_pin':
    'The konseli has no reading code yet, so this letter was not sent. Make one in the panel.',
  'silence.refused.no_public_page':
    'The service’s address on the web is not set, so this letter was not sent. Ask the admin to set PUBLIC_URL.',
  'silence.refused.cannot_be_written': 'This letter cannot be put together. Nothing was sent.',
};

export const words: Catalogue = { id, en };

/** The word that says why; the two that look like no case at all never get here. */
export const refusalWord = (refusal: Exclude<SilenceRefusal, 'not_found' | 'needs_reason'>): keyof typeof id =>
  `silence.refused.${refusal}` as const;
