/** A note with a control, what follows from it, and a view. */
export const SLIDER = `---
scalebook: 1
title: A budget
---

# What a budget buys

The law is $L = E + A/N^\\alpha + B/D^\\beta$.

\`\`\`scale
budget = slider(1e22 FLOP, 1e25 FLOP, 5.76e23 FLOP, log: true, label: "training budget")
\`\`\`

\`\`\`scale
best = optimal(laws.epoch, budget)
\`\`\`

\`\`\`scale
isoflop(laws.epoch, budget)
\`\`\`

\`\`\`scale
half = 70B params / 2
\`\`\`

\`\`\`csv runs
N,loss
1e8,3.31
4e8,2.87
\`\`\`

\`\`\`scale
lines(runs, x: "N", y: "loss", log: "x", title: "Two runs")
\`\`\`
`;

/** Runs of a law that is known, with a ripple in place of noise: enough that a bootstrap is divided among workers. */
export function fitNote(): string {
  const rows = Array.from({ length: 60 }, (_, i) => {
    const [N, D] = [1e8 * 1.6 ** (i % 10), 2e9 * 2 ** Math.floor(i / 10)];
    const loss = 1.8 + 400 / N ** 0.34 + 1200 / D ** 0.33 + 0.004 * Math.sin(12.9898 * i);
    return `${N.toExponential(4)},${D.toExponential(4)},${loss.toFixed(5)}`;
  });
  return `# A fit

\`\`\`csv runs
N,D,loss
${rows.join('\n')}
\`\`\`

\`\`\`scale
draws = 400
law = fit(runs, bootstrap: draws);
law.alpha
\`\`\`
`;
}

/** Ten views. */
export const TEN_VIEWS = `# Ten views

${Array.from({ length: 10 }, (_, i) => `\`\`\`scale\nisoflop(laws.epoch, ${i + 1}e23 FLOP)\n\`\`\`\n`).join('\n')}`;

/** What someone could write to run something in a reader's browser; whatever runs says so in \`pwned\`. */
export const HOSTILE = `---
scalebook: 1
title: "</title><script>pwned=1</script>"
---

# <img src=x onerror=pwned=1> </script><script>pwned=1</script>

<script>pwned=1</script>
<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>
<svg onload=pwned=1></svg>

[click](javascript:pwned=1) [other](data:text/html,<script>pwned=1</script>) ![remote](https://example.org/x.png)

$\\href{javascript:pwned=1}{link}$ $\\htmlData{onclick=pwned=1}{y}$ $\\includegraphics{https://example.org/z.png}$ $\\text{</math><script>pwned=1</script>}$

## scalebook-note

\`\`\`scale
"</script><script>pwned=1</script>"
{"<img src=x onerror=pwned=1>": "<svg onload=pwned=1>"}
plot(x => x, 0..1, title: "</text><script>pwned=1</script>", x_label: "<img src=x onerror=pwned=1>")
evil = slider(0, 1, 0.5, label: "<img src=x onerror=pwned=1>")
\`\`\`

\`\`\`scale
title = evil > 0.5 ? "<img src=x onerror=pwned=1>" : "<b>harmless</b>"
\`\`\`

\`\`\`csv runs
"<script>pwned=1</script>",N
<b onmouseover=pwned=1>,1
\`\`\`
`;
