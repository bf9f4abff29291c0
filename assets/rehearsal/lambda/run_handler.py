# Calls the handler of a Python function once, as Lambda does: the event is the file that is named by the first argument.
import datetime
import importlib
import json
import os
import signal
import sys
import time
import traceback

MODULE_MISSING = 64
TIMED_OUT = 65
PROVIDED = ('boto3', 'botocore')

sys.path.insert(0, os.environ['LAMBDA_TASK_ROOT'])
module, _, name = os.environ['_HANDLER'].rpartition('.')
seconds = float(os.environ['REHEARSAL_TIMEOUT'])


machine_time = time.time
# The clock of the run may be ahead of that of the machine.
skew = float(os.environ['REHEARSAL_NOW']) / 1000 - machine_time()


class RunDatetime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(machine_time() + skew, tz)

    @classmethod
    def utcnow(cls):
        return cls.now(datetime.timezone.utc).replace(tzinfo=None)


time.time = lambda: machine_time() + skew
datetime.datetime = RunDatetime


class Context:
    function_name = os.environ['AWS_LAMBDA_FUNCTION_NAME']
    function_version = '$LATEST'
    memory_limit_in_mb = os.environ['AWS_LAMBDA_FUNCTION_MEMORY_SIZE']
    aws_request_id = os.environ['REHEARSAL_REQUEST']

    def __init__(self, deadline):
        self._deadline = deadline

    def get_remaining_time_in_millis(self):
        return int((self._deadline - machine_time()) * 1000)


def timed_out(*_):
    sys.stderr.write('the function has timed out\n')
    sys.stderr.flush()
    os._exit(TIMED_OUT)


try:
    handler = getattr(importlib.import_module(module.replace('/', '.')), name)
    with open(sys.argv[1], encoding='utf-8') as file:
        event = json.load(file)
    signal.signal(signal.SIGALRM, timed_out)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    handler(event, Context(machine_time() + seconds))
except ModuleNotFoundError as error:
    traceback.print_exc()
    sys.exit(MODULE_MISSING if (error.name or '').split('.')[0] in PROVIDED else 1)
except Exception:
    traceback.print_exc()
    sys.exit(1)
