import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type BatchResult, runNotebook } from '../../../../src/kernel/batch';
import { JobPool } from '../../../../src/kernel/jobs/pool';
import { runJob } from '../../../../src/kernel/jobs/registry';
import { Kernel } from '../../../../src/kernel/kernel';
import { withDefinitions } from '../../../../src/kernel/share/definitions';
import { FileRecorder } from '../../../../src/kernel/share/files';
import { type NotebookDocument, parse } from '../../../../src/notebook/format';

export interface TestRun {
  readonly document: NotebookDocument;
  readonly result: BatchResult;
  readonly recorder: FileRecorder;
}

/** Runs jobs where they are asked for. */
class InlinePool extends JobPool {
  constructor() {
    super(() => {
      throw new Error('no workers here');
    }, 0);
  }

  override run(name: string, payload: unknown): Promise<unknown> {
    return Promise.resolve(runJob(name, payload, () => undefined));
  }
}

/** Runs a note in this very thread. `files` are those below its folder. */
export async function runText(
  text: string,
  {
    files = {},
    definitions = {},
    most = 1e6,
  }: {
    readonly files?: Readonly<Record<string, string>>;
    readonly definitions?: Readonly<Record<string, string>>;
    readonly most?: number;
  } = {},
): Promise<TestRun> {
  const recorder = new FileRecorder(
    {
      readFile: async name => {
        const content = files[name];
        if (content === undefined) throw new Error(`There is no file "${name}".`);
        return new TextEncoder().encode(content);
      },
      findFiles: async () => Object.keys(files),
    },
    most,
  );
  const kernel = new Kernel(
    {
      readFile: name => recorder.readFile(name),
      findFiles: glob => recorder.findFiles(glob),
      progress: () => undefined,
    },
    () => 0,
    new InlinePool(),
  );
  kernel.configure({ full: true });
  const document = withDefinitions(parse(text), definitions);
  const result = await runNotebook(document, request => kernel.evaluate(request));
  return { document, result, recorder };
}

const gallery = path.join(__dirname, '../../../../notebooks');

/** Notebooks of the gallery that together show every kind of view, by name. */
export const galleryNotes = (): readonly (readonly [string, string])[] =>
  [
    'welcome',
    'gopher-or-chinchilla',
    'calibration',
    'loss-curves',
    'replicating-chinchilla',
    'plan-a-training-run',
  ].map(name => [name, readFileSync(path.join(gallery, `${name}.scalebook`), 'utf8')] as const);

/** What someone could write to run something in a reader's browser. */
export const HOSTILE = `---
scalebook: 1
title: "</title><script>alert('title')</script>"
---

# <img src=x onerror=alert(1)> </script><script>alert(2)</script>

<script>alert(3)</script>
<iframe src="javascript:alert(4)"></iframe>
<svg onload=alert(5)>

[click](javascript:alert(6)) [data](data:text/html,<script>alert(7)</script>) [vb](vbscript:x) [ctl](java\tscript:alert(8))
[ref]: javascript:alert(9)
[entity](javascript&colon;alert(10)) ![pic](javascript:alert(11)) ![remote](https://example.org/x.png "t\\" onload=alert(12)")
<a href="javascript:alert(13)">a</a> \`<b>code</b>\` <https://example.org/?a=<script>>

$\\href{javascript:alert(14)}{x}$ $\\htmlData{onclick=alert(15)}{y}$ $\\includegraphics{https://example.org/z.png}$ $\\text{</math><script>alert(16)</script>}$

## scalebook-note

\`\`\`html
<script>alert(17)</script>
\`\`\`

\`\`\`scale {#x" onclick="alert(18)}
"</script><script>alert(19)</script>"
{"<img src=x onerror=alert(20)>": "<svg onload=alert(21)>"}
plot([{x: 1, y: 2}], x: "x", y: "y", title: "</text><script>alert(22)</script>")
evil = "<!-- <script>"
\`\`\`

\`\`\`csv runs
"<script>alert(23)</script>",N
<b onmouseover=alert(24)>,1
\`\`\`
`;
