// The order of the files: those that take longest begin first, so that no worker is left with one of them at the end.

import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whole programs, then browsers, then servers; below that it is not worth the while. */
const slow = [/\/(faults|flows)\//, /browser\.test/, /embedded-postgres\.test|\/transport\/|parse-pool\.test/];

export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => slow.findIndex((pattern) => pattern.test(moduleId));
    const ranked = (file: TestSpecification) => (rank(file) === -1 ? slow.length : rank(file));
    return (await super.sort(files)).sort((a, b) => ranked(a) - ranked(b));
  }
}
