"""Where text is run as a command of the shell or as Python code, and what makes it harmless.

Sources: Python 3.14 documentation (os, subprocess, asyncio subprocesses, shlex, builtins, importlib, runpy, code),
paramiko (SSHClient.exec_command), docker SDK (Container.exec_run), fabric, invoke, pexpect, MCP SDK (stdio servers),
pandas (eval, query), numexpr, SymPy, LangChain, Transformers and Datasets (trust_remote_code).
"""

from fastlint.insight.flow import ALL, ANY, Called, Constant, Global, Record, Sink, Text

_RUNNERS = ("run", "call", "check_call", "check_output", "Popen")
_SHELLS = (
    "sh", "bash", "/bin/sh", "/bin/bash", "cmd", "cmd.exe", "powershell", "pwsh", "zsh", "python", "python3", "node", "perl", "ruby",
    "php", "osascript",
)  # fmt: skip
"""Programs whose second argument, after `-c` or the like, is code."""


def _has_shell(called: Called) -> bool:
    flag = called.keywords.get("shell")
    return isinstance(flag, Constant) and bool(flag.value)


def _has_no_shell(called: Called) -> bool:
    return "shell" not in called.keywords


def _is_shell_in_list(called: Called) -> bool:
    command = called.args[0] if called.args else called.keywords.get("args")
    first = command.items.get(0) if isinstance(command, Record) else None
    if isinstance(first, Global):
        return first.dotted == "sys.executable"
    return isinstance(first, Constant) and first.value in _SHELLS


def _takes_options(called: Called) -> bool:
    """Whether no `--` is written among the arguments, after which none is read as an option."""
    command = called.args[0] if called.args else called.keywords.get("args")
    items = [*command.items.values(), *command.rest] if isinstance(command, Record) else called.args
    has_end = any(isinstance(item, Constant) and item.value == "--" for item in items)
    return _has_no_shell(called) and not has_end


def _is_shell_first(called: Called) -> bool:
    first = called.args[0] if called.args else None
    return isinstance(first, Constant) and first.value in _SHELLS


def _trusts_code(called: Called) -> bool:
    flag = called.keywords.get("trust_remote_code")
    return isinstance(flag, Constant) and flag.value is True


def _is_of_module(called: Called) -> bool:
    whole = called.args[0] if called.args else None
    return isinstance(whole, Global) and whole.dotted.rpartition(".")[2].islower()


COMMAND_SINKS: tuple[Sink, ...] = (
    *(Sink(f"os.{name}", 0, "command", "a shell command") for name in ("system", "popen")),
    *(Sink(f"subprocess.{name}", 0, "cmd", "a shell command") for name in ("getoutput", "getstatusoutput")),
    Sink("asyncio.create_subprocess_shell", 0, "cmd", "a shell command"),
    Sink("asyncio.subprocess.create_subprocess_shell", 0, "cmd", "a shell command"),
    Sink("anyio.run_process", 0, "command", "a shell command", path=(0,)),
    *(Sink(f"subprocess.{name}", 0, "args", "a shell command", when=_has_shell) for name in _RUNNERS),
    *(Sink(f"subprocess.{name}", 0, "args", "the program of a command", path=(0,), when=_has_no_shell) for name in _RUNNERS),
    *(Sink(f"subprocess.{name}", 0, "args", "a shell command", path=(2,), when=_is_shell_in_list) for name in _RUNNERS),
    Sink("asyncio.create_subprocess_exec", 0, "program", "the program of a command"),
    Sink("asyncio.create_subprocess_exec", 2, "", "a shell command", when=_is_shell_first),
    *(Sink(f"{module}.StdioServerParameters", None, "command", "the program of a command") for module in ("mcp", "mcp.client.stdio")),
    *(Sink(f"sh.{name}", 1, "", "a shell command") for name in ("bash", "sh")),
    Sink("invoke.run", 0, "command", "a shell command"),
    Sink("plumbum.local", 0, "", "the program of a command"),
    *(Sink(f"os.{name}", 0, "", "the program of a command") for name in ("execv", "execve", "execl", "execlp", "execvp", "execvpe")),
    Sink("pty.spawn", 0, "argv", "a command"),
    Sink("pexpect.spawn", 0, "command", "a command"),
    Sink("pexpect.run", 0, "command", "a command"),
    Sink("paramiko.SSHClient.exec_command", 0, "command", "a command of a remote shell"),
    Sink(".exec_command", 0, "command", "a command of a remote shell", doubt=1),
    Sink(".exec_run", 0, "cmd", "a command in a container", doubt=1),
)  # fmt: skip

