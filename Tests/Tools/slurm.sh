# Runs sweeps on a Slurm of four nodes on this machine, disturbs them as clusters do, and compares the bytes.
# Part of Tests/Tools/run.

slurm=$PWD/$work/slurm
program=$(realpath "$capsim")
mkdir -p "$slurm/logs"

# has_slurm: whether it can run here; `reason` says why not.
has_slurm() {
  reason="only root can start it"
  [ "$(id -u)" -eq 0 ] || return
  reason="processes get no namespaces here"
  unshare --fork --pid --mount-proc --uts true 2>/dev/null || return
  reason="it is not installed, and its packages would start services"
  command -v slurmctld >/dev/null || [ ! -d /run/systemd/system ] || return
  reason="it cannot be installed"
  has slurmctld slurmctld slurmd slurm-client munge && command -v slurmd munged sbatch >/dev/null
}

# drained: waits until no job is left.
nothing_queued() { [ -z "$(squeue --noheader)" ]; }
drained() { until_so nothing_queued || { squeue; return 1; }; }

# print_script NAME TASKS: NAME.sh, as the program prints it.
print_script() { "$program" "${scenario[@]}" --out "$1" --slurm --tasks "$2" >"$1.sh"; }

# submit NAME [LIST]: runs NAME.sh; sets `array`, the id of its array job.
submit() {
  local said
  said=$(bash "$1.sh" "${@:2}") || return
  echo "$said"
  array=$(sed -n 's/^array job \([0-9]*\),.*/\1/p' <<<"$said")
}

state() { squeue --noheader --jobs="${array}_$1" --format=%T 2>/dev/null; }
is_running() { [ "$(state "$1")" = RUNNING ]; }
is_not_running() { ! is_running "$1"; }
# is_over N: whether task N of the array has left the queue, through or cancelled.
is_over() {
  local state
  state=$(squeue --noheader --jobs="${array}_$1" --format=%T) && [ -z "$state" ]
}
has_rows() { [ -n "$(find "$1.partial" -name "shard-00000$2-*.part" -size +0 2>/dev/null)" ]; }
has_begun() { is_running "$2" && has_rows "$1" "$2"; }
# begun NAME N: waits until task N is at work with rows; if it is through before that was seen, ends them all as late.
begun() {
  until_so begun_or_over "$@" && has_begun "$@" && return
  scancel "$array"
  "$cluster_tool" up "$cluster" && drained || return
  return $late
}
begun_or_over() { has_begun "$@" || is_over "$2"; }
node_of() { squeue --noheader --jobs="${array}_$1" --format=%N; }
log_of() { cat "logs/sweep-$1-${array}_$2.log"; }
same_as_local() { diff -r local "$1" && [ ! -e "$1.partial" ]; }

undisturbed() { print_script plain 4 && submit plain && drained && same_as_local plain; }

logs_tell() {
  local task
  for task in 0 1 2 3; do
    log_of plain $task
    log_of plain $task | head -n 1 | grep -qE "^shard $task of 4 on n[1-4], job [0-9]+, restart 0$" || return
  done
}

# In a job with a whole node of two processors and one for each task: both numbers are there, and are heeded.
threads_granted() {
  cat >threads.sh <<JOB
#!/bin/bash
plan() { "\$@" "$program" ${tiny[*]@Q} --plan | sed -n 's/^all take .* on /threads: /p'; }
plan env
plan env --unset=SLURM_CPUS_PER_TASK
JOB
  sbatch --cpus-per-task=1 --exclusive --output=threads.log threads.sh && drained || return
  cat threads.log
  # Warnings of the scenario stand beside them.
  [ "$(grep '^threads: ' threads.log)" = "threads: 1 thread
threads: 2 threads" ]
}

# Each as soon as it has begun: task 3 makes room, 0 is warned three times over, 1 queued again by hand, 2 loses its
# node.
disturbed() {
  local task node
  print_script disturbed 4 && submit disturbed || return
  for task in 3 0 1 2; do
    begun disturbed $task || return
    node=$(node_of $task)
    case $task in
      0)
        scancel --batch --signal=USR1 "${array}_0" && scancel --batch --signal=USR1 "${array}_0"
        scancel --batch --signal=TERM "${array}_0"
        ;;
      1) scontrol requeue "${array}_1" ;;
      2) "$cluster_tool" cut "$cluster" "${node#n}" ;;
      3) sbatch --partition=high --nodelist="$node" --exclusive --output=/dev/null --wrap="sleep 1" ;;
    esac
  done
  for task in 0 1 2 3; do until_so is_not_running $task || return; done
  "$cluster_tool" up "$cluster" && drained || return
  for task in 0 1 2 3; do
    log_of disturbed $task
    log_of disturbed $task | grep -qE "^shard $task of 4 on n[1-4], job [0-9]+, restart 1$" || return
    [ $task = 2 ] || log_of disturbed $task | grep -qE "^interrupted after [0-9]+ of [0-9]+ runs; " || return
  done
}

