/** The layers of a worksheet that are shared by who works on the case; the first, what the letter stirs up, is not among them. */
export const sharedLayers = ['theme', 'hypothesis', 'resources', 'unknown', 'plan'] as const;

export type SharedLayer = (typeof sharedLayers)[number];
export type SharedWords = Record<SharedLayer, string>;

export const LONGEST_LAYER = 20_000;

export const noWords: SharedWords = { theme: '', hypothesis: '', resources: '', unknown: '', plan: '' };

export const isEmpty = (words: SharedWords): boolean => sharedLayers.every((layer) => !words[layer].trim());
