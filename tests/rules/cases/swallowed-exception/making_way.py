import pynvml
import reader


def monitored(pool, worker):
    try:
        pool._shutdown_worker(worker)
    except Exception:
        pass
    try:
        pynvml.nvmlShutdown()
    except Exception:
        pass
    try:
        reader.measure(worker)
    except Exception:  # expect: swallowed-exception
        pass


def restored(state, before):
    try:
        return reader.read(state)
    finally:
        try:
            reader.measure(before)
        except Exception:
            pass


def raised_again(state):
    try:
        reader.read(state)
    except ValueError:
        try:
            reader.measure(state)
        except Exception:
            pass
        raise


def parsed(pairs):
    first, second = "", ""
    for key, value in pairs:
        try:
            value = int(value)
        except Exception:
            pass
        print(key, value)
    try:
        first, second = reader.split(pairs)
    except Exception:
        pass
    return first, second


def forgotten(state):
    try:
        reader.read(state)
    except ValueError:
        try:
            reader.measure(state)
        except Exception:  # expect: swallowed-exception
            pass


async def listen(client):
    while True:
        try:
            async for line in client.lines():
                yield line
        except Exception:
            pass

        logger.error("lost the connection, trying again in 5 seconds")
        await sleep(5)


def collect(tasks):
    for task in tasks:
        if task.done():
            try:
                task.result()
            except Exception:
                pass
            tasks.remove(task)


def count(rows):
    try:
        store(rows)
    except Exception:  # expect: swallowed-exception
        pass
    total = len(rows)
    logger.info("%s rows", total)
