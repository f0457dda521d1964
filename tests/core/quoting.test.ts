import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readForwarded } from '../../src/core/forwarded.ts';
import { trimReply } from '../../src/core/quoting.ts';

const OWN = 'Terima kasih, Bu. Saya coba lagi besok.\n\nPada hari Senin saya cerita ke teman, tapi dia tertawa.';
const OLD = 'Halo Sari,\napa yang paling berat minggu ini?';
const quoted = OLD.split('\n')
  .map((line) => `> ${line}`)
  .join('\n');

describe('an answer on top of what it answers', () => {
  const leadIns: [string, string][] = [
    ['Gmail', 'Pada Sel, 24 Nov 2026 pukul 10.00 Konseling Sekolah <\nkonseling@sekolah.example> menulis:'],
    ['Gmail, one line', 'Pada tanggal Sel, 24 Nov 2026 10.00, Konseling Sekolah <konseling@sekolah.example> menulis:'],
    ['Apple Mail', 'Pada 24 Nov 2026, pukul 10.00, Konseling Sekolah <konseling@sekolah.example> menulis:'],
    ['Yahoo', 'Pada Selasa, 24 November 2026 10.00.00 WIB, Konseling Sekolah <konseling@sekolah.example> menulis:'],
    ['Roundcube', 'Pada 2026-11-24 10:00, Konseling Sekolah menulis:'],
    ['name first', 'Konseling Sekolah <konseling@sekolah.example> menulis pada Sel, 24 Nov 2026 pukul 10.00:'],
    [
      'K-9',
      '-------- Pesan Asli --------\nPengirim: Konseling <konseling@sekolah.example>\nTanggal: 2026-11-24 10:00\nPenerima: sari@murid.example\nJudul: Re: Boleh cerita?\n',
    ],
    [
      'Outlook',
      'Dari: Konseling Sekolah <konseling@sekolah.example>\nDikirim: Selasa, 24 November 2026 10.00\nKepada: sari@murid.example\nPerihal: Re: Boleh cerita?\n',
    ],
    [
      'Outlook with a rule',
      '________________________________\nDari: Konseling <konseling@sekolah.example>\nTerkirim: Selasa, 24 November 2026 10.00\nKepada: sari@murid.example\nSubjek: Re: x\n',
    ],
    [
      'Samsung',
      '-------- Pesan asli --------\nDari: konseling@sekolah.example\nTanggal: 24/11/26 10.00 (GMT+07:00)\nKe: sari@murid.example\nSubjek: Re: x\n',
    ],
    ['English', 'On Tue, Nov 24, 2026 at 10:00 AM Konseling <konseling@sekolah.example> wrote:'],
    [
      'English Outlook',
      'From: Konseling <konseling@sekolah.example>\nSent: Tuesday, November 24, 2026 10:00 AM\nTo: sari@murid.example\nSubject: Re: x\n',
    ],
    ['German', 'Am Di., 24. Nov. 2026 um 10:00 Uhr schrieb Konseling <konseling@sekolah.example>:'],
    ['French', 'Le mar. 24 nov. 2026 à 10:00, Konseling <konseling@sekolah.example>\na écrit :'],
    ['Spanish', 'El mar, 24 nov 2026 a las 10:00, Konseling (<konseling@sekolah.example>) escribió:'],
    ['Italian', 'Il giorno mar 24 nov 2026 alle ore 10:00 Konseling <konseling@sekolah.example> ha scritto:'],
    ['Portuguese', 'Em ter., 24 de nov. de 2026 às 10:00, Konseling <konseling@sekolah.example> escreveu:'],
    ['Dutch', 'Op di 24 nov 2026 om 10:00 schreef Konseling <konseling@sekolah.example>:'],
    ['Polish', 'wt., 24 lis 2026 o 10:00 Konseling <konseling@sekolah.example> napisał(a):'],
    ['Swedish', 'Den tis 24 nov. 2026 kl 10:00 skrev Konseling <konseling@sekolah.example>:'],
    ['Russian', 'вт, 24 нояб. 2026 г. в 10:00, Konseling <konseling@sekolah.example>:'],
    ['Turkish', 'Konseling <konseling@sekolah.example>, 24 Kas 2026 Sal, 10:00 tarihinde şunu yazdı:'],
    ['Hungarian', 'Konseling <konseling@sekolah.example> ezt írta (időpont: 2026. nov. 24., K, 10:00):'],
    ['Finnish', 'ti 24. marrask. 2026 klo 10.00 Konseling <konseling@sekolah.example> kirjoitti:'],
    ['Czech', 'út 24. 11. 2026 v 10:00 odesílatel Konseling <konseling@sekolah.example> napsal:'],
    ['Vietnamese', 'Vào Th 3, 24 thg 11, 2026 vào lúc 10:00 Konseling <konseling@sekolah.example> đã viết:'],
    ['Chinese', '在 2026年11月24日，上午10:00，Konseling <konseling@sekolah.example> 写道：'],
    ['Japanese', '2026年11月24日(火) 10:00 Konseling <konseling@sekolah.example>:'],
    ['Korean', '2026년 11월 24일 (화) 오전 10:00, Konseling <konseling@sekolah.example>님이 작성:'],
    ['Zoho', '---- On Tue, 24 Nov 2026 10:00:00 +0700 konseling@sekolah.example wrote ----'],
  ];

  test.each(leadIns)('%s', (_, leadIn) => {
    for (const old of [quoted, OLD]) {
      const { newText, quotedText } = trimReply(`${OWN}\n\n${leadIn}\n\n${old}\n`);
      expect(newText).toBe(OWN);
      expect(quotedText).toContain('apa yang paling berat minggu ini?');
      expect(quotedText).toContain(leadIn.trim().split('\n')[0]);
    }
  });
});

