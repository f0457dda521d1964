/** The words of discreet letters: beside a case for counsellors (Anda), and on the konseli's own pages, which suit kamu and Anda. */
import type { Catalogue } from '../web/merge-words.ts';
import type { agreeDelivery } from './agree-delivery.ts';
import type { agreeCodeWord } from './code-word.ts';

const id = {
  'delivery.title': 'Cara surat sampai',
  'delivery.change': 'Ubah cara kirim',
  'delivery.mode': 'Surat kepada konseli',
  'delivery.mode.full': 'Dikirim utuh',
  'delivery.mode.full.hint': 'Isi surat ada di surat elektroniknya.',
  'delivery.mode.notice': 'Hanya kabar; dibaca di halaman dengan kode',
  'delivery.mode.notice.hint':
    'Untuk ponsel atau kotak surat yang dipakai bersama. Surat elektroniknya hanya berisi tautan yang terbuka satu kali.',
  'delivery.mode.paused': 'Dijeda: tidak ada yang berangkat',
  'delivery.mode.paused.hint': 'Juga surat otomatis dan yang sudah mengantre. Semuanya ditahan sampai ini diubah.',
  'delivery.pin': 'Kode baca enam angka',
  'delivery.pin.none': 'Belum ada kode',
  'delivery.pin.keep': 'Pakai kode yang sudah ada',
  'delivery.pin.letter': 'Buat kode baru, beri tahu lewat surat tersendiri',
  'delivery.pin.other_way': 'Buat kode baru, saya sampaikan sendiri',
  'delivery.pin.title': 'Kode baca',
  'delivery.pin.text':
    'Sampaikan kode ini kepada konseli dengan cara lain, misalnya lewat telepon atau langsung. Kode hanya tampil sekali ini; kalau hilang, buat yang baru.',
  'delivery.pin.told': 'Sudah saya catat',
  'delivery.neutral': 'Subjek dan nama pengirim netral',
  'delivery.neutral.hint': 'Tanpa nama layanan dan tanpa subjek surat konseli.',
  'delivery.neutral.is': 'Subjek dan nama pengirim netral',
  'delivery.hours': 'Jam aman',
  'delivery.hours.hint':
    'Surat hanya berangkat pada jam ini, menurut zona waktu layanan. Boleh melewati tengah malam. Kosongkan bila kapan saja aman.',
  'delivery.hours.from': 'Dari',
  'delivery.hours.until': 'Sampai',
  'delivery.hours.are': (p: { days: string; from: string; until: string }) =>
    `Jam aman: ${p.days}, ${p.from}–${p.until}`,
  'delivery.every_day': 'setiap hari',
  'delivery.asked': 'Diminta konseli dalam surat',
  'delivery.asked.otherwise': 'Disepakati dengan cara lain',
  'delivery.save': 'Simpan cara kirim',
  'delivery.done': 'Cara kirim tersimpan dan langsung berlaku, juga untuk surat yang mengantre.',
  'delivery.since': (p: { at: string }) => `Berlaku sejak ${p.at}`,
  'delivery.elsewhere': 'Disepakati di kasus lain konseli ini; berlaku sampai diubah di sini',
  'delivery.letter.waits': (p: { at: string }) => `belum dibaca, tautan berlaku sampai ${p.at}`,
  'delivery.letter.read': (p: { at: string }) => `dibaca ${p.at}`,
  'delivery.letter.expired': (p: { at: string }) => `tidak dibaca, tautan berakhir ${p.at}`,
  'delivery.letter.wrong_reader': () => 'dibuka orang yang salah',
  'delivery.locked': (p: { at: string }) =>
    `Kode baca salah lima kali; terkunci sampai ${p.at}. Bila bukan konseli yang mencoba, buat kode baru dan sampaikan dengan cara lain.`,
  'delivery.wrong_reader':
    'Seseorang yang membuka tautan surat bilang itu bukan untuknya. Kasus ini dijeda. Tanyakan kepada konseli cara lain yang aman, baru ubah cara kirimnya.',
  'delivery.code_word': 'Kata pengenal',
  'delivery.code_word.hint':
    'Disepakati dengan konseli, supaya Anda yakin siapa yang menulis. Tidak pernah dikirim. Kosongkan untuk menghapus.',
  'delivery.code_word.is': 'Kata pengenal, periksa di surat konseli:',
  'delivery.code_word.save': 'Simpan kata',
  'delivery.code_word.done': 'Kata pengenal tersimpan.',
  'delivery.refused.needs_reason': 'Ini hanya bisa diubah oleh konselor kasus ini.',
  'delivery.refused.not_found': 'Kasus ini tidak ditemukan.',
  'delivery.refused.hours_unclear':
    'Belum disimpan: isi jam mulai dan jam akhir yang berbeda, misalnya 07.30 dan 20.00, dan pilih paling sedikit satu hari.',
  'delivery.refused.no_such_letter': 'Belum disimpan: surat yang dipilih bukan surat konseli di kasus ini.',
  'delivery.refused.no_public_page':
    'Belum disimpan: alamat web layanan ini belum diatur, jadi konseli tidak bisa membuka halamannya. Minta admin mengatur PUBLIC_URL.',
  'delivery.refused.no_reading_pin': 'Belum disimpan: konseli belum punya kode baca. Pilih cara memberi tahu kodenya.',
  'delivery.refused.paused':
    'Belum disimpan: selama dijeda tidak ada surat yang berangkat, juga kodenya. Sampaikan kodenya sendiri.',
  'delivery.refused.no_address': 'Belum disimpan: konseli belum punya alamat. Sampaikan kodenya sendiri.',
  'delivery.refused.address_undeliverable':
    'Belum disimpan: surat ke alamat konseli pernah kembali. Sampaikan kodenya sendiri.',
  'delivery.refused.code_word_too_long': 'Belum disimpan: kata pengenal paling panjang 60 huruf.',

  'alone.title': 'Kabar',
  'alone.leave': 'Tinggalkan halaman ini',
  'alone.waits': 'Ada kabar yang menunggu',
  'alone.waits.text': 'Pilih saat yang tenang, tanpa orang lain yang ikut melihat layar. Lalu masukkan kodenya.',
  'alone.waits.once':
    'Kabar ini bisa dibuka satu kali dan tampil selama lima belas menit, hanya di peramban ini. Tanpa kode, tidak ada yang bisa dibaca.',
  'alone.pin': 'Kode enam angka',
  'alone.pin.six': 'Kodenya enam angka. Periksa lagi, lalu coba sekali lagi.',
  'alone.open': 'Buka',
  'alone.wrong_pin': 'Kode itu belum cocok. Tidak ada yang terbuka. Periksa angkanya dan coba lagi.',
  'alone.pin_locked':
    'Kode salah beberapa kali, jadi halaman ini terkunci selama satu jam. Kabarnya aman dan masih menunggu. Coba lagi nanti.',
  'alone.letter': 'Surat',
  'alone.letter.until': 'Surat ini tampil sampai pukul',
  'alone.letter.then': 'Sesudah itu tautannya tidak berlaku lagi.',
  'alone.letter.answer':
    'Untuk menjawab, balas surat elektronik yang membawa tautan ini. Di halaman ini tidak ada yang bisa ditulis, dan tidak ada yang disimpan di ponsel ini.',
  'alone.not_mine': 'Ini bukan untuk saya',
  'alone.not_mine.text':
    'Terima kasih sudah berhenti di sini. Tekan tombol ini: tautannya ditutup, dan pengirim diberi tahu supaya memakai cara lain.',
  'alone.not_mine.do': 'Tutup tautan ini',
  'alone.refused': 'Tautan sudah ditutup',
  'alone.refused.text': 'Terima kasih. Pengirim diberi tahu dan akan mencari cara lain. Halaman ini boleh ditutup.',
  'alone.gone': 'Tautan ini tidak berlaku lagi',
  'alone.gone.text':
    'Mungkin sudah dipakai, sudah terlalu lama, atau tidak tersalin utuh. Tidak ada yang hilang karena itu.',
  'alone.gone.again':
    'Kalau kabarnya belum sempat dibaca, minta tautan baru. Tautannya dikirim ke alamat surat yang sama, paling banyak satu dalam sehari.',
  'alone.gone.do': 'Kirim tautan baru',
  'alone.asked': 'Permintaan diterima',
  'alone.asked.text':
    'Bila tautan tadi memang dari kami, yang baru sedang dikirim ke alamat surat yang sama. Kalau besok belum datang, balas saja surat yang membawa tautan itu.',
  'alone.today': 'Hari ini',
};

