"""Where text is run as a command of the shell or as Python code, and what makes it harmless.

Sources: Python 3.14 documentation (os, subprocess, asyncio subprocesses, shlex, builtins, importlib, runpy, code),
paramiko (SSHClient.exec_command), docker SDK (Container.exec_run), fabric, pexpect, pandas (eval).
"""

from fastlint.insight.flow import Called, Constant, Record, Sink

_RUNNERS = ("run", "call", "check_call", "check_output", "Popen")
_SHELLS = ("sh", "bash", "/bin/sh", "/bin/bash", "cmd", "cmd.exe", "powershell", "zsh")


def _has_shell(called: Called) -> bool:
    flag = called.keywords.get("shell")
    return isinstance(flag, Constant) and bool(flag.value)


def _has_no_shell(called: Called) -> bool:
    return "shell" not in called.keywords


def _is_shell_in_list(called: Called) -> bool:
    command = called.args[0] if called.args else called.keywords.get("args")
    first = command.items.get(0) if isinstance(command, Record) else None
    return isinstance(first, Constant) and first.value in _SHELLS


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
    *(Sink(f"os.{name}", 0, "", "the program of a command") for name in ("execv", "execve", "execl", "execlp", "execvp", "execvpe")),
    Sink("pty.spawn", 0, "argv", "a command"),
    Sink("pexpect.spawn", 0, "command", "a command"),
    Sink("pexpect.run", 0, "command", "a command"),
    Sink("paramiko.SSHClient.exec_command", 0, "command", "a command of a remote shell"),
    Sink(".exec_command", 0, "command", "a command of a remote shell", doubt=1),
    Sink(".exec_run", 0, "cmd", "a command in a container", doubt=1),
)  # fmt: skip

COMMAND_CLEANERS = frozenset({"shlex.quote", "shlex.join", "pipes.quote", "subprocess.list2cmdline", ".isoformat"})

CODE_SINKS: tuple[Sink, ...] = (
    Sink("builtins.eval", 0, "source", "`eval`"),
    Sink("builtins.exec", 0, "source", "`exec`"),
    Sink("builtins.compile", 0, "source", "`compile`"),
    Sink("builtins.__import__", 0, "name", "an import"),
    Sink("importlib.import_module", 0, "name", "an import"),
    Sink("importlib.util.spec_from_file_location", 1, "location", "an import"),
    Sink("runpy.run_path", 0, "path_name", "`runpy`"),
    Sink("runpy.run_module", 0, "mod_name", "`runpy`"),
    Sink("code.InteractiveInterpreter.runsource", 0, "source", "an interpreter"),
    Sink("code.InteractiveInterpreter.runcode", 0, "code", "an interpreter"),
    Sink("pandas.eval", 0, "expr", "`pandas.eval`"),
    Sink("timeit.timeit", 0, "stmt", "`timeit`"),
    Sink("types.FunctionType", 0, "code", "a function made of code"),
)

CODE_CLEANERS = frozenset({"ast.literal_eval", "ast.parse"})
