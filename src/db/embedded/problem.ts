/** Why the embedded PostgreSQL cannot run, in a sentence for whoever starts the program. */
export class EmbeddedPostgresProblem extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'EmbeddedPostgresProblem';
  }
}