const en: typeof id = {
  'delivery.title': 'How letters arrive',
  'delivery.change': 'Change how letters are sent',
  'delivery.mode': 'Letters to the konseli',
  'delivery.mode.full': 'Sent whole',
  'delivery.mode.full.hint': 'The words are in the mail itself.',
  'delivery.mode.notice': 'Only word that one waits; read on a page with a code',
  'delivery.mode.notice.hint': 'For a shared phone or mailbox. The mail holds nothing but a link that opens once.',
  'delivery.mode.paused': 'Paused: nothing leaves',
  'delivery.mode.paused.hint':
    'Automatic letters and those that wait already, too. All are held until this is changed.',
  'delivery.pin': 'Reading code of six digits',
  'delivery.pin.none': 'No code yet',
  'delivery.pin.keep': 'Keep the code there is',
  'delivery.pin.letter': 'Make a new code, tell it in a letter of its own',
  'delivery.pin.other_way': 'Make a new code, I tell it myself',
  'delivery.pin.title': 'Reading code',
  'delivery.pin.text':
    'Tell the konseli this code in another way, by telephone or in person. It is shown this once; if it is lost, make a new one.',
  'delivery.pin.told': 'I have noted it',
  'delivery.neutral': 'Neutral subject and sender’s name',
  'delivery.neutral.hint': 'Without the service’s name and without the konseli’s subject.',
  'delivery.neutral.is': 'Neutral subject and sender’s name',
  'delivery.hours': 'Safe hours',
  'delivery.hours.hint':
    'Letters leave in these hours only, in the time zone of the service. They may go past midnight. Leave empty where any time is safe.',
  'delivery.hours.from': 'From',
  'delivery.hours.until': 'Until',
  'delivery.hours.are': (p) => `Safe hours: ${p.days}, ${p.from}–${p.until}`,
  'delivery.every_day': 'every day',
  'delivery.asked': 'Asked for by the konseli in the letter of',
  'delivery.asked.otherwise': 'Agreed in another way',
  'delivery.save': 'Save how letters are sent',
  'delivery.done': 'Saved. It holds at once, also for letters that wait already.',
  'delivery.since': (p) => `Since ${p.at}`,
  'delivery.elsewhere': 'Agreed in another case of this konseli; holds until it is changed here',
  'delivery.letter.waits': (p) => `not read yet, the link works until ${p.at}`,
  'delivery.letter.read': (p) => `read ${p.at}`,
  'delivery.letter.expired': (p) => `not read, the link ended ${p.at}`,
  'delivery.letter.wrong_reader': () => 'opened by the wrong person',
  'delivery.locked': (p) =>
    `Five wrong reading codes; locked until ${p.at}. If it was not the konseli who tried, make a new code and tell it in another way.`,
  'delivery.wrong_reader':
    'Somebody who opened the link of a letter said that it was not for them. This case is paused. Ask the konseli for another safe way, then change how letters are sent.',
  'delivery.code_word': 'Code word',
  'delivery.code_word.hint':
    'Agreed with the konseli, so that you can be sure who writes. It is never mailed. Leave empty to remove it.',
  'delivery.code_word.is': 'Code word, look for it in the konseli’s letters:',
  'delivery.code_word.save': 'Save the word',
  'delivery.code_word.done': 'The code word is saved.',
  'delivery.refused.needs_reason': 'Only the counsellors of this case can change this.',
  'delivery.refused.not_found': 'This case was not found.',
  'delivery.refused.hours_unclear':
    'Not saved: give two different hours, such as 07:30 and 20:00, and choose at least one day.',
  'delivery.refused.no_such_letter': 'Not saved: the letter chosen is not one of the konseli’s in this case.',
  'delivery.refused.no_public_page':
    'Not saved: the address of this service on the web is not set, so the konseli could not open the page. Ask the admin to set PUBLIC_URL.',
  'delivery.refused.no_reading_pin': 'Not saved: the konseli has no reading code yet. Choose how the code is told.',
  'delivery.refused.paused': 'Not saved: while paused no letter leaves, nor does the code. Tell the code yourself.',
  'delivery.refused.no_address': 'Not saved: the konseli has no address yet. Tell the code yourself.',
  'delivery.refused.address_undeliverable': 'Not saved: mail to the konseli came back. Tell the code yourself.',
  'delivery.refused.code_word_too_long': 'Not saved: the code word has at most 60 letters.',

  'alone.title': 'News',
  'alone.leave': 'Leave this page',
  'alone.waits': 'There is news waiting',
  'alone.waits.text': 'Choose a quiet moment with nobody else looking at the screen. Then enter the code.',
  'alone.waits.once':
    'It opens once and is shown for fifteen minutes, in this browser only. Without the code there is nothing to read.',
  'alone.pin': 'Code of six digits',
  'alone.pin.six': 'The code has six digits. Check it and try once more.',
  'alone.open': 'Open',
  'alone.wrong_pin': 'That code does not fit. Nothing was opened. Check the digits and try again.',
  'alone.pin_locked':
    'The code was wrong several times, so this page is locked for an hour. The news is safe and still waiting. Try again later.',
  'alone.letter': 'Letter',
  'alone.letter.until': 'This letter is shown until',
  'alone.letter.then': 'After that the link does not work any more.',
  'alone.letter.answer':
    'To answer, reply to the mail that brought this link. Nothing can be written on this page, and nothing is kept on this phone.',
  'alone.not_mine': 'This is not for me',
  'alone.not_mine.text':
    'Thank you for stopping here. Press this button: the link is closed, and the sender is told to use another way.',
  'alone.not_mine.do': 'Close this link',
  'alone.refused': 'The link is closed',
  'alone.refused.text': 'Thank you. The sender is told and will find another way. You may close this page.',
  'alone.gone': 'This link does not work any more',
  'alone.gone.text': 'It may have been used, may be too old, or was not copied whole. Nothing is lost because of it.',
  'alone.gone.again':
    'If the news could not be read yet, ask for a new link. It is sent to the same mail address, at most one a day.',
  'alone.gone.do': 'Send a new link',
  'alone.asked': 'Your request has arrived',
  'alone.asked.text':
    'If that link was ours, a new one is being sent to the same mail address. If it has not come by tomorrow, just reply to the mail that brought the link.',
  'alone.today': 'Today',
};

export const words: Catalogue = { id, en };

type Refusal =
  | Extract<Awaited<ReturnType<typeof agreeDelivery | typeof agreeCodeWord>>, { refused: string }>['refused']
  | 'hours_unclear';

export const refusalWord = (refusal: Refusal): keyof typeof id => `delivery.refused.${refusal}` as const;
