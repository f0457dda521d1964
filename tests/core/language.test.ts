import { describe, expect, test } from 'vitest';
import { languageOf } from '../../src/core/language.ts';

describe('Indonesian, and what is nearer to it than English', () => {
  test.each([
    ['plain', 'Selamat pagi, Bu. Saya ingin bercerita tentang keadaan di rumah.'],
    ['slang', 'kak gw lg ga enak bgt sm temen2, pgn cerita tp takut'],
    ['one line', 'Bu, boleh cerita?'],
    ['with English words', 'Bu, aku merasa insecure banget, selalu overthinking dan nggak bisa move on dari dia.'],
    ['with an English sentence', 'I am so tired. Saya capek sama semua ini, Bu, dan tidak tahu harus cerita ke siapa.'],
    ['Malay', 'Cikgu, saya nak cakap sikit pasal masalah saya di rumah.'],
    ['Javanese', 'Bu, kula badhe cariyos babagan kahanan wonten griya, nanging kula ajrih.'],
    ['Sundanese', 'Bu, abdi hoyong carios perkawis kaayaan di bumi, nanging abdi sieun.'],
    ['Javanese mixed', 'Bu, aku wis ora kuat, pengen crita tapi wedi karo bapak.'],
    ['Betawi', 'Pak, aye kagak tahan lagi ame kelakuan die di sekolah.'],
    ['nothing', ''],
    ['a number', '10/10'],
  ])('%s', (_, text) => {
    expect(languageOf(text)).toBe('id');
  });
});

describe('English', () => {
  test.each([
    'Hello, I would like to talk to somebody about what is going on at home.',
    'can i talk to you? my friends are not talking to me and i feel alone',
    'Good morning, Bu Ani. I have not been able to sleep and it is getting worse.',
    'Is it ok if I come to the counselling room with a friend?',
  ])('%s', (text) => {
    expect(languageOf(text)).toBe('en');
  });
});

test('the beginning of a long letter is enough', () => {
  expect(languageOf('saya lelah. '.repeat(200_000))).toBe('id');
});
