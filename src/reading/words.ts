/** The words of reading a letter: the worksheet and its layers. */
import type { Catalogue } from '../web/merge-words.ts';

const id = {
  'worksheet.link': 'Lembar baca',
  'worksheet.link.by': (p: { names: string }) => `ditulis ${p.names}`,
  'worksheet.title': 'Lembar baca',
  'worksheet.lead': 'Membaca dulu, menjawab kemudian. Isi yang terasa perlu; tidak harus semua.',
  'worksheet.back': 'Kembali ke surat',
  'worksheet.letter': 'Suratnya',
  'worksheet.layers': 'Empat lapis',
  'worksheet.layer1': 'Lapis 1 · Resonansi saya',
  'worksheet.layer1.only':
    'Hanya untuk Anda. Tidak terbuka bagi rekan, supervisor, atau admin, dan tidak ikut ekspor maupun pencarian.',
  'worksheet.layer2': 'Lapis 2 · Tema',
  'worksheet.layer3': 'Lapis 3 · Dugaan',
  'worksheet.layer4': 'Lapis 4 · Jawaban',
  'worksheet.resonance': 'Apa yang surat ini gerakkan dalam diri saya',
  'worksheet.resonance.hint': 'Perasaan, bayangan, ingatan, dorongan untuk segera menolong atau menjauh.',
  'worksheet.theme': 'Tema, dan apa yang diminta',
  'worksheet.theme.hint': 'Apa yang diceritakan, dan apa yang sebenarnya ia harapkan dari saya?',
  'worksheet.hypothesis': 'Dugaan saya',
  'worksheet.hypothesis.hint': 'Bagaimana ini mungkin saling berhubungan? Dugaan boleh salah.',
  'worksheet.resources': 'Kekuatan dan yang menopang',
  'worksheet.resources.hint': 'Apa yang sudah ia lakukan, siapa yang ada di dekatnya?',
  'worksheet.unknown': 'Yang belum saya ketahui',
  'worksheet.unknown.hint': 'Apa yang tidak terlihat dari suratnya, dan perlu ditanyakan?',
  'worksheet.plan': 'Rencana jawaban',
  'worksheet.plan.hint': 'Apa yang ingin saya sampaikan lebih dulu, apa yang menunggu, dengan nada apa?',
  'worksheet.save': 'Simpan',
  'worksheet.saved': 'Lembar baca tersimpan.',
  'worksheet.saved_at': 'Tersimpan',
  'worksheet.saves_itself':
    'Tersimpan sendiri selagi Anda menulis. Lapis 2–4 terlihat oleh pendamping dan supervisor yang membaca.',
  'worksheet.of': (p: { name: string }) => `Lembar baca ${p.name}`,
  'worksheet.of_mine': 'Yang tersimpan dari Anda',
  'worksheet.empty': 'Belum ada yang ditulis di sini.',
  'worksheet.hint':
    'Belum ada lembar baca di kasus ini. Selagi menjajaki, membaca satu surat dengan tertulis sering menolong.',
  'worksheet.hint.link': 'Tulis lembar baca untuk surat terakhir',
  'worksheet.beside': 'Lembar baca surat terakhir',
  'worksheet.beside.none': 'Belum ada yang ditulis.',
  'worksheet.beside.open': 'Buka lembar baca',
  'worksheet.refused.closed': 'Kasus ini sudah selesai, jadi lembar bacanya tidak berubah lagi.',
  'worksheet.refused.layer_too_long':
    'Satu lapis terlalu panjang; paling banyak 20.000 huruf. Yang Anda tulis masih ada di bawah.',
  'worksheet.refused.written_elsewhere':
    'Lembar baca ini sudah diubah di tab lain. Keduanya masih ada: tulisan Anda di formulir, yang tersimpan di bawahnya. Gabungkan, lalu simpan lagi.',
  'worksheet.refused.not_found': 'Tidak tersimpan: kasus ini tidak lagi terbuka untuk Anda.',
  'worksheet.refused.needs_reason': 'Tidak tersimpan: kasus ini tidak lagi terbuka untuk Anda.',
  'worksheet.refused.no_such_letter': 'Tidak tersimpan: surat ini sudah tidak ada.',
  'worksheet.refused.nothing_to_share':
    'Belum ada resonansi yang tersimpan untuk dibagikan, atau sudah ditarik kembali.',
  'worksheet.refused.no_such_supervisor': 'Orang ini tidak dapat membaca kasus ini. Pilih supervisor lain.',

  'resonance.title': 'Resonansi saya',
  'resonance.lead':
    'Apa yang surat gerakkan dalam diri Anda hanya untuk Anda. Di sini Anda melihat di kasus mana Anda pernah menulisnya, dan dapat menghancurkannya, juga bila kasusnya bukan milik Anda lagi.',
  'resonance.see': 'Lihat di kasus mana',
  'resonance.own': 'Yang Anda tulis',
  'resonance.lent': 'Dibagikan kepada Anda',
  'resonance.lent.lead': 'Terbuka selama penulisnya tidak menariknya, dan di dalam bacaan dengan alasan.',
  'resonance.lent_by': (p: { name: string }) => `dari ${p.name}`,
  'resonance.letters': (p: { count: number }) => `pada ${p.count} surat`,
  'resonance.none': 'Belum ada',
  'resonance.none.text': 'Lapis pertama lembar baca yang Anda tulis akan tercantum di sini, tanpa isinya.',
  'resonance.destroy': 'Hancurkan',
  'resonance.destroy.of': (p: { code: string }) => `Hancurkan yang di kasus ${p.code}`,
  'resonance.destroy.all': 'Hancurkan semuanya',
  'resonance.destroy.text': 'Kuncinya dihancurkan. Sesudah itu tidak ada yang dapat membacanya lagi, Anda pun tidak.',
  'resonance.destroyed': 'Sudah dihancurkan untuk selamanya.',
  'resonance.nothing_to_destroy': 'Tidak ada yang perlu dihancurkan di sana.',
  'resonance.manage': 'Bagikan atau hancurkan resonansi saya',
  'resonance.share': 'Bagikan',
  'resonance.share.with': 'Kepada supervisor',
  'resonance.share.text':
    'Satu supervisor boleh membaca resonansi pada surat ini sampai Anda menariknya kembali. Ini tercatat.',
  'resonance.shared': 'Sudah dibagikan. Anda dapat menariknya kembali kapan saja.',
  'resonance.shared_with': (p: { name: string }) => `Saat ini terbuka bagi ${p.name}.`,
  'resonance.unshare': 'Tarik kembali',
  'resonance.unshared': 'Sudah ditarik kembali.',
  'resonance.from': (p: { name: string }) => `Resonansi ${p.name}, dibagikan kepada Anda`,

  'worksheet.refused.no_such_cue': 'Isyarat ini tidak ada lagi pada surat ini. Yang lain masih seperti semula.',
  'cue.title': 'Isyarat teks',
  'cue.lead':
    'Yang berbeda dari surat-suratnya sendiri sebelum ini. Bukan kesimpulan: artinya hanya penulisnya yang tahu, jadi tanyakan.',
  'cue.none':
    'Tidak ada yang mencolok berbeda dari surat-suratnya yang lain, atau suratnya belum cukup untuk dibandingkan.',
  'cue.count': (p: { count: number }) => `${p.count} isyarat teks`,
  'cue.off_for_minors': 'Isyarat teks tidak dicari untuk konseli yang belum dewasa atau yang usianya belum tercatat.',
  'cue.minors_reason': (p: { reason: string }) => `Dinyalakan juga untuk yang belum dewasa, dengan alasan: ${p.reason}`,
  'cue.marked': 'Sudah ditandai.',
  'cue.mark.asked': 'Saya tanyakan',
  'cue.mark.noted': 'Saya catat',
  'cue.mark.dismissed': 'Kesampingkan',
  'cue.mark.asked.done': 'Ditanyakan',
  'cue.mark.noted.done': 'Dicatat',
  'cue.mark.dismissed.done': 'Dikesampingkan',
  'cue.fine_beside_distress':
    'Ia menulis bahwa ia baik-baik saja, dekat dengan kata-kata yang berat. Mungkin tanyakan: bagian mana yang sebenarnya paling sulit akhir-akhir ini?',
  'cue.laughter_beside_distress':
    'Ada tawa di dekat kata-kata yang berat. Mungkin tanyakan: kalau tawanya dilepas sebentar, bagaimana rasanya?',
  'cue.greeting_dropped':
    'Salam pembuka yang biasanya ada, kali ini tidak. Mungkin tanyakan: apa yang mendesak ketika kamu mulai menulis?',
  'cue.sign_off_dropped':
    'Salam penutup yang biasanya ada, kali ini tidak. Mungkin tanyakan: bagaimana keadaanmu ketika menulis ini?',
  'cue.longer_silence':
    'Balasannya datang jauh lebih lama daripada biasanya. Mungkin tanyakan: bagaimana hari-harimu sebelum surat ini?',
  'cue.sooner':
    'Ia menjawab jauh lebih cepat daripada biasanya. Mungkin tanyakan: apa yang membuatmu ingin segera menulis?',
  'cue.night':
    'Surat ini ditulis larut malam, tidak seperti biasanya. Mungkin tanyakan: bagaimana malam-malammu belakangan ini?',
  'cue.shorter':
    'Surat ini jauh lebih pendek daripada biasanya. Mungkin tanyakan: adakah yang tadinya ingin kamu tulis, lalu tidak jadi?',
  'cue.longer':
    'Surat ini jauh lebih panjang daripada biasanya. Mungkin tanyakan: dari semua ini, mana yang ingin kamu bicarakan lebih dulu?',
  'cue.emoticons_gone':
    'Gambar wajah yang biasanya ada, kali ini tidak. Mungkin tanyakan: bagaimana suasana hatimu ketika menulis?',
  'cue.less_self':
    'Ia hampir tidak bercerita tentang dirinya sendiri kali ini. Mungkin tanyakan: dan kamu sendiri, bagaimana?',
  'cue.more_self':
    'Ia lebih banyak menyebut dirinya daripada biasanya. Mungkin tanyakan: siapa yang ada di dekatmu akhir-akhir ini?',
  'cue.more_absolutes':
    'Ada lebih banyak kata yang menutup, seperti ini. Mungkin tanyakan: pernahkah, sekali saja, terjadi sebaliknya?',
  'cue.more_hedges':
    'Ada lebih banyak kata ragu daripada biasanya. Mungkin tanyakan: apa yang membuatnya sulit dipastikan?',
  'cue.more_exclamations':
    'Ada lebih banyak tanda seru daripada biasanya. Mungkin tanyakan: bagaimana nadanya kalau kamu mengucapkannya?',
  'cue.more_capitals':
    'Ada kata-kata dengan huruf besar. Mungkin tanyakan: apa yang ingin sekali kamu sampaikan di sini?',
  'cue.more_ellipses':
    'Ada lebih banyak titik-titik daripada biasanya. Mungkin tanyakan: apa yang tidak jadi kamu tulis di sini?',
  'cue.more_emoticons':
    'Ada lebih banyak gambar wajah daripada biasanya. Mungkin tanyakan: apa yang sedang kamu rasakan di baliknya?',
};

