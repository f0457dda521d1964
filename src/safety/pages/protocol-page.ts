/** The page of a protocol: the steps below each other in one form, the guides beside it, and who outside is told. */
import { z } from 'zod';
import { record } from '../../audit/record.ts';
import { readCaseAccess } from '../../cases/case-access.ts';
import { showHidden } from '../../cases/link-text.ts';
import type { CaseRow } from '../../cases/lock-case.ts';
import { type CaseVisit, personOf } from '../../cases/pages/case-visit.ts';
import { permissions } from '../../cases/pages/panel-model.ts';
import { fieldsOf, words } from '../../cases/pages/run-command.ts';
import {
  askedOf,
  dangers,
  handedOverAnswers,
  isPlanned,
  knownAnswers,
  type Protocol,
  planParts,
} from '../../core/risk/protocol.ts';
import type { Tx } from '../../db/database.ts';
import type { Answer } from '../../web/visit.ts';
import { answerDisclosure, askDisclosure, type Disclosure, noteTold, readDisclosures } from '../disclosures.ts';
import { draftPlan } from '../draft-plan.ts';
import { guides } from '../guides.ts';
import { type KeptProtocol, readProtocols, writeProtocol } from '../protocols.ts';
import { refusalWord, type SafetyRefusal } from '../words.ts';
import { emptyProtocol, protocolForm, protocolFrom } from './protocol-form.ts';

/** What a refused form brings back: why, and what was typed. */
interface Refused {
  problem: string;
  protocol?: { protocol: Protocol; seen: number };
  disclosure?: z.output<typeof disclosureForm>;
}

/** GET /cases/:code/protocol */
export const showProtocol = (visit: CaseVisit): Promise<Answer> => protocolPage(visit);

/** POST /cases/:code/protocol */
export async function saveProtocol(visit: CaseVisit): Promise<Answer> {
  const fields = fieldsOf(visit, protocolForm);
  const wish = { protocol: protocolFrom(fields), seen: fields.seen };
  return run(visit, 'protocol.said.written', { protocol: wish }, (tx, code) =>
    writeProtocol(tx, visit.app.vault, personOf(visit), code, wish, visit.now),
  );
}

/** POST /cases/:code/protocol/drafts */
export async function takePlanIntoReply(visit: CaseVisit): Promise<Answer> {
  const { params, app, now } = visit;
  fieldsOf(visit, z.strictObject({}));
  const answer = await run(visit, 'protocol.said.drafted', {}, (tx, code) =>
    draftPlan(tx, app.vault, personOf(visit), code, now),
  );
  return 'goTo' in answer ? { ...answer, goTo: `/cases/${params.code}#reply` } : answer;
}

const disclosureForm = z.strictObject({
  to: words,
  what: words,
  why: words,
  konseli_first: z.enum(['told', 'not_safe']),
  alone: z.literal('yes').optional(),
});

/** POST /cases/:code/disclosures */
export async function wishToTell(visit: CaseVisit): Promise<Answer> {
  const fields = fieldsOf(visit, disclosureForm);
  const { to, what, why, konseli_first: konseliFirst, alone } = fields;
  const wish = { konseliFirst, words: { to, what, why }, alone: alone === 'yes' };
  return run(visit, alone ? 'disclosure.said.alone' : 'disclosure.said.asked', { disclosure: fields }, (tx, code) =>
    askDisclosure(tx, visit.app.vault, personOf(visit), code, wish, visit.now),
  );
}

/** POST /cases/:code/disclosures/:id/answers */
export async function answerWish(visit: CaseVisit): Promise<Answer> {
  const { answer } = fieldsOf(visit, z.strictObject({ answer: z.enum(['agree', 'refuse']) }));
  const id = idOf(visit);
  if (!id) return { refused: 'not_found' };
  return run(visit, `disclosure.said.${answer}`, {}, (tx, code) =>
    answerDisclosure(tx, personOf(visit), code, { id, agreed: answer === 'agree' }, visit.now),
  );
}

/** POST /cases/:code/disclosures/:id/tellings */
export async function noteTelling(visit: CaseVisit): Promise<Answer> {
  fieldsOf(visit, z.strictObject({}));
  const id = idOf(visit);
  if (!id) return { refused: 'not_found' };
  return run(visit, 'disclosure.said.told', {}, (tx, code) => noteTold(tx, personOf(visit), code, id, visit.now));
}

const idOf = ({ params }: CaseVisit): string | null => z.uuid().safeParse(params.id).data ?? null;

async function run(
  visit: CaseVisit,
  said: string,
  typed: Omit<Refused, 'problem'>,
  command: (tx: Tx, code: string) => Promise<object | { refused: SafetyRefusal }>,
): Promise<Answer> {
  const { app, params, say } = visit;
  const result = await app.db.transaction().execute((tx) => command(tx, params.code ?? ''));
  if (!('refused' in result)) return { goTo: `/cases/${params.code}/protocol`, say: said };
  const refused = result.refused as SafetyRefusal;
  if (refused === 'not_found') return { refused };
  return protocolPage(visit, { ...typed, problem: say(refusalWord(refused)) });
}

