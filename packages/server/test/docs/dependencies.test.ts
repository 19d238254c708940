import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

describe('the list of dependencies of decision 0012', () => {
  it('names every package that a package.json names, once, and no other', () => {
    expect(
      documented()
        .map(([name]) => name)
        .toSorted(),
    ).toEqual([...declared()].toSorted());
  });

  it('gives each the licence that the installed package has', () => {
    const rows = documented();
    const installed = rows.map(([name, licence]) => [name, licenceOf(name) ?? licence]);
    expect(rows).toEqual(installed);
  });
});

interface Manifest {
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

function declared(): Set<string> {
  const manifests = globSync(['package.json', 'packages/*/package.json'], { cwd: root }).map(manifestAt);
  const names = manifests.flatMap(({ dependencies, devDependencies, optionalDependencies }) =>
    Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }),
  );
  return new Set(names.filter((name) => !name.startsWith('@betalt/')));
}

/** Package and licence of each row. */
function documented(): [string, string][] {
  const page = readFileSync(`${root}docs/decisions/0012-dependencies.md`, 'utf8');
  const rows = page.matchAll(/^\| (@?[a-z][\w./-]*) \| ([^|]+) \|/gm);
  return [...rows]
    .map(([, name = '', licence = '']): [string, string] => [name, licence.trim()])
    .filter(([name]) => name !== 'package');
}

/** Undefined for a package of another platform. */
function licenceOf(name: string): string | undefined {
  const places = globSync([`node_modules/${name}`, `packages/*/node_modules/${name}`], { cwd: root });
  const place = places.map((each) => `${each}/package.json`).find((path) => existsSync(root + path));
  return place === undefined ? undefined : manifestAt(place).license;
}

function manifestAt(path: string): Manifest {
  return JSON.parse(readFileSync(root + path, 'utf8')) as Manifest;
}
