import type { Law } from '../laws/law';
import { findLaw } from '../laws/laws';
import { optimalFor } from '../laws/verbs/optimal';
import { type Claim, claim } from './claim';

/**
 * Constants as their sources print them, written down a second time and apart from the laws: a digit mistyped in a law shows.
 * Powers of ten as in print; minus signs belong to the number.
 */
const printed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kaplan: {
    ...{ Nc: '8.8e13', alphaN: '0.076', Dc: '5.4e13', alphaD: '0.095', CcMin: '3.1e8', alphaCMin: '0.050' },
    ...{ Cc: '1.6e7', alphaC: '0.057', ND_Nc: '6.4e13', ND_alphaN: '0.076', ND_Dc: '1.8e13', ND_alphaD: '0.103' },
    ...{ NS_Nc: '6.5e13', NS_alphaN: '0.077', NS_Sc: '2.1e3', NS_alphaS: '0.76', Bstar: '2.1e8', alphaB: '0.21' },
    ...{ N_coefficient: '1.3e9', N_exponent: '0.73', D_coefficient: '2e10', D_exponent: '0.27' },
    ...{ B_coefficient: '2.0e6', B_exponent: '0.24', S_coefficient: '5.4e3', S_exponent: '0.03' },
    ...{ lr_base: '0.003239', lr_slope: '-0.0001395' },
  },
  chinchilla: { A: '406.4', B: '410.7', E: '1.69', alpha: '0.34', beta: '0.28' },
  chinchilla_rounded: { A: '406.4', B: '410.7', E: '1.69', alpha: '0.34', beta: '0.28' },
  epoch: { A: '482.01', B: '2085.43', E: '1.8172', alpha: '0.3478', beta: '0.3658' },
  epoch_huber: { A: '477.84', B: '2143.86', E: '1.817235', alpha: '0.34731', beta: '0.36718' },
  epoch_245: { A: '463.3', B: '12530', E: '1.89', alpha: '0.345', beta: '0.452' },
  muennighoff: {
    ...{ A: '521', B: '1488', E: '1.87', alpha: '0.353', beta: '0.353', R_D: '15.387756', R_N: '5.309743' },
  },
  gadre_c4: { E: '1.51', a: '141', b: '190', eta: '0.121', epsilon: '0.850', k: '2.08', gamma: '0.756' },
  gadre_rpj: { E: '1.84', a: '212', b: '367', eta: '0.136', epsilon: '0.857', k: '2.21', gamma: '0.715' },
  gadre_rw: { E: '1.73', a: '157', b: '246', eta: '0.127', epsilon: '0.865', k: '2.21', gamma: '0.707' },
  sardana: { alpha: '0.18', beta: '0.24', A: '33.66', B: '138.9', E: '1.45' },
  sardana_100: { alpha: '0.08', beta: '0.13', A: '7.199', B: '25.97', E: '0.17' },
  sardana_250: { alpha: '0.13', beta: '0.16', A: '14.23', B: '39.54', E: '0.98' },
  sardana_500: { alpha: '0.13', beta: '0.16', A: '17.07', B: '35.8', E: '0.95' },
  porian: {
    ...{ N_exponent: '0.497', lr_coefficient: '3.7', lr_N: '-0.36', batch_coefficient: '0.7576', batch_N: '0.703' },
  },
  llama3: { D_coefficient: '0.299', D_exponent: '0.537' },
  deepseek: {
    ...{ N_exponent: '0.5243', lr_coefficient: '0.3118', lr_C: '-0.1250' },
    ...{ batch_coefficient: '0.2920', batch_C: '0.3271' },
  },
  cerebras: { scale: '5.984e22', exponent: '0.0737', E: '0.5066', ratio: '20' },
  minicpm: { ratio: '192', batch_coefficient: '1.21e9', batch_L: '-6.24' },
  clark: {
    ...{ a: '-0.0830253', b: '-0.11804367', c: '0.00992483', d: '1.11358', E_start: '2.074568', E_max: '238.67487' },
  },
  clark_rl_r: {
    ...{ a: '-0.08272954', b: '-0.12341672', c: '0.01123257', d: '1.10701265' },
    ...{ E_start: '1.7219259', E_max: '470.05331' },
  },
  clark_hash: {
    ...{ a: '-0.0873567', b: '-0.13836389', c: '0.01263523', d: '1.15953068' },
    ...{ E_start: '4.2687697', E_max: '427.3229952' },
  },
  clark_rounded: { a: '-0.082', b: '-0.108', c: '0.009', d: '1.104', E_start: '1.847', E_max: '314.478' },
  clark_rl_r_rounded: { a: '-0.083', b: '-0.126', c: '0.012', d: '1.111', E_start: '1.880', E_max: '469.982' },
  clark_hash_rounded: { a: '-0.087', b: '-0.136', c: '0.012', d: '1.157', E_start: '4.175', E_max: '477.741' },
  clark_dense: { Nc: '3.568e13', alphaN: '0.078' },
  krajewski: { a: '18.1', alpha: '0.115', b: '30.8', beta: '0.147', g: '2.1', gamma: '0.58', c: '0.47' },
  krajewski_dense: { A: '16.3', alpha: '0.126', B: '26.7', beta: '0.127', E: '0.47' },
  ludziejewski: {
    ...{ a: '35.91', alpha: '-0.1889', delta: '-0.2285', gamma: '0.0098', b: '35.98', beta: '-0.1775' },
    ...{ omega: '0.5529', zeta: '-0.0259', E_start: '2.0732', E_max: '290.4521', c: '1.3637' },
  },
  abnar: {
    ...{ a: '16612.50', alpha: '0.5962', b: '5455.67', beta: '0.3954', c: '0.4598', lambda: '-0.1666' },
    ...{ d: '17.26', delta: '0.1603', gamma: '0.1595', e: '0.94' },
  },
  kumar: {
    ...{ A: '4299', alpha: '0.4965', B: '18060', beta: '0.4965', E: '2.7648' },
    ...{ gamma_w: '2.6745', gamma_i: '2.2102', gamma_kv: '0.9578' },
    ...{ C_T: '0.0598', gamma_D: '0.5068', gamma_N: '0.3439', gamma_post: '0.5907' },
  },
  tissue: { L0: '2.62779655', A: '0.42966514', alpha: '0.54984562', C: '0.41077247', lambda: '0.999' },
  steplaw: { lr_coefficient: '1.79', lr_N: '-0.713', lr_D: '0.307', batch_coefficient: '0.58', batch_D: '0.571' },
  moonlight: { lr_coefficient: '0.0127', lr_C: '-0.057', batch_coefficient: '0.0065', batch_C: '0.4138' },
  bjorck: { lr_D: '-0.32' },
  shehper: {
    ...{ Nc: '3.8e13', alphaN: '0.082', ND_Nc: '1.32e14', ND_alphaN: '0.076', ND_Dc: '1.22e12', ND_alphaD: '0.122' },
    ...{ Cc: '1.8e5', alphaC: '0.074' },
  },
  hernandez: { k: '1.9e4', alpha: '0.18', beta: '0.38' },
  hernandez_mixture: { k: '2.1e5', alpha: '0.096', beta: '0.38' },
};

