"""A warm kernel behaves as a stock one, also in odd cells."""

import random
import re

import kernel_runs
import pytest

ODD = [
    "%%capture held\nprint('caught')\nimport sys\nprint('too', file=sys.stderr)",
    "held.stdout, held.stderr",
    "!echo from a shell && echo wrong >&2",
    "%%bash\necho $((6 * 7))",
    "import asyncio\nawait asyncio.sleep(0.01)\n'awaited'",
    "from IPython.display import HTML, clear_output, display\n"
    "shown = display('first', display_id='d')\nshown.update('second')",
    "print('gone')\nclear_output()\nprint('left')",
    "from threading import Thread\nt = Thread(target=print, args=('from a thread',))\n"
    "t.start(); t.join()",
    "from concurrent.futures import ThreadPoolExecutor\n"
    "with ThreadPoolExecutor(2) as pool:\n    print(list(pool.map(abs, [-1, -2])))",
    "import multiprocessing as mp\nwith mp.get_context('fork').Pool(2) as pool:\n"
    "    print(pool.map(abs, [-3, -4]))",
    "import subprocess, sys\n"
    "subprocess.run([sys.executable, '-c', 'print(2)'], capture_output=True, text=True).stdout",
    "import logging\nlogging.getLogger('x').warning('logged'); logging.info('not')",
    "logging.basicConfig(level='INFO', force=True)\nlogging.info('now')",
    "import warnings\nwarnings.warn('mind')\nwarnings.warn('old', DeprecationWarning)",
    "def f():\n    warnings.warn('again')\nf(); f()",
    "%timeit -n1 -r1 -q None\n%who_ls",
    "1 / 0",
    "raise SystemExit(3)",
    "this is no Python",
    "_, __, Out[5]",
    "%config InteractiveShell.ast_node_interactivity = 'all'\n1\n2",
    "del sys.modules['json']\nimport json\njson.dumps('đ')",
    "from IPython import get_ipython\nget_ipython().__class__",
    "input('?')",
    "%pinfo2 f",
    "import gc\ngc.collect() >= 0",
    "exit",
]
# What a library finds of its process. Imports change some of it, so both make the same ones.
STATE = """
from analysis.report.kernel.preload import preload; preload()
import matplotlib.pyplot as plt, numpy as np, pandas as pd, geopandas, statsmodels.api
import ctypes, gc, locale, logging, os, resource, signal, sys, threading, time, warnings
import multiprocessing, tempfile
%matplotlib inline
"""
STATES = [
    "sorted((k, str(v)) for k, v in plt.rcParams.items())",
    "plt.get_backend(), plt.isinteractive()",
    # Those of IPython come after those of the imports; no warning fits both.
    "sorted((f[0], str(f[1]), f[2].__name__, str(f[3]), f[4]) for f in warnings.filters)",
    "sorted(os.environ.keys() - {'CHISO_ZYGOTE'})",
    "os.environ['PATH'], os.getcwd(), os.umask(0o22)",
    "sys.path, sys.flags, sys.argv[0], sys.executable, sys.prefix",
    "sys.stdin.read(), sys.stdout.encoding, sys.stderr.encoding, os.isatty(0)",
    "{s.name: str(signal.getsignal(s)) for s in signal.Signals}",
    "sorted(t.name.split('-')[0] for t in threading.enumerate())",
    "multiprocessing.current_process().name, multiprocessing.get_start_method()",
    "locale.setlocale(locale.LC_ALL), time.tzname, tempfile.gettempdir()",
    "[resource.getrlimit(getattr(resource, n)) for n in dir(resource) if n.startswith('RLIMIT')]",
    "os.getpgid(0) == os.getpid(), os.isatty(0), os.getppid() == os.getpid()",
    "[type(h).__name__ for h in logging.getLogger().handlers], logging.getLogger().level",
    "gc.isenabled(), gc.get_threshold(), sys.getrecursionlimit(), sys.getswitchinterval()",
    "np.geterr(), pd.get_option('display.max_rows'), str(np.get_printoptions())",
    "__name__, sys.modules['__main__'].__name__, sorted(k for k in globals() if '_i' not in k)",
    "sorted(int(n) for n in os.listdir('/proc/self/fd') if int(n) < 3)",
    "sorted(get_ipython().events.callbacks['post_execute'], key=str)",
]
FIGURES = [
    "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
    "fig, ax = plt.subplots(2)\nax[0].bar(['a'], [1])",
    "plt.figure(); plt.figure()",
    "%config InlineBackend.figure_formats = ['svg']\nplt.rcParams['svg.hashsalt'] = 'x'\n"
    "plt.hist([1, 2, 2]);",
    "import pandas as pd\npd.Series([1, 3]).plot()",
    "fig",
]


def test_outputs_of_odd_cells_are_the_same(zygote):
    stock, warm = (kernel_runs.run(ODD, kernel) for kernel in kernel_runs.KERNELS)
    assert kernel_runs.normalised(warm) == kernel_runs.normalised(stock)


def test_what_is_written_by_number_is_an_output(zygote):
    # A thread watches the file and tells of it when it comes to it: alone, and with time.
    cell = "import os, time\nos.write(1, b'by number\\n'); time.sleep(3)"
    stock, warm = (kernel_runs.run([cell], kernel) for kernel in kernel_runs.KERNELS)
    assert [o.text for o in warm] == [o.text for o in stock] == ["by number\n"]


def test_figures_are_there_and_the_same(zygote):
    stock, warm = (kernel_runs.run(FIGURES, kernel) for kernel in kernel_runs.KERNELS)
    kinds = [k for o in warm for k in o.get("data", {}) if k.startswith("image/")]
    assert kinds == ["image/png"] * 2 + ["image/svg+xml"] * 3
    assert kernel_runs.normalised(warm) == kernel_runs.normalised(stock)


@pytest.mark.parametrize("state", STATES)
def test_process_looks_the_same(states, state):
    stock, warm = states
    assert warm[state] == stock[state]


@pytest.fixture(scope="module")
def states(zygote) -> list[dict[str, str]]:
    found = []
    for kernel in kernel_runs.KERNELS:
        outputs = kernel_runs.run([STATE, *(f"print({state})" for state in STATES)], kernel)
        assert [o.output_type for o in outputs] == ["stream"] * len(STATES), outputs
        said = [re.sub(r"0x[0-9a-f]+", "0x0", o.text) for o in outputs]
        found.append(dict(zip(STATES, said, strict=True)))
    return found


def test_random_numbers_are_new_unless_seeded(zygote):
    cell = "import random, numpy as np\nprint(random.random(), np.random.rand())"
    seeded = f"import random, numpy as np\nrandom.seed(1); np.random.seed(1)\n{cell}"
    runs = (kernel_runs.run([cell, seeded], "chiso-warm") for _ in "ab")
    first, second = ([output.text.split() for output in outputs] for outputs in runs)
    assert set(first[0]).isdisjoint(second[0])
    random.seed(1)
    # The first number of numpy's MT19937 with seed 1.
    assert first[1] == second[1] == [str(random.random()), "0.417022004702574"]
