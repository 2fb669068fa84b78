import { createRandom } from '../../../../science/random';

const WORDS =
  'the of and to a in is that for it was on with as be at by this have from or had not but what all were when we there can an your which their if do will each about how up out them then she many some so these would other into has more her two like him see time could no make than first been its who now people my made over did down only way find use may water long little very after words called just where most know get through back much before go good new write our used me man too any day same right look think also around another came come work three word must because does part even place well such here take why things help put years different away again off went old number great tell men say small every found still between name should home big give air line set own under read last never us left end along while might next sound below saw something thought both few those always looked show large often together asked house world going want school important until form food keep children feet land side without boy once animals life enough took four head above kind began almost live page got earth need far hand high year mother light parts country father let night picture being study second eyes soon times story boys since white days ever paper hard near sentence better best across during today others however sure means knew try told young miles sun ways thing whole hear example heard several change answer room sea against top turned learn point city play toward five using himself usually'.split(
    ' ',
  );

/** Documents of random prose, with copies, near-copies, markup and boilerplate among them, drawn from a seed. */
export function simulatedTexts(n: number, seed: number): string[] {
  const random = createRandom(seed);
  const sentence = (): string => {
    const words = Array.from({ length: 6 + random.below(16) }, () => WORDS[random.below(WORDS.length)] as string);
    const [first = '', ...others] = words;
    return `${first.charAt(0).toUpperCase()}${first.slice(1)} ${others.join(' ')}.`;
  };
  const prose = (): string => Array.from({ length: 4 + random.below(24) }, sentence).join(' ');
  const made: string[] = [];
  for (let i = 0; i < n; i++) {
    const kind = random.uniform();
    const old = made.length > 0 ? (made[random.below(made.length)] as string) : prose();
    if (kind < 0.1) made.push(old);
    else if (kind < 0.2) made.push(`${old} ${sentence()}`);
    else if (kind < 0.28)
      made.push(
        `<html><body><nav>Home | About | Login</nav><p>${prose()}</p><footer>All rights reserved</footer></body></html>`,
      );
    else if (kind < 0.34)
      made.push(Array.from({ length: 20 }, () => 'Click here to subscribe to our newsletter').join('\n'));
    else if (kind < 0.38) made.push('### ### $$$ *** buy now !!! ### $$$ ***');
    else made.push(prose());
  }
  return made;
}