function protocolPage(visit: CaseVisit, refused?: Refused): Promise<Answer> {
  const { app, params, say, now } = visit;
  const person = personOf(visit);
  return app.db.transaction().execute(async (tx) => {
    const found = await readCaseAccess(tx, person, params.code ?? '', 'read', now);
    if ('refused' in found)
      return found.refused === 'needs_reason' ? { goTo: `/cases/${params.code}` } : { refused: 'not_found' };
    const { kasus, relation } = found;
    if (relation === 'pool') return { refused: 'not_found' };
    const key = (await app.vault.keys(tx, 'letters', [kasus.id])).get(kasus.id) ?? null;
    const versions = await readProtocols(tx, key, kasus.id);
    const disclosures = await readDisclosures(tx, key, kasus.id);
    const may = permissions(person, relation);
    const mayWrite = may('record') && kasus.stage !== 'closed';
    await record(tx, {
      actor: { staff: person.id },
      kind: 'protocol.read',
      caseId: kasus.id,
      data: { version: versions[0]?.version ?? 0 },
    });
    return {
      page: 'safety/protocol',
      title: say('protocol.title', { code: kasus.code }),
      status: refused ? 409 : 200,
      model: {
        code: kasus.code,
        back: { href: `/cases/${kasus.code}`, text: say('protocol.back') },
        problem: refused?.problem ?? null,
        standing: versions[0] ? standingModel(visit, versions[0], mayWrite) : null,
        earlier: versions.slice(1).map((version) => standingModel(visit, version, false)),
        form: mayWrite ? formModel(visit, versions[0], refused) : null,
        guides: guides[visit.lang],
        disclosures: disclosures.map((one) => disclosureModel(visit, kasus, one, may)),
        tell: mayWrite ? tellModel(visit, refused) : null,
      },
    };
  });
}

function standingModel({ say }: CaseVisit, { version, by, at, protocol }: KeptProtocol, mayDraft: boolean) {
  const { handedOver } = protocol;
  return {
    title: say('protocol.version', { version }),
    by,
    at,
    dangers: protocol.dangers.length ? protocol.dangers.map((danger) => say(`danger.${danger}`)) : [say('danger.none')],
    known: askedOf.map((asked) => ({
      label: say(`danger_known.${asked}`),
      answer: say(`danger_answer.${protocol.known[asked]}`),
    })),
    assessment: showHidden(protocol.assessment),
    plan: planParts
      .filter((part) => protocol.plan[part])
      .map((part) => ({ label: say(`safety_plan.${part}`), text: showHidden(protocol.plan[part]) })),
    handedOver: handedOver && {
      service: showHidden(handedOver.service),
      incident: showHidden(handedOver.incident) || null,
      konseli: say(`handed_over.${handedOver.konseli}`),
    },
    mayDraft: mayDraft && isPlanned(protocol.plan),
  };
}

function formModel({ say }: CaseVisit, newest: KeptProtocol | undefined, refused: Refused | undefined) {
  const { protocol, seen } = refused?.protocol ?? {
    protocol: newest?.protocol ?? emptyProtocol,
    seen: newest?.version ?? 0,
  };
  const konseli = protocol.handedOver?.konseli ?? 'not_asked';
  return {
    seen,
    dangers: dangers.map((danger) => ({
      name: `danger_${danger}`,
      label: say(`danger.${danger}`),
      ticked: protocol.dangers.includes(danger),
    })),
    known: askedOf.map((asked) => ({
      name: `known_${asked}`,
      label: say(`danger_known.${asked}`),
      answers: knownAnswers.map((value) => ({
        value,
        id: `known_${asked}_${value}`,
        label: say(`danger_answer.${value}`),
        chosen: protocol.known[asked] === value,
      })),
    })),
    assessment: protocol.assessment,
    plan: planParts.map((part) => ({
      name: `plan_${part}`,
      label: say(`safety_plan.${part}`),
      value: protocol.plan[part],
    })),
    handedTo: protocol.handedOver?.service ?? '',
    incident: protocol.handedOver?.incident ?? '',
    konseli: handedOverAnswers.map((value) => ({
      value,
      label: say(`handed_over.${value}`),
      chosen: value === konseli,
    })),
  };
}

function disclosureModel(
  { say, staff }: CaseVisit,
  kasus: CaseRow,
  one: Disclosure,
  may: ReturnType<typeof permissions>,
) {
  const open = kasus.stage !== 'closed';
  const name = one.askedBy.name;
  return {
    id: one.id,
    to: showHidden(one.words.to),
    what: showHidden(one.words.what),
    why: showHidden(one.words.why),
    first: say(`disclosure.first.${one.konseliFirst}`),
    asked: say(one.alone ? 'disclosure.alone_by' : 'disclosure.asked_by', { name }),
    askedAt: one.askedAt,
    answer:
      one.answer && say(one.answer.agreed ? 'disclosure.agreed_by' : 'disclosure.refused_by', { name: one.answer.by }),
    answeredAt: one.answer?.at ?? null,
    toldAt: one.toldAt,
    mayAnswer: !one.answer && one.askedBy.id !== staff.id && may('agree_disclosure'),
    waits: !one.answer && one.askedBy.id === staff.id ? say('disclosure.waits') : null,
    mayTell: open && may('record') && one.answer?.agreed === true && !one.toldAt,
  };
}

function tellModel({ say }: CaseVisit, refused: Refused | undefined) {
  const typed = refused?.disclosure;
  return {
    open: typed !== undefined,
    to: typed?.to ?? '',
    what: typed?.what ?? '',
    why: typed?.why ?? '',
    alone: typed?.alone === 'yes',
    first: (['told', 'not_safe'] as const).map((value) => ({
      value,
      label: say(`disclosure.first.${value}`),
      chosen: value === typed?.konseli_first,
    })),
  };
}
