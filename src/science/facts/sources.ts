import type { Source } from '../source';

type Row = Omit<Source, 'key'>;

const paper = (authors: string, year: number, title: string, arxiv: string, venue?: string): Row => ({
  authors,
  year,
  title,
  arxiv,
  url: `https://arxiv.org/abs/${arxiv}`,
  ...(venue ? { venue } : {}),
});

const page = (authors: string, year: number, title: string, url?: string, licence?: string): Row => ({
  authors,
  year,
  title,
  ...(url ? { url } : {}),
  ...(licence ? { licence } : {}),
});

const rows: Readonly<Record<string, Row>> = {
  kaplan2020: paper('Kaplan et al.', 2020, 'Scaling Laws for Neural Language Models', '2001.08361'),
  hoffmann2022: paper('Hoffmann et al.', 2022, 'Training Compute-Optimal Large Language Models', '2203.15556'),
  besiroglu2024: paper('Besiroglu et al.', 2024, 'Chinchilla Scaling: A Replication Attempt', '2404.10102'),
  pearce2024: paper('Pearce and Song', 2024, 'Reconciling Kaplan and Chinchilla Scaling Laws', '2406.12907'),
  porian2024: paper(
    'Porian et al.',
    2024,
    'Resolving Discrepancies in Compute-Optimal Scaling of Language Models',
    '2406.19146',
  ),
  gopher2021: paper(
    'Rae et al.',
    2021,
    'Scaling Language Models: Methods, Analysis & Insights from Training Gopher',
    '2112.11446',
  ),
  llama1: paper('Touvron et al.', 2023, 'LLaMA: Open and Efficient Foundation Language Models', '2302.13971'),
  llama2: paper('Touvron et al.', 2023, 'Llama 2: Open Foundation and Fine-Tuned Chat Models', '2307.09288'),
  llama3: paper('Dubey et al.', 2024, 'The Llama 3 Herd of Models', '2407.21783'),
  gpt3: paper('Brown et al.', 2020, 'Language Models are Few-Shot Learners', '2005.14165'),
  palm: paper('Chowdhery et al.', 2022, 'PaLM: Scaling Language Modeling with Pathways', '2204.02311'),
  lamda: paper('Thoppilan et al.', 2022, 'LaMDA: Language Models for Dialog Applications', '2201.08239'),
  muennighoff2023: paper('Muennighoff et al.', 2023, 'Scaling Data-Constrained Language Models', '2305.16264'),
  switch: paper(
    'Fedus et al.',
    2021,
    'Switch Transformers: Scaling to Trillion Parameter Models with Simple and Efficient Sparsity',
    '2101.03961',
  ),
  clark2022: paper('Clark et al.', 2022, 'Unified Scaling Laws for Routed Language Models', '2202.01169'),
  krajewski2024: paper('Krajewski et al.', 2024, 'Scaling Laws for Fine-Grained Mixture of Experts', '2402.07871'),
  abnar2025: paper(
    'Abnar et al.',
    2025,
    'Parameters vs FLOPs: Scaling Laws for Optimal Sparsity for Mixture-of-Experts Language Models',
    '2501.12370',
  ),
  ludziejewski2025: paper(
    'Ludziejewski et al.',
    2025,
    'Joint MoE Scaling Laws: Mixture of Experts Can Be Memory Efficient',
    '2502.05172',
  ),
  sardana2024: paper(
    'Sardana et al.',
    2024,
    'Beyond Chinchilla-Optimal: Accounting for Inference in Language Model Scaling Laws',
    '2401.00448',
  ),
  gadre2024: paper(
    'Gadre et al.',
    2024,
    'Language models scale reliably with over-training and on downstream tasks',
    '2403.08540',
  ),
  kumar2024: paper('Kumar et al.', 2024, 'Scaling Laws for Precision', '2411.04330'),
  deepseekllm: paper(
    'DeepSeek-AI',
    2024,
    'DeepSeek LLM: Scaling Open-Source Language Models with Longtermism',
    '2401.02954',
  ),
  steplaw: paper(
    'Li et al.',
    2025,
    'Predictable Scale: Part I, Optimal Hyperparameter Scaling Law in Large Language Model Pretraining',
    '2503.04715',
  ),
  bjorck2024: paper('Bjorck et al.', 2024, 'Scaling Optimal LR Across Token Horizons', '2409.19913'),
  minicpm: paper(
    'Hu et al.',
    2024,
    'MiniCPM: Unveiling the Potential of Small Language Models with Scalable Training Strategies',
    '2404.06395',
  ),
  cerebras: paper(
    'Dey et al.',
    2023,
    'Cerebras-GPT: Open Compute-Optimal Language Models Trained on the Cerebras Wafer-Scale Cluster',
    '2304.03208',
  ),
  mccandlish2018: paper('McCandlish et al.', 2018, 'An Empirical Model of Large-Batch Training', '1812.06162'),
  moonlight: paper('Liu et al.', 2025, 'Muon is Scalable for LLM Training', '2502.16982'),
  tissue2024: paper('Tissue et al.', 2024, 'Scaling Law with Learning Rate Annealing', '2408.11029'),
  tao2024: paper(
    'Tao et al.',
    2024,
    'Scaling Laws with Vocabulary: Larger Models Deserve Larger Vocabularies',
    '2407.13623',
  ),
  hernandez2021: paper('Hernandez et al.', 2021, 'Scaling Laws for Transfer', '2102.01293'),
  bnsl: paper('Caballero et al.', 2022, 'Broken Neural Scaling Laws', '2210.14891'),
  gao2022: paper('Gao et al.', 2022, 'Scaling Laws for Reward Model Overoptimization', '2210.10760'),
  beirami2024: paper('Beirami et al.', 2024, 'Theoretical guarantees on the best-of-n alignment policy', '2401.01879'),
  flan: paper('Chung et al.', 2022, 'Scaling Instruction-Finetuned Language Models', '2210.11416'),
  instructgpt: paper(
    'Ouyang et al.',
    2022,
    'Training language models to follow instructions with human feedback',
    '2203.02155',
  ),
  wei_cot: paper(
    'Wei et al.',
    2022,
    'Chain-of-Thought Prompting Elicits Reasoning in Large Language Models',
    '2201.11903',
  ),
  ruan2024: paper(
    'Ruan et al.',
    2024,
    'Observational Scaling Laws and the Predictability of Language Model Performance',
    '2405.10938',
  ),
  michaelov2023: paper(
    'Michaelov and Bergen',
    2023,
    'Emergent Inabilities? Inverse Scaling Over the Course of Pretraining',
    '2305.14681',
  ),
  lin2021: paper('Lin et al.', 2021, 'TruthfulQA: Measuring How Models Mimic Human Falsehoods', '2109.07958'),
  bhagia2024: paper(
    'Bhagia et al.',
    2024,
    'Establishing Task Scaling Laws via Compute-Efficient Model Ladders',
    '2412.04403',
  ),
  kosmos1: paper(
    'Huang et al.',
    2023,
    'Language Is Not All You Need: Aligning Perception with Language Models',
    '2302.14045',
  ),
  zero: paper(
    'Rajbhandari et al.',
    2019,
    'ZeRO: Memory Optimizations Toward Training Trillion Parameter Models',
    '1910.02054',
  ),
  korthikanti: paper(
    'Korthikanti et al.',
    2022,
    'Reducing Activation Recomputation in Large Transformer Models',
    '2205.05198',
  ),
  pythia: paper(
    'Biderman et al.',
    2023,
    'Pythia: A Suite for Analyzing Large Language Models Across Training and Scaling',
    '2304.01373',
  ),
  deepseekv3: paper('DeepSeek-AI', 2024, 'DeepSeek-V3 Technical Report', '2412.19437'),
  glam: paper('Du et al.', 2021, 'GLaM: Efficient Scaling of Language Models with Mixture-of-Experts', '2112.06905'),
  qwen25: paper('Qwen Team', 2024, 'Qwen2.5 Technical Report', '2412.15115'),
  qwen3: paper('Qwen Team', 2025, 'Qwen3 Technical Report', '2505.09388'),
  olmo2: paper('OLMo Team', 2024, '2 OLMo 2 Furious', '2501.00656'),
  raffel2020: paper(
    'Raffel et al.',
    2020,
    'Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer',
    '1910.10683',
    'JMLR 21',
  ),
  lee2021: paper('Lee et al.', 2021, 'Deduplicating Training Data Makes Language Models Better', '2107.06499'),
  fineweb: paper(
    'Penedo et al.',
    2024,
    'The FineWeb Datasets: Decanting the Web for the Finest Text Data at Scale',
    '2406.17557',
  ),
  mup: paper(
    'Yang et al.',
    2022,
    'Tensor Programs V: Tuning Large Neural Networks via Zero-Shot Hyperparameter Transfer',
    '2203.03466',
  ),
  wei_emergent: paper('Wei et al.', 2022, 'Emergent Abilities of Large Language Models', '2206.07682'),
  schaeffer2023: paper(
    'Schaeffer et al.',
    2023,
    'Are Emergent Abilities of Large Language Models a Mirage?',
    '2304.15004',
  ),
  mckenzie2023: paper('McKenzie et al.', 2023, "Inverse Scaling: When Bigger Isn't Better", '2306.09479'),
  wei_ushape: paper('Wei et al.', 2022, 'Inverse scaling can become U-shaped', '2211.02011'),
  gpt4: paper('OpenAI', 2023, 'GPT-4 Technical Report', '2303.08774'),
  kadavath2022: paper('Kadavath et al.', 2022, 'Language Models (Mostly) Know What They Know', '2207.05221'),
  guo2017: paper('Guo et al.', 2017, 'On Calibration of Modern Neural Networks', '1706.04599'),
  bigbench: paper(
    'Srivastava et al.',
    2022,
    'Beyond the Imitation Game: Quantifying and extrapolating the capabilities of language models',
    '2206.04615',
  ),
  zhang2020: paper('Zhang et al.', 2020, 'When Do You Need Billions of Words of Pretraining Data?', '2011.04946'),
  knnlm: paper(
    'Khandelwal et al.',
    2019,
    'Generalization through Memorization: Nearest Neighbor Language Models',
    '1911.00172',
  ),
  stiennon2020: paper('Stiennon et al.', 2020, 'Learning to summarize from human feedback', '2009.01325'),
  sloth: page(
    'Maia Polo et al.',
    2024,
    'Sloth: scaling laws for LLM skills (repository statistical-scaling-law)',
    'https://github.com/felipemaiapolo/statistical-scaling-law',
    'MIT',
  ),
  shehper: page(
    'Shehper',
    2023,
    'nanoGPT re-implementation of Kaplan et al.',
    'https://github.com/shehper/scaling_laws',
  ),
  'olmo-ladder': page(
    'Allen Institute for AI',
    2024,
    'OLMo-ladder (training logs)',
    'https://github.com/allenai/OLMo-ladder',
    'Apache-2.0',
  ),
  'modded-nanogpt': page(
    'Jordan et al.',
    2024,
    'modded-nanogpt (records)',
    'https://github.com/KellerJordan/modded-nanogpt',
    'MIT',
  ),
  'ml-engineering': page(
    'Bekman',
    2026,
    'Machine Learning Engineering, accelerator tables',
    'https://github.com/stas00/ml-engineering',
  ),
  'scaling-book': page('Austin et al.', 2025, 'How to Scale Your Model', 'https://github.com/jax-ml/scaling-book'),
  mlco2: page('ML CO2 Impact', 2021, 'ML CO2 Impact data tables', 'https://github.com/mlco2/impact'),
  skypilot: page('SkyPilot', 2025, 'SkyPilot catalog', 'https://github.com/skypilot-org/skypilot-catalog'),
  gpuhunt: page('dstack', 2024, 'gpuhunt', 'https://github.com/dstackai/gpuhunt'),
  pricing2026: page('Several', 2026, 'GPU price articles (pricegpu, gmicloud, deploybase)'),
  waredb: page('WareDB', 2022, 'NVIDIA GeForce RTX 4090', 'https://waredb.com/processor/nvidia-geforce-rtx-4090'),
  recall: page('Recalled', 2026, 'Recalled without a document: check before relying on it'),
  computed: page('Scalebook', 2026, 'Computed from the cited formula'),
};

/** Every source, in alphabetical order of keys. */
export function allSources(): Source[] {
  return Object.keys(rows)
    .sort()
    .map(key => ({ key, ...rows[key] }));
}

/** A source by its key; undefined if there is none. */
export function findSource(key: string): Source | undefined {
  return Object.hasOwn(rows, key) ? { key, ...rows[key] } : undefined;
}
