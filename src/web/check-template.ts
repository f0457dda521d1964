// Walks a template's tree before it is compiled: what would only fail when a person opens the page fails at start.
import Handlebars from 'handlebars';
import type { Words } from './merge-words.ts';

export interface Known {
  words: Words;
  hasIcon: (name: string) => boolean;
  helpers: string[];
  templates: string[];
}

/** @throws naming the template and the line of the first thing that is wrong. */
export function checkTemplate(name: string, source: string, known: Known): void {
  new TemplateChecker(name, known).accept(Handlebars.parse(source));
}

/** Handlebars gives its tree walk as a class to extend. */
class TemplateChecker extends Handlebars.Visitor {
  readonly #name: string;
  readonly #known: Known;

  constructor(name: string, known: Known) {
    super();
    this.#name = name;
    this.#known = known;
  }

  override MustacheStatement(node: hbs.AST.MustacheStatement): void {
    if (!node.escaped) this.#fail(node, 'writes without escaping (triple braces or &)');
    this.#checkCall(node);
    super.MustacheStatement(node);
  }

  override SubExpression(node: hbs.AST.SubExpression): void {
    this.#checkCall(node);
    super.SubExpression(node);
  }

  override PartialStatement(node: hbs.AST.PartialStatement): void {
    this.#checkPartial(node);
    super.PartialStatement(node);
  }

  override PartialBlockStatement(node: hbs.AST.PartialBlockStatement): void {
    this.#checkPartial(node);
    super.PartialBlockStatement(node);
  }

  #checkCall(node: hbs.AST.MustacheStatement | hbs.AST.SubExpression): void {
    const helper = (node.path as hbs.AST.PathExpression).original;
    const given = node.params[0];
    if (given === undefined) return;
    if (!this.#known.helpers.includes(helper)) this.#fail(node, `calls the unknown helper '${helper}'`);
    if (helper === 't' && !(isText(given) && this.#known.words.has(given.value)))
      this.#fail(node, `needs a word that is in the catalogue, not ${shown(given)}`);
    if (helper === 'pick' && !(isText(given) && this.#known.words.group(given.value).length > 0))
      this.#fail(node, `needs a group of words that is in the catalogue, not ${shown(given)}`);
    if (helper === 'icon' && isText(given) && !this.#known.hasIcon(given.value))
      this.#fail(node, `needs an icon of icons.svg, not ${shown(given)}`);
  }

  #checkPartial(node: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement): void {
    const partial = (node.name as hbs.AST.PathExpression).original;
    const fromLayout = partial === '@partial-block' || (partial === 'content' && this.#name === 'layout');
    if (!fromLayout && !this.#known.templates.includes(`partials/${partial}`))
      this.#fail(node, `uses the unknown partial '${partial}'`);
  }

  #fail(node: hbs.AST.Node, what: string): never {
    throw new Error(`Template ${this.#name}.hbs, line ${node.loc.start.line}: ${what}.`);
  }
}

function isText(node: hbs.AST.Expression): node is hbs.AST.StringLiteral {
  return node.type === 'StringLiteral';
}

function shown(node: hbs.AST.Expression): string {
  return isText(node) ? `'${node.value}'` : 'a name';
}