describe('lead-ins as programs write them', () => {
  test.each([
    '28.10.2021 12:46, "Bu Ani" <ani@sekolah.example> napsal(a):',
    'Dne 28. 10. 2021 v 12:46 Bu Ani napsal(a):',
    'Am 28/10/2021 12:46 schrieb "Bu Ani" <ani@sekolah.example>:',
    'Am 28.10.21 um 12:46 schrieb Bu Ani:',
    'El 28/10/2021 12:46, "Bu Ani" <ani@sekolah.example> escribió:',
    'El jue., 28 de oct. de 2021 a la(s) 12:46, Bu Ani (ani@sekolah.example) escribió:',
    'Bu Ani <ani@sekolah.example> kirjoitti 28.10.2021 kello 12.46:',
    'Op 28/10/2021 12:46 heeft Bu Ani <ani@sekolah.example> geschreven:',
    'Op 28-10-2021 om 12:46 schreef Bu Ani:',
    'Op do 28 okt 2021 om 12:46 schreef Bu Ani <ani@sekolah.example>:',
    'Użytkownik „Bu Ani” <ani@sekolah.example> w dniu 28/10/2021 12:46 napisał:',
    'W dniu 28.10.2021 o 12:46, Bu Ani pisze:',
    'Em 28/10/2021 12:46, "Bu Ani" <ani@sekolah.example> escreveu:',
    'Em qui., 28 de out. de 2021 12:46, Bu Ani <ani@sekolah.example> escreveu:',
    '28/10/2021 12:46 používateľ Bu Ani <ani@sekolah.example> napísal:',
    'št 28. 10. 2021 o 12:46 Bu Ani <ani@sekolah.example> napísal(a):',
    'Den 28/10/2021 12:46 skrev "Bu Ani" <ani@sekolah.example>:',
    'Den 28.10.2021 kl. 12.46 skrev Bu Ani:',
    'On 2021-10-28 12:46, Bu Ani wrote:',
    'On Thu 28 Oct 2021 at 12:46, Bu Ani <ani@sekolah.example> wrote:',
    'On 28 Oct 2021, at 12:46, Bu Ani <ani@sekolah.example> wrote:',
    'On Thursday, October 28th, 2021 at 12:46, Bu Ani <ani@sekolah.example> wrote:',
    '‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐',
    '------- Original Message -------',
    'Le jeudi 28 octobre 2021 à 12:46:00 UTC+2, Bu Ani <ani@sekolah.example> a écrit :',
    'Le 28/10/2021 à 12:46, Bu Ani a écrit :',
    'Il 28/10/2021 12:46, Bu Ani ha scritto:',
    'Il giorno gio 28 ott 2021 alle ore 12:46 Bu Ani <ani@sekolah.example> ha scritto:',
    'În joi, 28 oct. 2021 la 12:46, Bu Ani <ani@sekolah.example> a scris:',
    'čet, 28. lis 2021. u 12:46 Bu Ani <ani@sekolah.example> napisao je:',
    'V V čet., 28. okt. 2021 ob 12:46 je oseba Bu Ani <ani@sekolah.example> napisala:',
    'Kuupäev N, 28. oktoober 2021 kell 12:46 kirjutas kasutaja Bu Ani <ani@sekolah.example>:',
    '2021-10-28, kt, 12:46 Bu Ani <ani@sekolah.example> rašė:',
    'Bu Ani <ani@sekolah.example> 於 2021年10月28日 週四 下午12:46寫道：',
    'Bu Ani <ani@sekolah.example> 于2021年10月28日周四 12:46写道：',
    '2021年10月28日(木) 12:46 Bu Ani <ani@sekolah.example>:',
    '2021/10/28 12:46、Bu Ani <ani@sekolah.example>のメール:',
    '2021년 10월 28일 (목) 오후 12:46, Bu Ani <ani@sekolah.example>님이 작성:',
    'Στις Πέμ 28 Οκτ 2021 στις 12:46, ο χρήστης Bu Ani <ani@sekolah.example> έγραψε:',
    'בתאריך יום ה׳, 28 באוק׳ 2021 ב-12:46 מאת Bu Ani <ani@sekolah.example>:',
    'في الخميس، 28 أكتوبر 2021 في 12:46 م تمت كتابة ما يلي بواسطة Bu Ani <ani@sekolah.example>:',
    'เมื่อ พฤ. 28 ต.ค. 2021 เวลา 12:46 Bu Ani <ani@sekolah.example> เขียนว่า:',
    'чт, 28 окт. 2021 г. в 12:46, Bu Ani <ani@sekolah.example>:',
    '28.10.2021 12:46, Bu Ani пишет:',
    'чт, 28 жовт. 2021 р. о 12:46 Bu Ani <ani@sekolah.example> пише:',
    'Четверг, 28 октября 2021, 12:46 +03:00 от Bu Ani <ani@sekolah.example>:',
    '28 Eki 2021 Per 12:46 tarihinde Bu Ani <ani@sekolah.example> şunu yazdı:',
    'Bu Ani <ani@sekolah.example> 28 Eki 2021 Per, 12:46 tarihinde şunu yazdı:',
    '2021. okt. 28. 12:46 keltezéssel, Bu Ani írta:',
    'Vào Th 5, 28 thg 10, 2021 lúc 12:46 Bu Ani <ani@sekolah.example> đã viết:',
    'Pada Kam, 28 Okt 2021 12.46 Bu Ani <ani@sekolah.example> menulis:',
    'Pada tarikh Kha, 28 Okt 2021 12:46 PTG Bu Ani <ani@sekolah.example> menulis:',
    'Pada Kamis, 28 Oktober 2021 12.46.00 GMT+7, Bu Ani <ani@sekolah.example> menulis:',
    'Pada 28/10/21 12.46, Bu Ani menulis:',
    'Pada tanggal Kam, 28 Okt 2021 pukul 12.46 Bu Ani <ani@sekolah.example> menulis:',
    'Pada Kamis, 28 Oktober 2021, Bu Ani <ani@sekolah.example> menulis:',
    '28 Okt 2021 12.46 "Bu Ani" <ani@sekolah.example> menulis:',
    'Bu Ani <ani@sekolah.example> menulis:',
    'Kamis, 28 Oktober 2021, 12.46 +0700 dari Bu Ani <ani@sekolah.example>:',
    'Pada 28 Oktober 2021 12.46.00 WIB, Bu Ani <ani@sekolah.example> menulis:',
    'Quoting Bu Ani <ani@sekolah.example>:',
    'Bu Ani <ani@sekolah.example> writes:',
    '* Bu Ani <ani@sekolah.example> [2021-10-28 12:46]:',
    '--- On Thu, 10/28/21, Bu Ani <ani@sekolah.example> wrote:',
    '-----Pesan Asli-----',
    '-----Original Message-----',
    '-------- Pesan Asli --------',
    '--- Pesan asli ---',
    '-----Ursprüngliche Nachricht-----',
    '-------- Messaggio originale --------',
    '-------- Mensaje original --------',
    '-------- Mensagem original --------',
    '----- Mensaje original -----',
    '-------- Oorspronkelijk bericht --------',
    '-------- Исходное сообщение --------',
    '-------- Původní zpráva --------',
    '-------- Eredeti üzenet --------',
    '-------- Alkuperäinen viesti --------',
  ])('%s', (leadIn) => {
    for (const old of [quoted, OLD])
      expect(trimReply(`${OWN}\n\nSari\n${leadIn}\n${old}\n`).newText).toBe(`${OWN}\n\nSari`);
  });
});