const en: typeof id = {
  'worksheet.link': 'Reading worksheet',
  'worksheet.link.by': (p: { names: string }) => `written by ${p.names}`,
  'worksheet.title': 'Reading worksheet',
  'worksheet.lead': 'Read first, answer later. Fill in what helps; not everything has to be.',
  'worksheet.back': 'Back to the letter',
  'worksheet.letter': 'The letter',
  'worksheet.layers': 'Four layers',
  'worksheet.layer1': 'Layer 1 · My resonance',
  'worksheet.layer1.only':
    'For you alone. It is closed to colleagues, supervisors and admins, and is in no export and no search.',
  'worksheet.layer2': 'Layer 2 · Theme',
  'worksheet.layer3': 'Layer 3 · Hypothesis',
  'worksheet.layer4': 'Layer 4 · Answer',
  'worksheet.resonance': 'What this letter stirs up in me',
  'worksheet.resonance.hint': 'Feelings, pictures, memories, the urge to help at once or to step back.',
  'worksheet.theme': 'Theme, and what is asked',
  'worksheet.theme.hint': 'What is told, and what does the writer really hope for from me?',
  'worksheet.hypothesis': 'My hypothesis',
  'worksheet.hypothesis.hint': 'How might this hang together? A hypothesis may be wrong.',
  'worksheet.resources': 'Strengths and what holds',
  'worksheet.resources.hint': 'What has been done already, who is near?',
  'worksheet.unknown': 'What I do not know',
  'worksheet.unknown.hint': 'What does the letter not show, and needs to be asked?',
  'worksheet.plan': 'Plan of the reply',
  'worksheet.plan.hint': 'What do I want to say first, what can wait, in which tone?',
  'worksheet.save': 'Save',
  'worksheet.saved': 'The worksheet is saved.',
  'worksheet.saved_at': 'Saved',
  'worksheet.saves_itself':
    'Saves itself while you write. Layers 2–4 are seen by co-counsellors and a supervisor who reads.',
  'worksheet.of': (p: { name: string }) => `Worksheet of ${p.name}`,
  'worksheet.of_mine': 'What is saved of yours',
  'worksheet.empty': 'Nothing has been written here yet.',
  'worksheet.hint':
    'There is no reading worksheet in this case yet. While exploring, reading one letter in writing often helps.',
  'worksheet.hint.link': 'Write a worksheet for the last letter',
  'worksheet.beside': 'Worksheet of the last letter',
  'worksheet.beside.none': 'Nothing has been written yet.',
  'worksheet.beside.open': 'Open the worksheet',
  'worksheet.refused.closed': 'This case is closed, so its worksheets do not change any more.',
  'worksheet.refused.layer_too_long':
    'One layer is too long; at most 20,000 characters. What you wrote is still below.',
  'worksheet.refused.written_elsewhere':
    'This worksheet was changed in another tab. Both are still here: yours in the form, what is saved below it. Bring them together, then save again.',
  'worksheet.refused.not_found': 'Not saved: this case is no longer open to you.',
  'worksheet.refused.needs_reason': 'Not saved: this case is no longer open to you.',
  'worksheet.refused.no_such_letter': 'Not saved: this letter is not there any more.',
  'worksheet.refused.nothing_to_share': 'There is no saved resonance to share, or it was taken back already.',
  'worksheet.refused.no_such_supervisor': 'This person cannot read this case. Choose another supervisor.',

  'resonance.title': 'My resonance',
  'resonance.lead':
    'What letters stir up in you is yours alone. Here you see in which cases you wrote it, and can destroy it, even where the case is no longer yours.',
  'resonance.see': 'See in which cases',
  'resonance.own': 'What you wrote',
  'resonance.lent': 'Shared with you',
  'resonance.lent.lead': 'Open until its author takes it back, and within a reading with a reason.',
  'resonance.lent_by': (p: { name: string }) => `from ${p.name}`,
  'resonance.letters': (p: { count: number }) => `at ${p.count} ${p.count === 1 ? 'letter' : 'letters'}`,
  'resonance.none': 'Nothing yet',
  'resonance.none.text': 'First layers of worksheets that you write are listed here, without their words.',
  'resonance.destroy': 'Destroy',
  'resonance.destroy.of': (p: { code: string }) => `Destroy what is in case ${p.code}`,
  'resonance.destroy.all': 'Destroy all of it',
  'resonance.destroy.text': 'Its key is destroyed. After that nobody can read it any more, nor can you.',
  'resonance.destroyed': 'Destroyed for ever.',
  'resonance.nothing_to_destroy': 'There is nothing to destroy there.',
  'resonance.manage': 'Share or destroy my resonance',
  'resonance.share': 'Share',
  'resonance.share.with': 'With the supervisor',
  'resonance.share.text':
    'One supervisor may read the resonance at this letter until you take it back. This is on record.',
  'resonance.shared': 'Shared. You can take it back at any time.',
  'resonance.shared_with': (p: { name: string }) => `Open to ${p.name} at this moment.`,
  'resonance.unshare': 'Take it back',
  'resonance.unshared': 'Taken back.',
  'resonance.from': (p: { name: string }) => `Resonance of ${p.name}, shared with you`,

  'worksheet.refused.no_such_cue': 'This cue is not in this letter any more. The others are as they were.',
  'cue.title': 'Cues in the text',
  'cue.lead':
    'What differs from this person’s own letters before. Not a conclusion: only the writer knows what it means, so ask.',
  'cue.none': 'Nothing stands out against the other letters, or there are not enough letters to compare.',
  'cue.count': (p: { count: number }) => `${p.count} ${p.count === 1 ? 'cue' : 'cues'} in the text`,
  'cue.off_for_minors': 'Cues are not looked for where the konseli is not grown up, or the age is not on record.',
  'cue.minors_reason': (p: { reason: string }) => `Switched on for minors too, for this reason: ${p.reason}`,
  'cue.marked': 'Marked.',
  'cue.mark.asked': 'I ask about it',
  'cue.mark.noted': 'I note it',
  'cue.mark.dismissed': 'Put aside',
  'cue.mark.asked.done': 'Asked about',
  'cue.mark.noted.done': 'Noted',
  'cue.mark.dismissed.done': 'Put aside',
  'cue.fine_beside_distress':
    'The letter says that all is well, close to heavy words. Perhaps ask: which part has really been the hardest lately?',
  'cue.laughter_beside_distress':
    'There is laughter close to heavy words. Perhaps ask: if you put the laughter aside for a moment, how does it feel?',
  'cue.greeting_dropped':
    'The greeting that usually is there is missing this time. Perhaps ask: what was pressing when you began to write?',
  'cue.sign_off_dropped':
    'The closing words that usually are there are missing this time. Perhaps ask: how were you when you wrote this?',
  'cue.longer_silence': 'The answer took much longer than usual. Perhaps ask: how were the days before this letter?',
  'cue.sooner': 'The answer came much sooner than usual. Perhaps ask: what made you want to write at once?',
  'cue.night': 'This was written late at night, unlike before. Perhaps ask: how have your nights been lately?',
  'cue.shorter':
    'This letter is much shorter than usual. Perhaps ask: was there something you wanted to write and left out?',
  'cue.longer':
    'This letter is much longer than usual. Perhaps ask: of all this, what would you like to talk about first?',
  'cue.emoticons_gone':
    'The little faces that usually are there are missing. Perhaps ask: what was your mood as you wrote?',
  'cue.less_self': 'There is hardly a word about the writer this time. Perhaps ask: and you yourself, how are you?',
  'cue.more_self': 'The letter turns around the writer more than usual. Perhaps ask: who has been near you lately?',
  'cue.more_absolutes':
    'There are more words that leave no way out, such as these. Perhaps ask: was it ever, even once, otherwise?',
  'cue.more_hedges': 'There are more words of doubt than usual. Perhaps ask: what makes it hard to be sure?',
  'cue.more_exclamations':
    'There are more exclamation marks than usual. Perhaps ask: how would it sound if you said it aloud?',
  'cue.more_capitals': 'Some words are in capitals. Perhaps ask: what do you so much want to be heard here?',
  'cue.more_ellipses': 'There are more dots than usual. Perhaps ask: what did you not write in these places?',
  'cue.more_emoticons': 'There are more little faces than usual. Perhaps ask: what do you feel behind them?',
};

export const words: Catalogue = { id, en };
