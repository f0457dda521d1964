// What mail programs put around an answer or a mail passed on, in the languages they speak: each program's own form, with made-up people.
import { describe, expect, test } from 'vitest';
import { readForwarded } from '../../src/core/forwarded.ts';
import { classifyMachineMail } from '../../src/core/machine-mail.ts';
import { trimReply } from '../../src/core/quoting.ts';

const OWN = 'Terima kasih, Bu. Saya coba lagi besok.';
const OLD = 'Halo Sari,\napa yang paling berat minggu ini?';
const quoted = OLD.replace(/^/gm, '> ');
const ANI = 'Bu Ani <ani@sekolah.example>';

describe('an attribution above a quote', () => {
  test.each([
    ['Malay', `Pada Sel, 24 Nov 2026 pada 10:00 PG ${ANI} menulis:`],
    ['Filipino', `Noong Mar, Nob 24, 2026 nang 10:00 AM, sinulat ni ${ANI} ang:`],
    ['Hindi', `मंगल, 24 नव॰ 2026 को 10:00 पूर्वाह्न को ${ANI} ने लिखा:`],
    ['Bengali', `মঙ্গল, ২৪ নভে, ২০২৬ তারিখে ১০:০০ AM টায় ${ANI} লিখেছেন:`],
    ['Arabic with its own digits', `في الثلاثاء، ٢٤ نوفمبر ٢٠٢٦ في ١٠:٠٠ ص تمت كتابة ما يلي بواسطة ${ANI}:`],
    ['Persian', `در تاریخ سه‌شنبه ۲۴ نوامبر ۲۰۲۶، ۱۰:۰۰ ${ANI} نوشت:`],
    ['Catalan', `Missatge de ${ANI} del dia dt., 24 de nov. 2026 a les 10:00:`],
    ['Basque', 'Hau idatzi du Bu Ani (ani@sekolah.example) erabiltzaileak (2026 aza. 24(a), ar. (10:00)):'],
    ['Latvian', 'Lietotājs Bu Ani (<ani@sekolah.example>) rakstīja (otrd., 2026. g. 24. nov., plkst. 10:00):'],
    ['Bulgarian', `На вт, 24.11.2026 г. в 10:00 ${ANI} написа:`],
    ['Serbian', `уто, 24. нов 2026. 10:00 ${ANI} је написао/ла:`],
    ['Danish', `Den tirs. 24. nov. 2026 kl. 10.00 skrev ${ANI}:`],
    ['Norwegian', `tir. 24. nov. 2026 kl. 10:00 skrev ${ANI}:`],
    ['Portuguese of Portugal', `Bu Ani <ani@sekolah.example> escreveu (terça, 24/11/2026 à(s) 10:00):`],
    ['Icelandic', `Þann þri., 24. nóv. 2026 kl. 10:00 skrifaði ${ANI}:`],
    ['Swahili', `Mnamo Jum, 24 Nov 2026 saa 10:00 ${ANI} aliandika:`],
    ['Japanese, Apple', `2026/11/24 10:00、${ANI}のメール:`],
    ['German, Apple', `Am 24.11.2026 um 10:00 schrieb ${ANI}:`],
    ['Thunderbird in Indonesian', 'Pada 24/11/2026 10:00, Bu Ani menulis:'],
    ['Evolution', 'On Tue, 2026-11-24 at 10:00 +0700, Bu Ani wrote:'],
    ['mutt', 'On Tue, Nov 24, 2026 at 10:00:00AM +0700, Bu Ani wrote:'],
    ['Gnus', 'Bu Ani <ani@sekolah.example> writes:'],
    ['Roundcube', 'On 2026-11-24 10:00, Bu Ani wrote:'],
    ['K-9 without an address', 'Konseling Sekolah menulis:'],
    ['Emacs', 'Bu Ani writes:'],
    ['Horde in German', 'Zitat von Bu Ani <ani@sekolah.example>:'],
    ['Horde in Indonesian', 'Mengutip Bu Ani <ani@sekolah.example>:'],
    ['Proton', `On Tuesday, November 24th, 2026 at 10:00 AM, ${ANI} wrote:`],
    ['a list', '* Bu Ani <ani@sekolah.example> [2026-11-24 10:00]:'],
  ])('%s', (_, attribution) => {
    const { newText, quotedText } = trimReply(`${OWN}\n\n${attribution}\n\n${quoted}\n`);
    expect(newText).toBe(OWN);
    expect(quotedText.startsWith(attribution)).toBe(true);
  });
});