function lawNamed(name: string): Law {
  const law = findLaw(name);
  if (!law) throw new Error(`no law ${name}`);
  return law;
}

/** Constants that a law holds in another shape than it is printed in. */
const converted = (): Claim[] => [
  claim({
    id: 'constant-deepseek-M',
    citation: lawNamed('deepseek').citation,
    statement: 'laws.deepseek: coefficient of M = 6N',
    printed: '0.1715',
    compute: () => 6 * lawNamed('deepseek').constants.N_coefficient,
  }),
  claim({
    id: 'constant-porian-N',
    citation: lawNamed('porian').citation,
    statement: 'laws.porian: N* at 5.88e23 FLOP',
    printed: '7.7e10',
    unit: 'params',
    compute: () => optimalFor(lawNamed('porian'), { C: 5.88e23 }).N,
  }),
];

/** A claim for every constant of every law: it is what the source prints. */
export function constantClaims(): Claim[] {
  const direct = Object.entries(printed).flatMap(([name, values]) => {
    const law = lawNamed(name);
    return Object.entries(values).map(([constant, text]) => {
      const note = law.constantNotes?.[constant];
      return claim({
        id: `constant-${name}-${constant}`,
        citation: note?.citation ?? law.citation,
        statement: `laws.${name}: ${constant}`,
        printed: text,
        ...(note?.unit ? { unit: note.unit } : {}),
        compute: () => law.constants[constant],
      });
    });
  });
  return [...direct, ...converted()];
}