describe('other places for an answer', () => {
  const leadIn = 'Pada Sel, 24 Nov 2026 pukul 10.00 Konseling <konseling@sekolah.example> menulis:';

  test('below the quote', () => {
    expect(trimReply(`${leadIn}\n${quoted}\n\n${OWN}\n`).newText).toBe(OWN);
  });

  test('between the quotes: the questions stay with their answers', () => {
    const { newText } = trimReply(`${leadIn}\n> Sudah tidur?\n\nBelum.\n\n> Sudah makan?\n\nSudah.\n`);
    expect(newText).toBe('> Sudah tidur?\n\nBelum.\n\n> Sudah makan?\n\nSudah.');
  });

  test('between the quotes, with the rest of the quote below', () => {
    const { newText, quotedText } = trimReply(`${leadIn}\n> Sudah tidur?\n\nBelum.\n\n> Salam,\n> Bu Ani\n`);
    expect(newText).toBe('> Sudah tidur?\n\nBelum.');
    expect(quotedText).toContain('> Bu Ani');
  });

  test('nothing but a quote: nothing is new', () => {
    expect(trimReply(`${leadIn}\n${quoted}`).newText).toBe('');
  });

  test('a forwarded mail without a word of his own is what there is to read', () => {
    expect(
      trimReply(
        `---------- Forwarded message ---------\nDari: Kelas <kelas@sekolah.example>\nTanggal: 23 Nov 2026\nPerihal: x\n\n${OLD}`,
      ).newText,
    ).toBe(OLD);
  });
});

