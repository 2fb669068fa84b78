import * as l10n from '@vscode/l10n';
import * as v from 'valibot';

/** Builds the check of a view: an untrusted payload comes out typed, with unknown fields dropped, or a readable error is thrown. */
export function checker<Payload>(
  view: string,
  schema: v.GenericSchema<unknown, Payload>,
): (payload: unknown) => Payload {
  return payload => {
    const result = v.safeParse(schema, payload, { abortEarly: true });
    if (result.success) return result.output;
    const issue = result.issues[0];
    const path = v.getDotPath(issue);
    throw new Error(
      path === null
        ? l10n.t('This output cannot be shown as {0}: {1}.', view, describe(issue))
        : l10n.t('This output cannot be shown as {0}: {1} at {2}.', view, describe(issue), path.slice(0, 120)),
    );
  };
}

function describe(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'max_length' || issue.type === 'series') return issue.message;
  const expected = issue.expected ?? l10n.t('something else');
  return l10n.t('{0} was expected and {1} found', expected, issue.received.slice(0, 60));
}
