# Disturbs sweeps of a shipped scenario in every way that a process can be disturbed, and compares the bytes.
# Part of Tests/Tools/run.

sweeps=$work/sweeps
mkdir -p $sweeps

trap end_group EXIT

axes=(--vary 'launch.vehicles.starship_v3.payload=10 t..200 t/3' --vary 'orbit.specific_power=50 W/kg,150 W/kg'
  --metrics dark_share,cost_orbit_usd_per_h100e_h)
# About four seconds of one processor.
replications=100
words=(sweep Scenarios/space.json --set end=2028-01-01 "${axes[@]}" --quiet --replications $replications)
# The same, never through before a test has done with it.
endless=("${words[@]:0:${#words[@]}-1}" 10000000)
# Runs of a length that a test can catch.
long=(sweep Scenarios/space.json --vary 'orbit.allowed=true,false' --metrics dark_share --replications 4 --quiet)

# start DIR WORDS...: a sweep in the background, in a process group of its own.
start() {
  setsid "$capsim" "${@:2}" --out "$1" &
  group=$!
}

worker_of() { pgrep -P "$1" capsim; }
# run_of DIR: the highest run that a worker is in or was when it died, from 1 on; 0 before the first.
run_of() {
  local claims highest=0 run
  for claims in "$1".partial/*.claims; do
    for run in $(od -An -v -t d8 -w64 -j 64 "$claims" 2>/dev/null | awk '{ print $1 }'); do
      [ "$run" -le $highest ] || highest=$run
    done
  done
  echo $highest
}
reaches() { [ "$(run_of "$1")" -ge "$2" ]; }
has_rows() { [ -n "$(find "$1.partial" -name '*.part' -size +1k 2>/dev/null)" ]; }

# ends_with STATUS: waits for the sweep in the background.
ends_with() {
  wait "$group"
  local status=$?
  group=
  [ $status -eq "$1" ] || { echo "exit status $status instead of $1"; return 1; }
}

# struck_with STATUS: the same, where a sweep that was through before the blow, with 0, is one to try again.
struck_with() {
  wait "$group"
  local status=$?
  group=
  [ $status -ne 0 ] || return $late
  [ $status -eq "$1" ] || { echo "exit status $status instead of $1"; return 1; }
}

# same DIR DIR: every file of one is in the other, to the byte.
same() { diff -r "$1" "$2" && [ -s "$1/runs.csv" ] && [ ! -e "$2.partial" ]; }

on_threads() {
  "$capsim" "${words[@]}" --out "$sweeps/threads-$1" --threads "$1" && same $sweeps/peace "$sweeps/threads-$1"
}

in_five_parts() {
  local part
  for part in 3 0 4 2 1; do "$capsim" "${words[@]}" --out $sweeps/parts --shard $part/5 || return; done
  [ ! -e $sweeps/parts ] && "$capsim" merge $sweeps/parts.partial && same $sweeps/peace $sweeps/parts
}

# ten_kills: of the worker, of the process that watches it, or of both, some runs after the one before; the same
# command goes on after each. A watcher whose worker is killed thrice before it has a row of its own gives up, which
# is one more end to go on from.
ten_kills() {
  local kills=0 peaceful=0 status target
  start $sweeps/war "${words[@]}" --threads 2
  while :; do
    until_so reaches $sweeps/war $(($(run_of $sweeps/war) + RANDOM % 40))
    if is_gone "$group" || [ $kills -eq 10 ]; then
      wait "$group"
      status=$?
      if [ $status -eq 0 ]; then
        same $sweeps/peace $sweeps/war || return
        [ $kills -lt 10 ] || { group=; return; }
        [ $((peaceful += 1)) -lt 5 ] || { echo "done before all kills, five times over"; return 1; }
        rm -rf $sweeps/war
      elif [ $status -ne 70 ] && [ $status -ne 137 ]; then
        echo "exit status $status"
        return 1
      fi
      start $sweeps/war "${words[@]}" --threads 2
      continue
    fi
    target=$((RANDOM % 3))
    case $target in
      0) kill -KILL "$(worker_of "$group")" || continue ;;
      1) kill -KILL "$group" ;;
      2) kill -KILL -- "-$group" ;;
    esac
    kills=$((kills + 1))
  done
}

# orphan_ends WHEN: the worker ends when the process that watches it is killed, at once or when there are rows.
orphan_ends() {
  local worker
  start $sweeps/orphan "${words[@]}" --threads 1
  until_so worker_of "$group" || return $late
  worker=$(worker_of "$group")
  [ "$1" = early ] || until_so has_rows $sweeps/orphan || return $late
  kill -KILL "$group"
  struck_with 137 && until_so is_gone "$worker"
}

orphan_goes_on() { "$capsim" "${words[@]}" --out $sweeps/orphan && same $sweeps/peace $sweeps/orphan; }

# rows_of FOLDER: how many rows are safe there.
rows_of() { cat "$1".partial/*.part 2>/dev/null | grep -ac ',ok,'; }
# moved_on FOLDER SIZE: whether more rows are there than that, or the sweep is through.
moved_on() { is_gone "$group" || [ "$(rows_of "$1")" -gt "$2" ]; }

# signals_to_worker: whatever ends it from outside is no failure of a run.
signals_to_worker() {
  local signal worker before
  start $sweeps/struck "${words[@]}" --threads 2
  for signal in SEGV ILL TRAP BUS FPE ABRT KILL; do
    before=$(rows_of $sweeps/struck)
    until_so worker_of "$group" || break
    worker=$(worker_of "$group")
    # A process that dies again and again before a row of its own is given up.
    until_so moved_on $sweeps/struck "$before" && kill -s $signal "$worker" && until_so is_gone "$worker" || break
  done
  ends_with 0 && same $sweeps/peace $sweeps/struck
}

# strike N: a SEGV to the thread that is in the shard's third run, as its own fault would be.
strike() {
  local worker claims thread
  until_so worker_of "$group" || return $late
  worker=$(worker_of "$group")
  while ! is_gone "$worker"; do
    claims=$(ls $sweeps/trap.partial/*".$worker."*.claims 2>/dev/null)
    if [ -n "$claims" ] && [ "$(od -An -t d8 -j 64 -N 8 "$claims" | tr -d ' ')" = 3 ]; then
      thread=$(ls "/proc/$worker/task" | grep -vx "$worker" | head -n 1)
      kill -s SEGV "$thread" && until_so is_gone "$worker"
      return
    fi
  done
  return $late
}

# trapped TIMES: a run that has died once is run again; one that has died twice is a failure.
trapped() {
  rm -rf $sweeps/trap $sweeps/trap.partial
  start $sweeps/trap "${long[@]}" --threads 1
  for _ in $(seq "$1"); do strike || return $late; done
  if [ "$1" = 1 ]; then ends_with 0 && same $sweeps/long $sweeps/trap && return || return; fi
  struck_with 3 || return
  [ "$(wc -l <$sweeps/trap/failures.csv)" -eq 2 ] &&
    grep -q 'trapped,,the process died in this run,2,capsim replay ' $sweeps/trap/failures.csv &&
    [ "$(diff $sweeps/long/runs.csv $sweeps/trap/runs.csv | grep -c '^[<>]')" -eq 2 ] || return
  # Of itself the run ends no process, which verify finds out, and nothing else.
  "$capsim" verify $sweeps/trap --quiet 2>$sweeps/trap.verified
  [ $? -eq 4 ] && [ "$(grep -c ' differs:$' $sweeps/trap.verified)" -eq 1 ] && grep -q '^- .*,trapped,' $sweeps/trap.verified
}

# interrupted SIGNAL...: to the whole group, again and again; the sweep stops in order and goes on afterwards.
interrupted() {
  local signal
  start $sweeps/calm "${words[@]}" --threads 2
  until_so has_rows $sweeps/calm || return $late
  for signal in "$@"; do kill -s "$signal" -- "-$group"; done
  struck_with 75 && [ -d $sweeps/calm.partial ] && [ ! -e $sweeps/calm ] || return
  "$capsim" "${words[@]}" --out $sweeps/calm && same $sweeps/peace $sweeps/calm && rm -rf $sweeps/calm
}

# early: a signal before the first run is as good as any other, and so is one at it.
early() {
  local moment
  for moment in 'handles_signals "$group"' '[ -d $sweeps/early.partial ]' 'worker_of "$group"' \
    'reaches $sweeps/early 1'; do
    start $sweeps/early "${endless[@]}"
    until_so handles_signals "$group" && until_so eval "$moment" || return
    kill -TERM -- "-$group"
    ends_with 75 || return
    rm -rf $sweeps/early.partial
  done
}
handles_signals() { grep -qs '^SigCgt:.*4[0-9a-f][0-9a-f][0-9a-f]$' "/proc/$1/status"; }

# two_copies WORDS...: of the same command at the same time; both end well, and the bytes are right.
two_copies() {
  start $sweeps/twice "$@"
  "$capsim" "$@" --out $sweeps/twice && ends_with 0
}

whole_copies() { two_copies "${words[@]}" --threads 1 && same $sweeps/peace $sweeps/twice; }

# Shards of a fraction of a second finish together more often.
shard_copies() {
  local part tiny=("${words[@]:0:${#words[@]}-1}" 2) # the replications stand last
  rm -rf $sweeps/twice
  "$capsim" "${tiny[@]}" --out $sweeps/tiny || return
  for part in 0 1 2 3 4; do two_copies "${tiny[@]}" --shard $part/5 || return; done
  "$capsim" merge $sweeps/twice.partial --quiet && same $sweeps/tiny $sweeps/twice
}

# threads_for WORD...: what --plan counts on when started by these words.
threads_for() {
  "$@" --set end=2026-02-01 --vary orbit.allowed=true --metrics dark_share --replications 1 --plan |
    sed -n 's/^all take .* on \([0-9]*\) threads*$/\1/p'
}
threads_are() { [ "$(threads_for "${@:2}")" = "$1" ]; }

threads_granted() {
  local plan=("$capsim" sweep Scenarios/space.json) first
  local any=(env --unset=SLURM_CPUS_PER_TASK --unset=SLURM_CPUS_ON_NODE)
  first=$(taskset --cpu-list --pid $$ | sed 's/.*: \([0-9]*\).*/\1/')
  threads_are 5 env SLURM_CPUS_PER_TASK=7 "${plan[@]}" --threads 5 || return
  threads_are "$(nproc)" "${any[@]}" "${plan[@]}" || return
  threads_are 1 "${any[@]}" taskset --cpu-list "$first" "${plan[@]}"
}

