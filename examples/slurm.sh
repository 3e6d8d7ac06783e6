#!/bin/sh
# Four jobs, each a quarter of the provinces; the folder of the reports is on a shared disk.
#SBATCH --job-name=chiso
#SBATCH --array=1-4
#SBATCH --cpus-per-task=2
#SBATCH --mem=3G
#SBATCH --time=01:00:00
cd "$HOME/chiso" || exit 2
.venv/bin/chiso batch --year 2024 --shard "$SLURM_ARRAY_TASK_ID/4" -j "$SLURM_CPUS_PER_TASK"
