import { readFile } from 'node:fs/promises';
import { RunRequestError } from '#lib/pipeline/run-request.ts';

/** A person to erase. */
export interface Subject {
  readonly id: string;
  /** Other texts that name the person, such as an address: looked for in every byte. */
  readonly texts: readonly string[];
}

interface SubjectFlags {
  readonly customer?: string;
  readonly subjectFile?: string;
}

/** Whom the flags name. Throws `RunRequestError`, without the line that it could not read. */
export async function readSubjects({ customer, subjectFile }: SubjectFlags): Promise<Subject[]> {
  const one = customer === undefined ? [] : [subjectOf(customer, '--customer')];
  if (subjectFile === undefined) return one;
  const text = await readFile(subjectFile, 'utf8').catch((cause: unknown) => {
    throw new RunRequestError(`--subject-file ${subjectFile}: cannot be read`, { cause });
  });
  const lines = text.split(/\r?\n/).entries();
  const listed = [...lines].flatMap(([n, line]) =>
    line.trim() === '' ? [] : [subjectOf(line, `${subjectFile}:${n + 1}`)],
  );
  return [...one, ...listed];
}

function subjectOf(line: string, place: string): Subject {
  const [id = '', ...texts] = line.split('\t').map((cell) => cell.trim());
  if (id === '' || id.length > 255)
    throw new RunRequestError(`${place}: must begin with a customer id of 1 to 255 characters`);
  return { id, texts: texts.filter((text) => text !== '') };
}