# In a control group with half a processor of quota, of version 1 or 2; where root may make one.
quota_heeded() {
  threads_are 1 sh -c 'echo $$ >"$0/cgroup.procs" && exec "$@"' "$quota" "$capsim" sweep Scenarios/space.json
}
quota_made() {
  for quota in /sys/fs/cgroup/cpu/capsim-$$ /sys/fs/cgroup/capsim-$$; do
    mkdir $quota || continue
    echo 50000 >$quota/cpu.cfs_quota_us && return
    echo "50000 100000" >$quota/cpu.max && return
    rmdir $quota
  done 2>/dev/null
  return 1
}

check "sweep, $replications replications at 6 points" "$capsim" "${words[@]}" --out $sweeps/peace --threads 2
for threads in 1 3 7; do check "sweep: the same bytes on $threads threads" on_threads $threads; done
check "sweep: the same bytes from 5 shards" in_five_parts
seed=${SEED:-$RANDOM}
RANDOM=$seed
check "sweep: the same bytes after ten kills, SEED=$seed" ten_kills
check "sweep: a worker ends without its watcher, early" in_time $sweeps/orphan orphan_ends early
check "sweep: a worker ends without its watcher, later" in_time $sweeps/orphan orphan_ends later
check "sweep: the same bytes after that" orphan_goes_on
check "sweep: signals from outside are no failures" signals_to_worker
check "sweep, long runs" "$capsim" "${long[@]}" --out $sweeps/long
check "sweep: a run that died once is run again" in_time $sweeps/trap trapped 1
check "sweep: a run that died twice is a row of failures.csv" in_time $sweeps/trap trapped 2
check "sweep: TERM ends it in order" in_time $sweeps/calm interrupted TERM
check "sweep: repeated TERM, USR1, INT and CONT do no harm" in_time $sweeps/calm interrupted USR1 CONT TERM INT TERM USR1 CONT
check "sweep: TERM at the very start" early
check "sweep: two copies at the same time" whole_copies
check "sweep: two copies of each shard" shard_copies
check "sweep: threads as granted" threads_granted
if quota_made; then
  check "sweep: threads within a quota" quota_heeded
  rmdir $quota
else
  skip "no control group can be made" "sweep: threads within a quota"
fi