describe('a header block above the old mail', () => {
  test.each([
    ['Indonesian', 'Dari', 'Dikirim', 'Kepada', 'Subjek'],
    ['Indonesian, mobile', 'Dari', 'Terkirim', 'Ke', 'Perihal'],
    ['Malay', 'Daripada', 'Dihantar', 'Kepada', 'Subjek'],
    ['English', 'From', 'Sent', 'To', 'Subject'],
    ['German', 'Von', 'Gesendet', 'An', 'Betreff'],
    ['French', 'De ', 'Envoyé ', 'À ', 'Objet '],
    ['Spanish', 'De', 'Enviado', 'Para', 'Asunto'],
    ['Italian', 'Da', 'Inviato', 'A', 'Oggetto'],
    ['Portuguese', 'De', 'Enviado', 'Para', 'Assunto'],
    ['Dutch', 'Van', 'Verzonden', 'Aan', 'Onderwerp'],
    ['Polish', 'Od', 'Wysłane', 'Do', 'Temat'],
    ['Swedish', 'Från', 'Skickat', 'Till', 'Ämne'],
    ['Danish', 'Fra', 'Sendt', 'Til', 'Emne'],
    ['Finnish', 'Lähettäjä', 'Lähetetty', 'Vastaanottaja', 'Aihe'],
    ['Czech', 'Od', 'Odesláno', 'Komu', 'Předmět'],
    ['Slovak', 'Od', 'Odoslané', 'Komu', 'Predmet'],
    ['Hungarian', 'Feladó', 'Elküldve', 'Címzett', 'Tárgy'],
    ['Turkish', 'Gönderen', 'Gönderildi', 'Kime', 'Konu'],
    ['Russian', 'От', 'Отправлено', 'Кому', 'Тема'],
    ['Ukrainian', 'Від', 'Надіслано', 'Кому', 'Тема'],
    ['Bulgarian', 'От', 'Изпратено', 'До', 'Относно'],
    ['Greek', 'Από', 'Στάλθηκε', 'Προς', 'Θέμα'],
    ['Romanian', 'De la', 'Trimis', 'Către', 'Subiect'],
    ['Croatian', 'Šalje', 'Poslano', 'Prima', 'Predmet'],
    ['Slovenian', 'Od', 'Poslano', 'Za', 'Zadeva'],
    ['Catalan', 'De', 'Enviat', 'Per a', 'Assumpte'],
    ['Japanese', '差出人', '送信日時', '宛先', '件名'],
    ['Chinese', '发件人', '发送时间', '收件人', '主题'],
    ['Chinese of Taiwan', '寄件者', '寄件日期', '收件者', '主旨'],
    ['Korean', '보낸 사람', '보낸 날짜', '받는 사람', '제목'],
    ['Vietnamese', 'Từ', 'Đã gửi', 'Tới', 'Chủ đề'],
    ['Thai', 'จาก', 'ส่ง', 'ถึง', 'เรื่อง'],
    ['Arabic', 'من', 'تاريخ الإرسال', 'إلى', 'الموضوع'],
    ['Hebrew', 'מאת', 'נשלח', 'אל', 'נושא'],
    ['Hindi', 'प्रेषक', 'भेजा गया', 'प्राप्तकर्ता', 'विषय'],
  ])('%s', (_, from, sent, to, subject) => {
    const dates = ['Selasa, 24 November 2026 10:00', '2026年11月24日 10:00'];
    for (const date of dates)
      for (const [author, receiver] of [
        [ANI, 'sari@murid.example'],
        ['Bu Ani', 'Sari'],
      ]) {
        const block = `${from}: ${author}\n${sent}: ${date}\n${to}: ${receiver}\n${subject}: Re: Boleh cerita?`;
        expect(trimReply(`${OWN}\n\n${block}\n\n${OLD}\n`).newText).toBe(OWN);
        // Outlook on the web and on the phone draws a line, Outlook on the desktop makes the labels bold.
        expect(trimReply(`${OWN}\n\n________________________________\n${block}\n\n${OLD}\n`).newText).toBe(OWN);
        const bold = block.replace(/^([^:]+):/gm, '*$1:*');
        expect(trimReply(`${OWN}\n\n${bold}\n\n${OLD}\n`).newText).toBe(OWN);
      }
  });
});

