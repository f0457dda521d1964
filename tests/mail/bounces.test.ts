// Delivery reports in the words of the servers that write them, without the machine-readable part: its absence is what makes them hard.
import { describe, expect, test } from 'vitest';
import { understandMail } from '../../src/mail/understand/understand-mail.ts';

const options = { authservId: null, ownAddresses: ['konseling@sekolah.example'] };

interface Report {
  name: string;
  from: string;
  subject: string;
  text: string;
  permanent: boolean;
}

const daemon = 'Mail Delivery System <MAILER-DAEMON@mx.sekolah.example>';
const original = 'From: konseling@sekolah.example\nMessage-ID: <answer.9@sekolah.example>\nSubject: Re: Boleh cerita?';

const reports: Report[] = [
  {
    name: 'Postfix',
    from: daemon,
    subject: 'Undelivered Mail Returned to Sender',
    text: `This is the mail system at host mx.sekolah.example.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients. It's attached below.\n\n<sari@murid.example>: host mail.murid.example[192.0.2.1] said: 550 5.1.1\n    <sari@murid.example>: Recipient address rejected: User unknown in local\n    recipient table (in reply to RCPT TO command)`,
    permanent: true,
  },
  {
    name: 'Postfix, greylisted for days',
    from: daemon,
    subject: 'Delayed Mail (still being retried)',
    text: `####################################################################\n# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\n####################################################################\n\n<sari@murid.example>: connect to mail.murid.example[192.0.2.1]:25: Connection timed out`,
    permanent: false,
  },
  {
    name: 'Exim',
    from: 'Mail Delivery System <Mailer-Daemon@mx.sekolah.example>',
    subject: 'Mail delivery failed: returning message to sender',
    text: `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  sari@murid.example\n    host mail.murid.example [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<sari@murid.example>:\n    550 No such user here`,
    permanent: true,
  },
  {
    name: 'Exim, unrouteable',
    from: 'Mail Delivery System <Mailer-Daemon@mx.sekolah.example>',
    subject: 'Mail delivery failed: returning message to sender',
    text: `A message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  sari@murid.example\n    Unrouteable address`,
    permanent: true,
  },
  {
    name: 'Exim, full',
    from: 'Mail Delivery System <Mailer-Daemon@mx.sekolah.example>',
    subject: 'Mail delivery failed: returning message to sender',
    text: `The following address(es) failed:\n\n  sari@murid.example\n    mailbox is full: retry timeout exceeded`,
    permanent: false,
  },
  {
    name: 'qmail',
    from: 'MAILER-DAEMON@mx.sekolah.example',
    subject: 'failure notice',
    text: `Hi. This is the qmail-send program at mx.sekolah.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<sari@murid.example>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 sorry, no mailbox here by that name\nGiving up on 192.0.2.1.\n\n--- Below this line is a copy of the message.`,
    permanent: true,
  },
  {
    name: 'qmail, no such host',
    from: 'MAILER-DAEMON@mx.sekolah.example',
    subject: 'failure notice',
    text: `<sari@murid.example>:\nSorry, I couldn't find any host named murid.example. (#5.1.2)`,
    permanent: true,
  },
  {
    name: 'sendmail',
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@mx.sekolah.example>',
    subject: 'Returned mail: see transcript for details',
    text: `   ----- The following addresses had permanent fatal errors -----\n<sari@murid.example>\n    (reason: 550 5.1.1 <sari@murid.example>... User unknown)\n\n   ----- Transcript of session follows -----\n... while talking to mail.murid.example.:\n>>> RCPT To:<sari@murid.example>\n<<< 550 5.1.1 <sari@murid.example>... User unknown`,
    permanent: true,
  },
  {
    name: 'sendmail, four days',
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@mx.sekolah.example>',
    subject: 'Warning: could not send message for past 4 hours',
    text: `    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n    **********************************************\n\n   ----- Transcript of session follows -----\n<sari@murid.example>... Deferred: Connection timed out with mail.murid.example.`,
    permanent: false,
  },
  {
    name: 'Gmail',
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    subject: 'Delivery Status Notification (Failure)',
    text: `** Address not found **\n\nYour message wasn't delivered to sari@murid.example because the address couldn't be found, or is unable to receive mail.\n\nThe response from the remote server was:\n550 5.1.1 The email account that you tried to reach does not exist.`,
    permanent: true,
  },
  {
    name: 'Gmail in Indonesian',
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    subject: 'Delivery Status Notification (Failure)',
    text: `** Alamat tidak ditemukan **\n\nPesan Anda tidak terkirim ke sari@murid.example karena alamat tidak ditemukan atau tidak dapat menerima email.`,
    permanent: true,
  },
  {
    name: 'Gmail in Indonesian, full',
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    subject: 'Delivery Status Notification (Failure)',
    text: `** Kotak masuk penerima penuh **\n\nPesan Anda tidak terkirim ke sari@murid.example. Kotak masuk penerima penuh atau menerima terlalu banyak email saat ini.`,
    permanent: false,
  },
  {
    name: 'Gmail, tries on',
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    subject: 'Delivery Status Notification (Delay)',
    text: `** Delivery incomplete **\n\nThere was a temporary problem delivering your message to sari@murid.example. Gmail will retry for 46 more hours. You'll be notified if the delivery fails permanently.`,
    permanent: false,
  },
  {
    name: 'Microsoft 365',
    from: 'Microsoft Outlook <postmaster@sekolah.example>',
    subject: 'Undeliverable: Re: Boleh cerita?',
    text: `Your message to sari@murid.example couldn't be delivered.\n\nsari wasn't found at murid.example.\n\nkonseling  Office 365  sari\nAction Required    Recipient\nUnknown To address\n\nDiagnostic information for administrators:\n\nGenerating server: SG2PR01.prod.example\n\nsari@murid.example\nRemote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'`,
    permanent: true,
  },
  {
    name: 'Microsoft 365 in Indonesian',
    from: 'Microsoft Outlook <postmaster@sekolah.example>',
    subject: 'Tidak terkirim: Re: Boleh cerita?',
    text: `Pesan Anda ke sari@murid.example tidak dapat dikirimkan.\n\nsari tidak ditemukan di murid.example.\n\nInformasi diagnostik untuk administrator:\n\nsari@murid.example\nRemote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'`,
    permanent: true,
  },
  {
    name: 'Exchange in German',
    from: 'Microsoft Outlook <postmaster@sekolah.example>',
    subject: 'Unzustellbar: Re: Boleh cerita?',
    text: `Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:\n\nsari@murid.example\nDie eingegebene E-Mail-Adresse konnte nicht gefunden werden.\n\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##`,
    permanent: true,
  },
  {
    name: 'Exchange in French, full',
    from: 'postmaster@sekolah.example',
    subject: 'Non remis : Re: Boleh cerita?',
    text: `Échec de la remise pour ces destinataires ou groupes :\n\nsari@murid.example\nLa boîte aux lettres du destinataire est pleine et ne peut pas accepter de messages pour le moment.\n\n#554 5.2.2 mailbox full ##`,
    permanent: false,
  },
  {
    name: 'Exchange in Spanish',
    from: 'postmaster@sekolah.example',
    subject: 'No se puede entregar: Re: Boleh cerita?',
    text: `No se pudo entregar el mensaje a estos destinatarios o grupos:\n\nsari@murid.example\nNo se encontró la dirección de correo electrónico que especificó.\n\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##`,
    permanent: true,
  },
  {
    name: 'Exchange in Portuguese',
    from: 'postmaster@sekolah.example',
    subject: 'Não é possível entregar: Re: Boleh cerita?',
    text: `Falha na entrega a estes destinatários ou grupos:\n\nsari@murid.example\nO endereço de email que você inseriu não foi encontrado.`,
    permanent: true,
  },
  {
    name: 'Exchange in Italian',
    from: 'postmaster@sekolah.example',
    subject: 'Non recapitabile: Re: Boleh cerita?',
    text: `Impossibile recapitare il messaggio ai destinatari o gruppi seguenti:\n\nsari@murid.example\nL'indirizzo di posta elettronica immesso non è stato trovato.`,
    permanent: true,
  },
  {
    name: 'Exchange in Dutch',
    from: 'postmaster@sekolah.example',
    subject: 'Onbestelbaar: Re: Boleh cerita?',
    text: `De bezorging aan de volgende geadresseerden of groepen is mislukt:\n\nsari@murid.example\nHet e-mailadres dat u hebt ingevoerd, kan niet worden gevonden.`,
    permanent: true,
  },
  {
    name: 'Exchange in Polish',
    from: 'postmaster@sekolah.example',
    subject: 'Niedostarczone: Re: Boleh cerita?',
    text: `Nie można dostarczyć wiadomości do następujących adresatów lub grup:\n\nsari@murid.example\nNie znaleziono wprowadzonego adresu e-mail.`,
    permanent: true,
  },
  {
    name: 'Exchange in Turkish',
    from: 'postmaster@sekolah.example',
    subject: 'Teslim edilemedi: Re: Boleh cerita?',
    text: `Aşağıdaki alıcılara veya gruplara teslim edilemedi:\n\nsari@murid.example\nGirdiğiniz e-posta adresi bulunamadı.`,
    permanent: true,
  },
  {
    name: 'Exchange in Japanese',
    from: 'postmaster@sekolah.example',
    subject: '配信不能: Re: Boleh cerita?',
    text: `次の受信者またはグループへの配信に失敗しました:\n\nsari@murid.example\n入力した電子メール アドレスが見つかりませんでした。`,
    permanent: true,
  },
  {
    name: 'Exchange in Chinese',
    from: 'postmaster@sekolah.example',
    subject: '未传递: Re: Boleh cerita?',
    text: `未能向以下收件人或组传递邮件:\n\nsari@murid.example\n找不到您输入的电子邮件地址。`,
    permanent: true,
  },
  {
    name: 'Exchange in Russian',
    from: 'postmaster@sekolah.example',
    subject: 'Не удается доставить: Re: Boleh cerita?',
    text: `Не удалось выполнить доставку следующим получателям или группам:\n\nsari@murid.example\nВведенный вами адрес электронной почты не найден.`,
    permanent: true,
  },
  {
    name: 'Exchange 5.5',
    from: 'System Administrator <postmaster@sekolah.example>',
    subject: 'Undeliverable: Re: Boleh cerita?',
    text: `Your message\n\n  To:      sari@murid.example\n  Subject: Re: Boleh cerita?\n\ndid not reach the following recipient(s):\n\nsari@murid.example on Tue, 24 Nov 2026 10:00:00 +0700\n    The recipient name is not recognized`,
    permanent: true,
  },
  {
    name: 'Domino',
    from: 'MAILER-DAEMON@sekolah.example',
    subject: 'DELIVERY FAILURE: User sari (sari@murid.example) not listed in Domino Directory',
    text: `Your message\n\n  Subject: Re: Boleh cerita?\n\nwas not delivered to:\n\n  sari@murid.example\n\nbecause:\n\n  User sari (sari@murid.example) not listed in Domino Directory`,
    permanent: true,
  },
  {
    name: 'GroupWise',
    from: 'Mailer-Daemon@mx.murid.example',
    subject: 'Message status - undeliverable',
    text: `The message that you sent was undeliverable to the following:\n\tsari@murid.example (user not found)`,
    permanent: true,
  },
  {
    name: 'Yahoo',
    from: 'MAILER-DAEMON@yahoo.example',
    subject: 'Failure Notice',
    text: `Sorry, we were unable to deliver your message to the following address.\n\n<sari@murid.example>:\n552: 5.2.2 The email account that you tried to reach is over quota and inactive.\n\n--- Below this line is a copy of the message.`,
    permanent: false,
  },
  {
    name: 'Amazon SES by way of SNS',
    from: 'AWS Notifications <no-reply@sns.amazonaws.com>',
    subject: 'Amazon SES Email Event Notification',
    text: `{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"General","bouncedRecipients":[{"emailAddress":"sari@murid.example","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}]}}`,
    permanent: true,
  },
  {
    name: 'Mail.ru',
    from: 'mailer-daemon@corp.mail.example',
    subject: 'Mail failure.',
    text: `Это письмо создано автоматически сервером Mail, отвечать на него не нужно.\n\nК сожалению, Ваше письмо не может быть доставлено одному или нескольким получателям:\n\n**********************\n\nsari@murid.example\nнет такого пользователя: user not found`,
    permanent: true,
  },
  {
    name: 'QQ',
    from: 'PostMaster@qq.example',
    subject: '来自qq的退信',
    text: `抱歉，您的邮件被退回来了……\n\n原邮件信息：\n收件人 sari@murid.example\n退信原因 收件人邮件地址不存在，邮件无法送达。`,
    permanent: true,
  },
  {
    name: 'Zimbra, loop',
    from: daemon,
    subject: 'Undelivered Mail Returned to Sender',
    text: `<sari@murid.example>: mail for murid.example loops back to myself`,
    permanent: false,
  },
  {
    name: 'a filter on the way',
    from: daemon,
    subject: 'Undelivered Mail Returned to Sender',
    text: `<sari@murid.example>: host mail.murid.example[192.0.2.1] said: 554 5.7.1\n    Service unavailable; Client host [198.51.100.7] blocked using\n    zen.spamhaus.example (in reply to RCPT TO command)`,
    permanent: false,
  },
  {
    name: 'a server that takes the address and refuses the letter',
    from: daemon,
    subject: 'Undelivered Mail Returned to Sender',
    text: `<sari@murid.example>: host mail.murid.example[192.0.2.1] said: 550\n    User unknown (in reply to end of DATA command)`,
    permanent: false,
  },
  {
    name: 'GMX',
    from: 'GMX Mailer Daemon <mailer-daemon@gmx.example>',
    subject: 'Mail delivery failed: returning message to sender',
    text: `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to\none or more of its recipients. This is a permanent error.\n\nThe following address failed:\n\n    sari@murid.example:\n        SMTP error from remote server for RCPT TO command, host: mail.murid.example (192.0.2.1) reason: 550 5.1.1 unknown user`,
    permanent: true,
  },
];

