// Answers one line of JSON with one line of JSON, with the reference implementation of Cedar.
const cedar = require('@cedar-policy/cedar-wasm/nodejs');
const readline = require('readline');

const messages = (answer) => answer.errors.map((error) => error.message).join('; ');

// Policies as text by id -> their JSON form, or the reason why there is none.
const toJson = (texts, convert) =>
  Object.fromEntries(Object.entries(texts ?? {}).map(([id, text]) => {
    const answer = convert(text);
    return [id, answer.type === 'success' ? answer.json : { failure: messages(answer) }];
  }));

const verbs = {
  version: () => cedar.getCedarVersion(),

  decide({ policies, entities, queries, printed, printedTemplates }) {
    const parsed = cedar.preparsePolicySet('set', policies);
    if (parsed.type !== 'success') return { failure: messages(parsed) };
    const answers = queries.map((query) => {
      const answer = cedar.statefulIsAuthorized({ ...query, entities, preparsedPolicySetId: 'set' });
      if (answer.type !== 'success') return { failure: messages(answer) };
      const { decision, diagnostics } = answer.response;
      return { decision, reasons: diagnostics.reason, errors: diagnostics.errors.map((error) => error.policyId) };
    });
    return {
      answers,
      json: { ...toJson(policies.staticPolicies, cedar.policyToJson), ...toJson(policies.templates, cedar.templateToJson) },
      printedJson: { ...toJson(printed, cedar.policyToJson), ...toJson(printedTemplates, cedar.templateToJson) },
    };
  },

  accept({ texts }) {
    return texts.map((text) => {
      const answer = cedar.policySetTextToParts(text);
      return answer.type === 'success' ? '' : messages(answer) || 'refused';
    });
  },

  validate({ schema, policies }) {
    return policies.map((text) => {
      const answer = cedar.validate({ schema, policies: { staticPolicies: text } });
      return answer.type === 'success' ? answer.validationErrors.map((error) => error.error.message) : [`failure: ${messages(answer)}`];
    });
  },

  schemaToJson({ schemas }) {
    return schemas.map((schema) => {
      const answer = cedar.schemaToJson(schema);
      return answer.type === 'success' ? answer.json : null;
    });
  },

  acceptSchemas({ texts }) {
    return texts.map((text) => {
      const answer = cedar.checkParseSchema(text);
      return answer.type === 'success' ? '' : messages(answer) || 'refused';
    });
  },
};

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const { verb, ...rest } = JSON.parse(line);
  let answer;
  try {
    answer = verbs[verb](rest);
  } catch (error) {
    answer = { crash: String(error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});
