// Settings of explore.html for tests: random ones, formulas, and maps; always the same. Each is { name, pairs }, pairs being
// those of the module's set(). Without imports, for node and for pages.

// mulberry32, from a text.
export function randomOf(text) {
  let state = 0x811c9dc5;
  for (const character of text) {
    state = Math.imul(state ^ character.codePointAt(0), 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

const choose = (random, list) => list[Math.floor(random() * list.length)];
const between = (random, low, high) => low + random() * (high - low);
const logarithmic = (random, low, high) => 10 ** between(random, Math.log10(low), Math.log10(high));

// Values of each range of parameters, as texts: mostly usual ones, and the ends.
const values = {
  positive: (random) => choose(random, [logarithmic(random, 1e-6, 10), logarithmic(random, 1e-4, 1), logarithmic(random, 1e-3, 0.3),
    '5e-324', '1e-300', '1e300', 1]),
  decay: (random) => choose(random, [random(), 1 - logarithmic(random, 1e-8, 1), between(random, 0.5, 1), '0', '0.9999999999999999',
    '1e-300', '0.9']),
  'not-negative': (random) => choose(random, [logarithmic(random, 1e-12, 1), logarithmic(random, 1e-3, 100), '0', '1e-08', '1e300']),
  fraction: (random) => choose(random, [between(random, 0.9, 1), 1 - random(), '1', '1e-300']),
  whole: (random) => choose(random, [Math.floor(between(random, 1, 400)), '0', '1', '300', '1000000']),
  count: (random) => choose(random, [Math.floor(between(random, 1, 400)), '1', '299', '1000000']),
};

function randomParameters(random, parameters) {
  return parameters.filter(() => random() < 0.6).map(({ name, range }) => [name, `${values[range](random)}`]);
}

function randomMethod(random, tables, optimizer) {
  const pairs = [['optimizer', optimizer.name], ...randomParameters(random, optimizer.parameters)];
  if (random() < 0.5) {
    const schedule = choose(random, tables.schedules);
    pairs.push(['schedule', schedule.name], ...randomParameters(random, schedule.parameters));
  }
  return pairs;
}

function randomPoint(random, [x1min, x1max, x2min, x2max]) {
  return `${between(random, x1min, x1max)},${between(random, x2min, x2max)}`;
}

function randomBounds(random, [x1min, x1max, x2min, x2max]) {
  const x1 = between(random, x1min, x1max);
  const x2 = between(random, x2min, x2max);
  return [x1, x1 + logarithmic(random, 1e-3, x1max - x1min), x2, x2 + logarithmic(random, 1e-3, x2max - x2min)];
}

// Start, seed and noise. A few starts are rejected.
function randomStart(random, bounds) {
  const [x1min, x1max, x2min, x2max] = bounds;
  const pairs = [];
  if (random() < 0.6) {
    pairs.push(['start', random() < 0.9 ? randomPoint(random, bounds)
      : choose(random, [`${x1min},${x2min}`, `${x1max},${x2max}`, `${x1min},${x2max}`, '-0,0', '1e9,1'])]);
  }
  if (random() < 0.5) {
    pairs.push(['seed', `${choose(random, [Math.floor(random() * 1000), Math.floor(random() * 2 ** 32), 0, 4294967295])}`]);
  }
  if (random() < 0.3) {
    pairs.push(['noise', choose(random, ['', 'relative:']) + choose(random, [logarithmic(random, 1e-3, 10), 0.1, '1e-300'])]);
  }
  return pairs;
}

function randomProblem(random, problem) {
  const bounds = random() < 0.2 ? randomBounds(random, problem.domain) : problem.domain;
  const pairs = [['problem', problem.name], ['iterations', random() < 0.05 ? '1' : '300']];
  if (bounds !== problem.domain) {
    pairs.push(['bounds', bounds.join()]);
  }
  if (random() < 0.2) {
    pairs.push(['tolerance', `${logarithmic(random, 1e-12, 1)}`]);
  }
  return [...pairs, ...randomStart(random, bounds)];
}

// Of one optimizer on one problem; a quarter of them with others next to it, some with the same name.
export function randomSettings(tables, optimizer, problem, number) {
  const name = `${optimizer.name} ${problem.name} ${number}`;
  const random = randomOf(name);
  const pairs = [...randomProblem(random, problem), ...randomMethod(random, tables, optimizer)];
  for (let others = random() < 0.25 ? Math.floor(between(random, 1, 6)) : 0; others > 0; others -= 1) {
    pairs.push(...randomMethod(random, tables, random() < 0.3 ? optimizer : choose(random, tables.optimizers)));
  }
  return { name, pairs };
}

// All optimizers on all problems, `count` settings for each.
export function allRandomSettings(tables, count) {
  return tables.optimizers.flatMap((optimizer) => tables.problems.flatMap((problem) =>
    Array.from({ length: count }, (_, number) => randomSettings(tables, optimizer, problem, number))));
}

// ---- Formulas

// Where C libraries differ or have cases of their own, where searches diverge, and where quotes are needed in a command.
const byHand = ['(1-x)^2+100*(y-x^2)^2', 'x^2+y^2', '-x^2-y^2', '-x^4-y^4+x*y', 'exp(x)-x*y', '-exp(x^2+y^2)', 'x^3+y^3', 'sqrt(x)+sqrt(y)',
  'log(x)+log(y)', '1/x+1/y', 'sin(1e22*x)+cos(1e22*y)', 'tan(x)^2+tan(y)^2', 'exp(-740-x)*1e308+y^2', 'exp(700+10*x)/1e308+exp(-y)',
  'log(x^2+y^2+1e-300)', 'log10(x^2+0.1)+log10(1000*y^2+1)', 'x^y+y^x', '(1+1e-8*x)^1e8+y^2', '(1+x^2)^700/1e200+y^2', '2^(x*y)+10^x+e^y',
  'pow(x,3.5)+pow(y,17)', 'sqrt(abs(x))+sqrt(abs(y))', 'asin(x)+acos(y)', 'atan(x)+atan(1000*y)', 'atan2(y,x)^2', 'hypot(1e200*x,1e200*y)/1e200',
  'sinh(x)^2+sinh(y)*y', 'cosh(300*x)/1e100+sinh(300*y)/1e60', 'tanh(20*x)+tanh(1e-9*y)*1e9', 'max(abs(x),abs(y))-min(exp(x),1+x*y)',
  '(x1-1)^2+(x2+1)^2', 'x²+2·x·y+3·y²', '|x|+|y|', 'x**2 + y**2', '3', '0*x', 'x+1e308*y', '1e-320*x+y^2'];

const functions = ['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh', 'exp', 'log', 'log10', 'sqrt', 'abs'];
const functionsOfTwo = ['min', 'max', 'pow', 'atan2', 'hypot'];

function randomFormula(random, depth) {
  const inner = () => randomFormula(random, depth - 1);
  if (depth === 0) {
    return choose(random, ['x', 'y', 'x', 'y', 'x', 'y', '0.1', '1.75', 'pi', 'e', '0.03']);
  }
  return choose(random, [
    () => `${choose(random, functions)}(${inner()})`,
    () => `${choose(random, functionsOfTwo)}(${inner()},${inner()})`,
    () => `(${inner()})^${choose(random, ['2', '3', '4', '7', '16', '-2', '0.5', '1.5', '-0.3', `(${inner()})`])}`,
    () => `(${inner()}${choose(random, ['+', '-', '*', '/', '*-'])}${inner()})`,
    () => `(${inner()}${choose(random, ['+', '-', '*'])}${inner()})`,
  ])();
}

// Each function has its turn.
function generatedFormula(number) {
  const random = randomOf(`formula ${number}`);
  const name = [...functions, ...functionsOfTwo][number % (functions.length + functionsOfTwo.length)];
  const first = randomFormula(random, 2);
  const call = functions.includes(name) ? `${name}(${first})` : `${name}(${first},${randomFormula(random, 2)})`;
  return `${call}${choose(random, ['+', '*', '-'])}${randomFormula(random, 3)}`;
}

export function formulaSettings(tables, count) {
  return Array.from({ length: count }, (_, number) => {
    const formula = number < byHand.length ? byHand[number] : generatedFormula(number);
    const random = randomOf(`settings ${formula}`);
    const domain = choose(random, [[-1, 1, -1, 1], [-2, 3, -1, 4], [0.1, 5, 0.2, 6], [0.1, 0.9, 0.2, 0.8], [-10, 10, -10, 10]]);
    const pairs = [['problem', `expr:${formula}`], ['bounds', domain.join()], ['levels', choose(random, ['50:linear', '50:log', '7:linear', '13:log'])],
      ['start', randomPoint(random, domain)], ['iterations', '300'], ...randomMethod(random, tables, choose(random, tables.optimizers))];
    return { name: formula, pairs };
  });
}

// ---- Maps

// The problems with linear and logarithmic levels, many and few, and in other bounds.
export function mapSettings(tables) {
  return tables.problems.flatMap((problem) => ['50:linear', '50:log', '9:linear', '9:log', '50'].map((levels, number) => {
    const name = `${problem.name} ${levels}`;
    const random = randomOf(name);
    const bounds = randomBounds(random, problem.domain);
    const other = number < 2 ? [] : [['bounds', bounds.join()], ['start', randomPoint(random, bounds)]];
    return { name, pairs: [['problem', problem.name], ['levels', levels], ...other, ['iterations', '1'], ['optimizer', 'adam']] };
  }));
}