describe('a mail passed on', () => {
  const KELAS = 'Kelas XI <kelas@sekolah.example>';
  const form = (text: string, subject = 'Fwd: Jangan ikut') =>
    readForwarded({ text, subject, recipients: ['konseling@sekolah.example'] });

  test.each([
    [
      'Gmail',
      `---------- Forwarded message ---------\nFrom: Kelas XI <kelas@sekolah.example>\nDate: Mon, Nov 23, 2026 at 8:00 PM\nSubject: Jangan ikut\nTo: <sari@murid.example>`,
    ],
    [
      'Gmail in Indonesian',
      `---------- Forwarded message ---------\nDari: Kelas XI <kelas@sekolah.example>\nDate: Sen, 23 Nov 2026 pukul 20.00\nSubject: Jangan ikut\nTo: <sari@murid.example>`,
    ],
    [
      'Gmail in Spanish',
      `---------- Forwarded message ---------\nDe: ${KELAS}\nDate: lun, 23 nov 2026 a las 20:00\nSubject: Jangan ikut\nTo: <sari@murid.example>`,
    ],
    [
      'Apple Mail',
      `Begin forwarded message:\n\nFrom: ${KELAS}\nSubject: Jangan ikut\nDate: 23 November 2026 at 20.00.00 WIB\nTo: sari@murid.example`,
    ],
    [
      'Apple Mail in German',
      `Anfang der weitergeleiteten Nachricht:\n\nVon: ${KELAS}\nBetreff: Jangan ikut\nDatum: 23. November 2026 um 20:00:00 MEZ\nAn: sari@murid.example`,
    ],
    [
      'Apple Mail in French',
      `Début du message réexpédié :\n\nDe: ${KELAS}\nObjet: Jangan ikut\nDate: 23 novembre 2026 à 20:00\nÀ: sari@murid.example`,
    ],
    [
      'Apple Mail in Japanese',
      `転送されたメッセージ:\n\n差出人: ${KELAS}\n件名: Jangan ikut\n日付: 2026年11月23日 20:00\n宛先: sari@murid.example`,
    ],
    [
      'Thunderbird',
      `-------- Forwarded Message --------\nSubject: \tJangan ikut\nDate: \tMon, 23 Nov 2026 20:00:00 +0700\nFrom: \t${KELAS}\nTo: \tsari@murid.example`,
    ],
    [
      'Thunderbird in Indonesian',
      `-------- Pesan yang Diteruskan --------\nSubjek: \tJangan ikut\nTanggal: \tMon, 23 Nov 2026 20:00:00 +0700\nDari: \t${KELAS}\nKepada: \tsari@murid.example`,
    ],
    [
      'Thunderbird in French',
      `-------- Message transféré --------\nSujet : \tJangan ikut\nDate : \tMon, 23 Nov 2026 20:00:00 +0700\nDe : \t${KELAS}\nPour : \tsari@murid.example`,
    ],
    [
      'Outlook',
      `________________________________\nFrom: ${KELAS}\nSent: Monday, November 23, 2026 8:00 PM\nTo: sari@murid.example <sari@murid.example>\nSubject: Jangan ikut`,
    ],
    [
      'Outlook in Indonesian',
      `Dari: ${KELAS}\nDikirim: Senin, 23 November 2026 20.00\nKepada: sari@murid.example\nPerihal: Jangan ikut`,
    ],
    [
      'Yahoo',
      `----- Forwarded Message -----\nFrom: ${KELAS}\nTo: Sari <sari@murid.example>\nSent: Monday, November 23, 2026 at 08:00:00 PM GMT+7\nSubject: Jangan ikut`,
    ],
    [
      'Yahoo in Indonesian',
      `----- Pesan yang Diteruskan -----\nDari: ${KELAS}\nKepada: Sari <sari@murid.example>\nTerkirim: Senin, 23 November 2026 20.00.00 GMT+7\nJudul: Jangan ikut`,
    ],
    [
      'Samsung',
      `-------- Pesan asli --------\nDari: ${KELAS}\nTanggal: 23/11/26 20.00 (GMT+07:00)\nKe: sari@murid.example\nSubjek: Jangan ikut`,
    ],
    [
      'K-9',
      `-------- Original Message --------\nFrom: ${KELAS}\nSent: November 23, 2026 8:00:00 PM GMT+07:00\nTo: sari@murid.example\nSubject: Jangan ikut`,
    ],
    [
      'Roundcube',
      `-------- Original Message --------\nSubject: Jangan ikut\nDate: 2026-11-23 20:00\nFrom: ${KELAS}\nTo: sari@murid.example`,
    ],
    [
      'Zoho',
      `============ Forwarded message ============\nFrom: ${KELAS}\nTo: <sari@murid.example>\nDate: Mon, 23 Nov 2026 20:00:00 +0700\nSubject: Jangan ikut\n============ Forwarded message ============`,
    ],
    [
      'Proton',
      `------- Forwarded Message -------\nFrom: ${KELAS}\nDate: On Monday, November 23rd, 2026 at 20:00\nSubject: Jangan ikut\nTo: sari@murid.example`,
    ],
    [
      'mutt',
      `----- Forwarded message from ${KELAS} -----\n\nDate: Mon, 23 Nov 2026 20:00:00 +0700\nFrom: ${KELAS}\nTo: sari@murid.example\nSubject: Jangan ikut`,
    ],
    [
      'Horde',
      `----- Forwarded message from kelas@sekolah.example -----\n    Date: Mon, 23 Nov 2026 20:00:00 +0700\n    From: ${KELAS}\n Subject: Jangan ikut\n      To: sari@murid.example`,
    ],
    [
      'Gnus',
      `-------------------- Start of forwarded message --------------------\nFrom: ${KELAS}\nTo: sari@murid.example\nSubject: Jangan ikut\nDate: Mon, 23 Nov 2026 20:00:00 +0700`,
    ],
    [
      'Notes',
      `----- Forwarded by Sari/Sekolah on 24/11/2026 10:00 -----\n\nFrom: ${KELAS}\nTo: sari@murid.example\nDate: 23/11/2026 20:00\nSubject: Jangan ikut`,
    ],
    [
      'Mail.ru',
      `-------- Пересылаемое сообщение --------\nОт кого: ${KELAS}\nКому: sari@murid.example\nДата: Понедельник, 23 ноября 2026, 20:00 +07:00\nТема: Jangan ikut`,
    ],
    ['Yandex', `-------- Пересылаемое сообщение --------\n23.11.2026, 20:00, Kelas XI <kelas@sekolah.example>:`],
    [
      'QQ',
      `------------------ 原始邮件 ------------------\n发件人: "Kelas XI"<kelas@sekolah.example>;\n发送时间: 2026年11月23日(星期一) 晚上8:00\n收件人: "Sari"<sari@murid.example>;\n主题: Jangan ikut`,
    ],
    [
      '163',
      `-------- 转发邮件信息 --------\n发件人：${KELAS}\n发送日期：2026-11-23 20:00:00\n收件人：sari@murid.example\n主题：Jangan ikut`,
    ],
    [
      'GMX',
      `Gesendet: Montag, 23. November 2026 um 20:00 Uhr\nVon: "Kelas XI" <kelas@sekolah.example>\nAn: sari@murid.example\nBetreff: Jangan ikut`,
    ],
    [
      'Outlook for Mac',
      `From: ${KELAS}\nDate: Monday, 23 November 2026 at 20.00\nTo: sari@murid.example\nSubject: Jangan ikut`,
    ],
  ])('%s', (name, head) => {
    for (const above of ['', 'Bu, ini yang mereka tulis.\n\n']) {
      const forwarded = form(`${above}${head}\n\nKamu jangan ikut.\n`);
      expect(forwarded?.from).toEqual({ name: 'Kelas XI', address: 'kelas@sekolah.example' });
      if (name !== 'Yandex') expect(forwarded?.subject?.replace(/;$/, '')).toBe('Jangan ikut');
      expect(forwarded?.text).toContain('Kamu jangan ikut.');
      if (above !== '') expect(trimReply(`${above}${head}\n\nKamu jangan ikut.\n`).newText).toBe(above.trim());
    }
  });
});

