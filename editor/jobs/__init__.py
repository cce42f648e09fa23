"""Jobs: the queue, the worker thread, device choice, loaded generators and the result store."""

from editor.jobs.carrying import PluginFault
from editor.jobs.device import Device
from editor.jobs.formation import Formation
from editor.jobs.job import Branch, DeskWork, Inputs, Job, JobState, JobView
from editor.jobs.runner import Runner
from editor.jobs.running import OTHER_MODELS
from editor.jobs.store import ResultStore, StoredResult, finer_path

__all__ = [
    "OTHER_MODELS",
    "Branch",
    "DeskWork",
    "Device",
    "Formation",
    "Inputs",
    "Job",
    "JobState",
    "JobView",
    "PluginFault",
    "ResultStore",
    "Runner",
    "StoredResult",
    "finer_path",
]