# Task 7 waits, held, until it is cancelled; task 3 is cancelled in its midst.
cancelled() {
  print_script some 8 && submit some && scontrol hold "${array}_7" || return
  begun some 3 || return
  scancel "${array}_3" "${array}_7" && drained || return
  log_of some 3
  log_of some 3 | grep -q "^interrupted after " && [ ! -e "logs/sweep-some-${array}_7.log" ] || return $late
  ! log_of some 3 | grep "restart 1" && [ ! -e some ]
}

missing_named() { tail logs/sweep-some-merge-*.log && grep -q ", of 8: --array=3,7; " logs/sweep-some-merge-*.log; }

missing_alone() { submit some 3,7 && drained && same_as_local some; }

# Four tasks on four nodes, two for each shard, and a merge for each pair.
copies() {
  local first log
  print_script twice 2 && submit twice && submit twice && drained || return
  for log in logs/sweep-twice*; do echo "$log:"; cat "$log"; done
  scontrol --oneliner show job | grep "JobName=sweep-twice" | grep -v "JobState=COMPLETED" && return 1
  same_as_local twice
}

slurm_checks=("Slurm: an array and its merge" "Slurm: logs tell shard, host, job and restarts"
  "Slurm: threads as granted" "Slurm: tasks that are warned, queued again, cut off or preempted go on"
  "Slurm: the same bytes after all that" "Slurm: a cancelled task stays cancelled"
  "Slurm: the merge names missing tasks" "Slurm: missing tasks alone, and the merge"
  "Slurm: two copies of each task and of the merge")

# All in the folder of the jobs, with the cluster's folder where a socket's path is short.
slurm_part() {
  cluster_tool=$PWD/$here/cluster.sh cluster=$(mktemp -d "${TMPDIR:-/tmp}/capsim-slurm.XXXXXX")
  trap 'end_group; "$cluster_tool" down "$cluster"; rm -rf "$cluster"' EXIT
  # About sixteen seconds of one processor.
  scenario=(sweep "$PWD/Scenarios/space.json" --set end=2030-01-01 --metrics dark_share,cost_orbit_usd_per_h100e_h
    --threads 2 --vary 'launch.vehicles.starship_v3.payload=10 t..200 t/4')
  tiny=("${scenario[@]:0:6}" --vary orbit.allowed=true --replications 1)
  scenario+=(--replications 400)
  check "Slurm, four nodes" "$cluster_tool" up "$cluster"
  if [ ! -e "$cluster/environment" ]; then skip "no cluster" "${slurm_checks[@]}"; return; fi
  . "$cluster/environment"
  local home=$PWD
  work=$home/$work
  cd "$slurm" || return
  check "sweep, the same on this machine" "$program" "${scenario[@]}" --out local --quiet
  check "${slurm_checks[0]}" undisturbed
  check "${slurm_checks[1]}" logs_tell
  check "${slurm_checks[2]}" threads_granted
  check "${slurm_checks[3]}" in_time disturbed disturbed
  check "${slurm_checks[4]}" same_as_local disturbed
  check "${slurm_checks[5]}" in_time some cancelled
  check "${slurm_checks[6]}" missing_named
  check "${slurm_checks[7]}" missing_alone
  check "${slurm_checks[8]}" copies
  cd "$home" || return
  "$cluster_tool" down "$cluster"
  rm -rf "$cluster"
}

if has_slurm; then slurm_part; else skip "$reason" "${slurm_checks[@]}"; fi