describe('an answering machine by its subject alone', () => {
  const kindOf = (subject: string) =>
    classifyMachineMail({
      headers: [{ name: 'subject', text: subject }],
      contentType: 'text/plain',
      reportType: null,
      calendarMethod: null,
      isBounce: false,
      fromAddress: 'sari@murid.example',
      ownAddresses: [],
    }).kind;

  test.each([
    'Balasan Otomatis: Re: Boleh cerita?',
    'Jawaban otomatis: Boleh cerita?',
    'Sedang cuti: Re: Boleh cerita?',
    'Di luar kantor Re: Boleh cerita?',
    'Automatic reply: Re: Boleh cerita?',
    'Out of Office Re: Boleh cerita?',
    'Auto Response: Boleh cerita?',
    'Automatische Antwort: Boleh cerita?',
    'Abwesenheitsnotiz: Boleh cerita?',
    'Réponse automatique : Boleh cerita?',
    'Respuesta automática: Boleh cerita?',
    'Resposta automática: Boleh cerita?',
    'Automatisch antwoord: Boleh cerita?',
    'Risposta automatica: Boleh cerita?',
    'Odpowiedź automatyczna: Boleh cerita?',
    'Otomatik Yanıt: Boleh cerita?',
    '自動応答: Boleh cerita?',
    '自动答复: Boleh cerita?',
    '自動回覆: Boleh cerita?',
    'Автоответ: Boleh cerita?',
    'Автоматический ответ: Boleh cerita?',
    '자동 회신: Boleh cerita?',
    'Trả lời tự động: Boleh cerita?',
    'رد تلقائي: Boleh cerita?',
    'תשובה אוטומטית: Boleh cerita?',
    'ตอบกลับอัตโนมัติ: Boleh cerita?',
    'Automatisk svar: Boleh cerita?',
    'Autosvar: Boleh cerita?',
    'Automaattinen vastaus: Boleh cerita?',
    'Automatická odpověď: Boleh cerita?',
    'Automatikus válasz: Boleh cerita?',
    'Răspuns automat: Boleh cerita?',
    'Αυτόματη απάντηση: Boleh cerita?',
    'Automatski odgovor: Boleh cerita?',
    'Samodejni odgovor: Boleh cerita?',
    'Автоматичен отговор: Boleh cerita?',
  ])('%s', (subject) => {
    expect(kindOf(subject)).toBe('auto_reply');
  });

  test.each([
    'Re: Balasan otomatis: Boleh cerita?',
    'Cuti sekolah dan saya takut pulang',
    'Saya tidak masuk kantor lagi',
    'Otomatis marah kalau ditanya',
    'Out of hope',
    'Automatic thoughts keep coming',
    'Auto saya menabrak',
    'Vacation plans and my parents',
    'Absence of my father',
    'Away from home',
    'Autocorrect salah, maaf',
    'Tidak di rumah',
  ])('a person: %s', (subject) => {
    expect(kindOf(subject)).toBe('human');
  });
});
