import { DEFAULT_BOUNDS, SEVERITIES } from './bounds.ts';
import type { CheckContext, DataCheck } from './check.ts';
import { CHECKS } from './checks.ts';
import { judge } from './judge.ts';
import { type CheckResult, notesOf, type Readiness, stateOf } from './readiness.ts';
import { inUnit } from './wording.ts';

/**
 * Runs every check whose tables were delivered. Reads landed tables and intake's counts; a
 * failed check changes nothing. Throws `QueryError` where a query fails: then nothing is known and nothing is sent.
 */
export async function checkData(context: CheckContext): Promise<Readiness> {
  const delivered = new Set(context.intake.map(({ table }) => table));
  const due = CHECKS.filter(
    ({ tables, applies }) =>
      tables.every((table) => delivered.has(table)) && (applies?.(context.settings) ?? true),
  );
  const findings = await Promise.all(due.map((check) => runCheck(check, context)));
  return { state: stateOf(findings), findings, notes: notesOf(findings, SEVERITIES) };
}

async function runCheck(check: DataCheck, context: CheckContext): Promise<CheckResult> {
  const { id, unit, fix } = check;
  const { values, found } = await check.measure(context);
  const bounds = { ...DEFAULT_BOUNDS[id], ...context.settings.bounds?.[id] };
  const { severity, value, side, limit } = judge(values, bounds);
  const allowed = `${side === 'min' ? 'at least' : 'limit'} ${inUnit[unit](limit)}`;
  return { check: id, severity, value, limit, message: `${found} (${allowed}).`, fix };
}
