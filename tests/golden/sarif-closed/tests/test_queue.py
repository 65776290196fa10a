import os
from workers.queue import Queue
