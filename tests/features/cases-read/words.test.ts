// Everything the rules can ask for, and everything that can stand in the record, has words in both languages.
import { expect, test } from 'vitest';
import { eventKinds } from '../../../src/audit/event-kinds.ts';
import { words as auditWords, eventSentence } from '../../../src/audit/words.ts';
import { foldersOf } from '../../../src/cases/case-lists.ts';
import { words as caseWords } from '../../../src/cases/words.ts';
import { gateItems } from '../../../src/core/gates.ts';
import { outcomeForms } from '../../../src/core/outcomes.ts';
import { administrativeEndings, nextStages } from '../../../src/core/stage.ts';
import { languages, mergeWords } from '../../../src/web/merge-words.ts';

const words = mergeWords(caseWords, auditWords);
const wanted = [
  ...gateItems.flatMap((g) => [
    `gate.${g.item}`,
    `gate_help.${g.item}`,
    ...[...g.values, ...(g.seenByProgram ?? [])].map((value) => `gate_value.${g.item}.${value}`),
  ]),
  ...Object.entries(outcomeForms).flatMap(([outcome, form]) => [
    `outcome.${outcome}`,
    `outcome_help.${outcome}`,
    ...[...form.needs, ...form.takes].map((field) => `outcome_field.${field}`),
    ...(form.hasTime ? [`outcome_time.${outcome}`] : []),
    ...(form.needsConsent ? [`outcome_consent.${outcome}`] : []),
    ...(form.completedBy ? [`outcome_complete.${outcome}`, `outcome_waits.${outcome}`] : []),
  ]),
  ...Object.keys(nextStages).flatMap((stage) => [`stage.${stage}`, `stage_number.${stage}`]),
  ...administrativeEndings.flatMap((ending) => [`ending.${ending}`, `ending_help.${ending}`]),
  ...foldersOf({ id: 1, role: 'counsellor' }).flatMap((f) => [
    `folder.${f}`,
    `folder_lead.${f}`,
    `folder_empty.${f}`,
    `folder_kind.${f}`,
  ]),
  ...['queued', 'sending', 'retry', 'sent', 'failed', 'uncertain', 'cancelled'].map((state) => `delivery.${state}`),
  ...['unread', 'none', 'concern', 'urgent'].map((risk) => `risk.${risk}`),
];

test.each(languages)('every item, choice, field, ending and folder has words in %s', (lang) => {
  expect(wanted.length).toBeGreaterThan(120);
  for (const key of wanted) expect(words.say(lang, key), key).not.toBe('');
});

test('both languages have the same words', () => {
  for (const catalogue of [caseWords, auditWords])
    expect(Object.keys(catalogue.en).sort()).toEqual(Object.keys(catalogue.id).sort());
});

const staff = new Map([
  [1, 'Bu Ani'],
  [2, 'Pak Budi'],
]);

test.each(languages)('every event gives a whole sentence in %s, even with nothing but its kind', (lang) => {
  const say = (key: string, values?: Record<string, unknown>) => words.say(lang, key, values);
  for (const kind of eventKinds)
    for (const actor of ['staff:1', 'staff:99', 'system', 'konseli', 'cli'])
      expect(eventSentence(say, { kind, actor, data: {} }, staff), kind).not.toMatch(/undefined|null|\[object|NaN/);
});

test.each([
  ['case.assigned', { from: 1, to: 2 }, 'Bu Ani menyerahkan kasus kepada Pak Budi'],
  [
    'case.moved',
    { from: 'preparation', to: 'counselling', round: 1 },
    'Bu Ani memindahkan kasus: Persiapan → Konseling',
  ],
  [
    'case.moved',
    { from: 'preparation', to: 'counselling', round: 1, without: ['consent', 'guardian'] },
    'Bu Ani memindahkan kasus: Persiapan → Konseling, tanpa catatan: Persetujuan konseli, Persetujuan orang tua atau wali',
  ],
  [
    'case.closed',
    { from: 'counselling', to: 'closed', ending: 'silent' },
    'Bu Ani mengakhiri kasus: Berhenti tanpa kabar',
  ],
  ['risk.read', { item: 'risk_read', value: 'urgent' }, 'Bu Ani membaca tanda bahaya: Mendesak: ada bahaya'],
  ['record.made', { item: 'age_band', value: 'seventeen' }, 'Bu Ani mencatat Usia konseli: 17 tahun'],
  [
    'override.asked',
    { from: 'preparation', to: 'counselling', missing: ['consent'] },
    'Bu Ani meminta lanjut walau 1 hal belum tercatat',
  ],
  ['case.shared', { with: 2 }, 'Bu Ani mengajak Pak Budi sebagai pendamping'],
  ['outcome.chosen', { outcome: 'referred' }, 'Bu Ani memilih hasil: Rujukan (alih tangan)'],
] as const)('%s %o', (kind, data, sentence) => {
  const say = (key: string, values?: Record<string, unknown>) => words.say('id', key, values);
  expect(eventSentence(say, { kind, actor: 'staff:1', data }, staff)).toBe(sentence);
});