const mailOf = ({ from, subject, text }: Report, returned: string) =>
  `Return-Path: <>\nFrom: ${from}\nTo: konseling@sekolah.example\nSubject: ${subject}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: text/plain; charset=utf-8\n\n${text}\n\n--q\n${returned}\n--q--\n`;

describe('a delivery report in free text', () => {
  test.each(reports)('$name', async (report) => {
    const { report: read } = await understandMail(
      Buffer.from(mailOf(report, `Content-Type: message/rfc822\n\n${original}\nTo: sari@murid.example\n\nHalo.`)),
      options,
    );
    expect(read.kind).toBe('bounce');
    expect(read.bounce).toMatchObject({
      recipient: 'sari@murid.example',
      permanent: report.permanent,
      originalMessageId: 'answer.9@sekolah.example',
    });
  });

  test('a report that a person passes on is a letter', async () => {
    for (const report of reports) {
      const { report: read } = await understandMail(
        Buffer.from(
          `From: sari@murid.example\nTo: konseling@sekolah.example\nSubject: Fwd: ${report.subject}\n\nBu, ini apa?\n\n${report.text}`,
        ),
        options,
      );
      expect([report.name, read.kind]).toEqual([report.name, 'human']);
    }
  });
});

describe('a delivery report by its fields', () => {
  const fields = (lines: string) =>
    understandMail(
      Buffer.from(
        `Return-Path: <>\nFrom: ${daemon}\nTo: konseling@sekolah.example\nSubject: x\nContent-Type: multipart/report; report-type=delivery-status; boundary=q\n\n--q\n\nLaporan.\n--q\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.sekolah.example\n\nFinal-Recipient: rfc822; sari@murid.example\n${lines}\n--q--\n`,
      ),
      options,
    ).then(({ report }) => report.bounce);

  // RFC 3463 §2: the class says for good or for now, the subject says about what.
  test.each([
    ['failed', '5.1.1', true],
    ['failed', '5.1.2', true],
    ['failed', '5.1.3', true],
    ['failed', '5.1.10', true],
    ['failed', '5.4.4', true],
    ['failed', '5.2.1', false],
    ['failed', '5.2.2', false],
    ['failed', '5.2.3', false],
    ['failed', '5.3.4', false],
    ['failed', '5.4.1', false],
    ['failed', '5.4.6', false],
    ['failed', '5.4.7', false],
    ['failed', '5.6.1', false],
    ['failed', '5.7.1', false],
    ['failed', '5.7.26', false],
    ['failed', '4.4.7', false],
    ['delayed', '4.4.1', false],
    ['delayed', '5.1.1', false],
  ])('%s %s', async (action, status, permanent) => {
    expect(await fields(`Action: ${action}\nStatus: ${status}`)).toMatchObject({
      recipient: 'sari@murid.example',
      action,
      status,
      permanent,
    });
  });

  test.each(['delivered', 'relayed', 'expanded'])('%s is no bounce', async (action) => {
    expect(await fields(`Action: ${action}\nStatus: 2.0.0`)).toBeNull();
  });
});
