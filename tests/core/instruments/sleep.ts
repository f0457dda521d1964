/** An invented instrument, the one of docs/instruments.md. */
import { readFileSync } from 'node:fs';
import type { Instrument } from '../../../src/core/instruments/instrument.ts';

const page = readFileSync(new URL('../../../docs/instruments.md', import.meta.url), 'utf8');

export const sleepJson = /```json\n([\s\S]*?)```/.exec(page)![1]!;
export const sleep = JSON.parse(sleepJson) as Instrument;