describe('lead-ins with something missing', () => {
  test.each([
    ['no author', `Tanggal: Sel, 24 Nov 2026 10:00\nKepada: sari@murid.example\n\n${OLD}`],
    ['no word and no colon', `2026/11/24 Bu Ani <ani@sekolah.example>\n\n${quoted}`],
    ['an empty quote', '2026/11/24 Bu Ani <ani@sekolah.example>\n\n>'],
    ['a mark and nothing else', `---Original---\n\n${OLD}`],
    [
      'blank lines between the headers',
      `Dari: Bu Ani <ani@sekolah.example>\n\nDikirim: 24 November 2026 10.00\n\nKepada: Sari\n\nPerihal: Re: x\n\n${OLD}`,
    ],
    [
      'a language nobody told us',
      `Nga: Bu Ani <ani@sekolah.example>\nDërguar: e martë, 24 nëntor 2026 10:00\nPër: sari@murid.example\nTema e: Re: x\n\n${OLD}`,
    ],
  ])('%s', (_, history) => {
    expect(trimReply(`${OWN}\n\n${history}\n`).newText).toBe(OWN);
  });
});

describe('sentences that only look like a lead-in', () => {
  test.each([
    'Pada hari Senin saya coba cerita ke teman, tapi dia cuma tertawa.',
    'Pada 3 Mei 2026 saya pindah sekolah.\nSejak itu semua berubah.',
    'Kemarin ibu menulis:\njangan pulang.',
    'Kemarin ibu menulis:\n> jangan pulang.\nSaya takut.',
    'Pada tanggal 3 dia menulis surat untuk saya.\nSaya simpan.',
    'Dari: rumah sampai sekolah saya diam.\nTapi saya ingin cerita.',
    'Hal: yang paling sulit itu malam.\nTanggal: saya lupa.',
    'Untuk: ayah\nSaya marah.',
    'On the other hand, I wrote:\nnothing.',
    'Dikirim ke sini oleh teman saya yang peduli, dan saya takut.',
    'Saya pernah bilang begini: diam itu lebih baik.\nTapi tidak.',
    '-- satu hal lagi\n-- dua hal lagi',
    'a > b, lalu c > d',
    'Jam 10:00 saya bangun, jam 11:00 tidur lagi:\ncapek.',
  ])('%s', (text) => {
    expect(trimReply(text).newText).toBe(text);
  });
});

describe('signatures', () => {
  test.each([
    '-- \nSari\nKelas XI',
    '--\nSari',
    'Dikirim dari iPhone saya',
    'Dikirim dari HP Samsung Galaxy saya.',
    'Terkirim dari Yahoo Mail di Android',
    'Sent from my iPhone',
    'Get Outlook for Android<https://aka.ms/x>',
    'Dapatkan Outlook untuk Android',
    'Von meinem iPhone gesendet',
    'Envoyé de mon iPhone',
    'Enviado desde mi iPhone',
    'Inviato da iPhone',
    'Verstuurd vanaf mijn iPhone',
    'Skickat från min iPhone',
    'iPhone’umdan gönderildi',
    'Отправлено с iPhone',
    '从我的iPhone发送',
    'iPhoneから送信',
    'Kind regards,\nSari\nKelas XI',
  ])('%s', (signature) => {
    const {
      newText,
      signature: found,
      quotedText,
    } = trimReply(
      `${OWN}\n\n${signature}\n\nPada 24 Nov 2026 10.00, Bu Ani <ani@sekolah.example> menulis:\n${quoted}\n`,
    );
    expect({ newText, found }).toEqual({ newText: OWN, found: signature });
    expect(quotedText).toContain('> Halo Sari,');
  });

  test('a sentence about a phone is no signature', () => {
    const text =
      'Dikirim dari sekolah itu surat panggilan, dan saya belum berani membukanya sampai sekarang karena takut.';
    expect(trimReply(text).newText).toBe(text);
  });

  test('nothing but a signature is the letter', () => {
    expect(trimReply('-- \nSari\n')).toEqual({ newText: '-- \nSari', quotedText: '', signature: '' });
  });

  test('an Indonesian closing is part of the letter', () => {
    const text = `${OWN}\n\nSalam hormat,\nSari`;
    expect(trimReply(text).newText).toBe(text);
  });
});

