"""An Airflow DAG that brings the reports up to date every night.

The command does the work in processes of its own, and knows what is up to date: the task may be
run again at any time.
"""

from datetime import timedelta

import pendulum
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    dag_id="chiso_batch",
    schedule="0 2 * * *",
    start_date=pendulum.datetime(2025, 1, 1, tz="Asia/Ho_Chi_Minh"),
    catchup=False,
    max_active_runs=1,
    tags=["chiso"],
):
    BashOperator(
        task_id="batch",
        bash_command='cd "$HOME/chiso" && .venv/bin/chiso batch --year 2024 --wait',
        retries=1,
        retry_delay=timedelta(minutes=10),
        execution_timeout=timedelta(hours=1),
    )
