#!/bin/sh
# On one machine: the scheduler. It and its workers must be on a network that nobody else is on.
#     dask scheduler --host "$SCHEDULER"
# On each machine, with the same checkout and the folder of the reports on a shared disk:
#     cd "$HOME/chiso" && dask worker "tcp://$SCHEDULER:8786" --nthreads 1 --nworkers auto
# Then, anywhere with that disk:
cd "$HOME/chiso" || exit 2
.venv/bin/chiso batch --year 2024 --executor "tcp://$SCHEDULER:8786"