describe('whatever the text', () => {
  const lines = fc.constantFrom(
    'Halo Bu',
    '',
    '> kutipan',
    '>> dalam',
    '-- ',
    '--',
    '____',
    'Dikirim dari iPhone saya',
    'Pada 24/11/2026 10.00, Bu Ani <a@b.example> menulis:',
    'Dari: a@b.example',
    'Tanggal: 1/2/2026',
    'Perihal: x',
    '-----Pesan Asli-----',
    'Kind regards,',
    'Sari',
    'AB> lama',
  );
  // A number after each line of words tells them apart.
  const numbered = (list: string[]) =>
    list.map((line, at) => (/^(Halo|> k|>> d|Sari|AB>)/.test(line) ? `${line} ${at}` : line)).join('\n');
  const words = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .toSorted();

  test('the three pieces hold every line of the text once: nothing is deleted, nothing invented', () => {
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 25 }), (list) => {
        const text = numbered(list);
        const { newText, quotedText, signature } = trimReply(text);
        // What was passed on without a word is shown as new and kept as quoted.
        const folded = [quotedText, signature].join('\n');
        expect([words(`${newText}\n${folded}`), words(folded)]).toContainEqual(words(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test('text without any mark is new as it stands', () => {
    const plain = fc.constantFrom(
      'Halo Bu',
      '',
      'saya sulit tidur',
      'Pada hari Senin',
      '1. satu',
      'dia bilang: diam',
      'Terima kasih',
    );
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 20 }), (list) => {
        expect(trimReply(list.join('\n')).newText).toBe(list.join('\n').replace(/^\n+/, '').trimEnd());
      }),
    );
  });

  test('Windows line ends make no difference', () => {
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 20 }), (list) => {
        expect(trimReply(list.join('\r\n'))).toEqual(trimReply(list.join('\n')));
      }),
    );
  });
});

describe('mail passed on', () => {
  const mail = (text: string, subject = 'Re: x', recipients = ['konseling@sekolah.example']) =>
    readForwarded({ text, subject, recipients });
  const block =
    'Dari: Kelas XI <kelas@sekolah.example>\nTanggal: Sen, 23 Nov 2026 pukul 20.00\nPerihal: Jangan ikut\nKepada: sari@murid.example\n\nKamu jangan ikut.';

  test.each([
    ['Gmail', `---------- Forwarded message ---------\n${block}`],
    ['Indonesian', `---------- Pesan yang diteruskan ----------\n${block}`],
    ['Apple Mail', `Awal pesan diteruskan:\n\n${block.replace(/^/gm, '> ')}`],
    ['below own words', `Bu, lihat ini.\n\n-------- Forwarded Message --------\n${block}`],
  ])('%s', (_, text) => {
    expect(mail(text)).toEqual({
      from: { name: 'Kelas XI', address: 'kelas@sekolah.example' },
      subject: 'Jangan ikut',
      text: 'Kamu jangan ikut.',
    });
  });

  test('Outlook marks it in the subject only', () => {
    expect(mail(`Bu, lihat ini.\n\n${block}`, 'FW: Jangan ikut', ['kelas@sekolah.example'])?.from?.address).toBe(
      'kelas@sekolah.example',
    );
  });

  test('an answer is not passed on: the quoted author is whom it goes to', () => {
    expect(mail(`Baik Bu.\n\n${block}`, 'Re: x', ['kelas+abc@sekolah.example'])).toBeNull();
    expect(mail(`Baik Bu.\n\nPada 24 Nov 2026 10.00, Bu Ani <ani@sekolah.example> menulis:\n${quoted}`)).toBeNull();
    expect(mail('Halo Bu.')).toBeNull();
  });
});
