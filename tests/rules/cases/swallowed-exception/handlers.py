import asyncio
import contextlib
import logging
import os
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

logger = logging.getLogger(__name__)


def thrown_away(jobs):
    try:
        jobs.run()
    except:  # expect: swallowed-exception
        pass
    try:
        jobs.run()
    except (ValueError, Exception) as error:  # expect: swallowed-exception
        ...
    for job in jobs:
        try:
            job.run()
        except Exception:  # expect: swallowed-exception
            continue


def lost(session, number):
    try:
        session.add(number)
    except SQLAlchemyError:  # expect: swallowed-exception
        pass


def until_it_fails(jobs):
    while True:
        try:
            jobs.run()
        except Exception:
            break


def kept(jobs, connection):
    try:
        jobs.run()
    except Exception:
        logger.exception("jobs failed")
    try:
        jobs.run()
    except Exception as error:
        jobs.failed = error
    try:
        return jobs.first()
    except Exception:
        return None


def on_purpose(jobs, connection, values):
    with contextlib.suppress(Exception):
        jobs.run()
    try:
        del values["a"]
    except KeyError:
        pass
    try:
        import uvloop
    except Exception:
        pass
    try:
        connection.close()
    except Exception:
        pass
    try:
        Path("lock").unlink()
    except Exception:
        pass
    try:
        return jobs.cached()
    except Exception:
        pass
    try:
        logger.warning("jobs failed")
    except Exception:
        pass
    try:
        first = jobs.peek()
    except Exception:
        pass
    else:
        jobs.give(first)
    size = 10
    try:
        size = int(values["size"])
    except Exception:
        pass
    return size


# What is caught leads to the refusal below.
def may_write(board: str, caller: str):
    try:
        if owner_of(board) == caller:
            return
    except Exception:
        pass
    raise PermissionError(board)


def next_one(jobs):
    for job in jobs:
        prepare(job)
        try:
            job.run()
        except Exception:  # expect: swallowed-exception
            pass


async def clean(path):
    try:
        await asyncio.to_thread(os.remove, path)
    except Exception:
        pass
    try:
        await asyncio.to_thread(os.replace, path, path)
    except Exception:  # expect: swallowed-exception
        pass


def told_and_done(jobs):
    try:
        logger.info("jobs run")
        jobs.run()
    except Exception:  # expect: swallowed-exception
        pass
    try:
        jobs.run()
    except Exception:  # expect: swallowed-exception
        pass
    finally:
        logger.info("jobs ran")