COMMAND_CLEANERS = frozenset({"shlex.quote", "shlex.join", "pipes.quote", "subprocess.list2cmdline", ".isoformat"})


def _is_kept(called: Called) -> bool:
    """Whether anything is done with what was compiled: else only its syntax is looked at."""
    return not called.is_statement


CODE_SINKS: tuple[Sink, ...] = (
    Sink("builtins.eval", 0, "source", "`eval`"),
    Sink("builtins.exec", 0, "source", "`exec`"),
    Sink("builtins.compile", 0, "source", "`compile`", when=_is_kept),
    Sink("builtins.__import__", 0, "name", "an import"),
    Sink("importlib.import_module", 0, "name", "an import"),
    Sink("importlib.util.spec_from_file_location", 1, "location", "an import"),
    Sink("runpy.run_path", 0, "path_name", "`runpy`"),
    Sink("runpy.run_module", 0, "mod_name", "`runpy`"),
    Sink("code.InteractiveInterpreter.runsource", 0, "source", "an interpreter"),
    Sink("code.InteractiveInterpreter.runcode", 0, "code", "an interpreter"),
    Sink("pandas.eval", 0, "expr", "`pandas.eval`"),
    Sink("importlib.import_module", 1, "package", "an import"),
    Sink("builtins.getattr", 1, "", "the name of a member of a module", doubt=1, when=_is_of_module),
    Sink("pandas.DataFrame.query", 0, "expr", "`DataFrame.query`"),
    Sink("pandas.DataFrame.eval", 0, "expr", "`DataFrame.eval`"),
    Sink("numexpr.evaluate", 0, "ex", "`numexpr.evaluate`"),
    *(
        Sink(f"sympy.{name}", 0, "s", f"`sympy.{name.rpartition('.')[2]}`")
        for name in ("sympify", "parse_expr", "parsing.sympy_parser.parse_expr")
    ),
    Sink("js2py.eval_js", 0, "js", "`eval_js`"),
    Sink("IPython.core.interactiveshell.InteractiveShell.run_cell", 0, "raw_cell", "an interpreter"),
    Sink(".run_cell", 0, "", "an interpreter", doubt=1),
    *(
        Sink(f"{module}.PythonREPL.run", 0, "command", "an interpreter")
        for module in ("langchain_experimental.utilities", "langchain.utilities")
    ),
    Sink(".from_pretrained", 0, "", "a model that brings its own code", when=_trusts_code),
    Sink("datasets.load_dataset", 0, "path", "a data set that brings its own code", when=_trusts_code),
    Sink("torch.hub.load", 0, "repo_or_dir", "a model that brings its own code"),
    Sink("timeit.timeit", 0, "stmt", "`timeit`"),
    Sink("types.FunctionType", 0, "code", "a function made of code"),
)

CODE_CLEANERS = frozenset({"ast.literal_eval"})

ARGUMENT_SINKS: tuple[Sink, ...] = (
    *(Sink(f"subprocess.{name}", 0, "args", "an option of a command", doubt=2, path=(ANY,), when=_takes_options) for name in _RUNNERS),
    Sink("asyncio.create_subprocess_exec", ALL, "", "an option of a command", doubt=2, when=_takes_options),
)  # fmt: skip
"""Where a whole argument of a program is the client's, which reads one with a leading dash as an option."""


def begins_text(text: Text, index: int) -> bool:
    """Whether what stands at `index` is the beginning of a text, so that it can put a dash there."""
    return index == 0
