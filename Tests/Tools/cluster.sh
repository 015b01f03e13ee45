#!/bin/bash
# A Slurm of four nodes on this machine's loopback, for tests; without systemd, as root.
#
#   cluster.sh up DIR       starts what is not running: a node that was cut is alive again
#   cluster.sh cut DIR N    ends node N with all its processes, as a power failure would
#   cluster.sh down DIR     ends everything and drops the state; DIR/log stays
#
# Needs Debian's slurmctld, slurmd, slurm-client and munge. `. DIR/environment` lets sbatch find the cluster. A
# node is a process that has its own process ids and host name, so that whatever runs there ends with it.

set -u
command=${1:-} folder=$(realpath -m "${2:-.build/slurm}")
nodes=4 port=${SLURM_TEST_PORT:-17800}
export SLURM_CONF=$folder/slurm.conf

# runs NAME PROGRAM: whether the process of DIR/NAME.pid is that program, and not a dead one.
runs() {
  local id
  id=$(cat "$folder/$1.pid" 2>/dev/null) || return 1
  [ "$(cat "/proc/$id/comm" 2>/dev/null)" = "$2" ] && ! grep -qs '^State:[[:space:]]*[ZX]' "/proc/$id/status"
}

# stop NAME PROGRAM: ends it and waits until it is gone.
stop() {
  local id
  id=$(cat "$folder/$1.pid" 2>/dev/null) || return 0
  runs "$1" "$2" && kill -KILL "$id"
  while runs "$1" "$2"; do sleep 0.05; done
  rm -f "$folder/$1.pid"
}

configure() {
  local memory node
  memory=$(awk -v n=$nodes '/MemTotal/ { print int($2 / 1024 * 0.8 / n) }' /proc/meminfo)
  cat <<CONF
ClusterName=test
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=$port
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SlurmUser=root
# A requeued job waits for as long as its old credential is good.
AuthInfo=socket=$folder/munge/socket,cred_expire=10
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool-%n
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/spool-%n/slurmd.pid
SlurmctldLogFile=$folder/log/slurmctld
SlurmdLogFile=$folder/log/%n
ProctrackType=proctrack/linuxproc
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
SlurmdParameters=config_overrides
SchedulerParameters=sched_interval=1,bf_interval=1
SlurmctldParameters=preempt_send_user_signal
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
# A node of a loaded machine may be slow to answer, and a task slow to stop.
SlurmdTimeout=300
KillWait=120
MessageTimeout=60
ReturnToService=2
CONF
  for node in $(seq $nodes); do
    echo "NodeName=n$node NodeHostname=n$node NodeAddr=127.0.0.1 Port=$((port + node)) CPUs=2 RealMemory=$memory"
  done
  echo "PartitionName=low Nodes=ALL Default=YES MaxTime=60 PriorityTier=1 GraceTime=120"
  echo "PartitionName=high Nodes=ALL MaxTime=60 PriorityTier=9 PreemptMode=OFF"
}

# Starts a node unless it runs; its first process ends all the others with itself.
start_node() {
  runs "n$1" unshare && return
  setsid unshare --fork --pid --kill-child --mount-proc --uts bash -c "
    hostname n$1; mount --bind '$folder/hosts' /etc/hosts; slurmd -D -N n$1 & wait" </dev/null >/dev/null 2>&1 &
  echo $! >"$folder/n$1.pid"
}

usable_nodes() { sinfo -h -o '%D %t' | awk '$2 ~ /^(idle|mix|alloc)$/ { n += $1 } END { print n + 0 }'; }

up() {
  mkdir -p "$folder"/{log,munge,state} && chmod 755 "$folder" "$folder/munge" || return
  echo "127.0.0.1 localhost $(hostname -s)" $(seq -f 'n%g' $nodes) >"$folder/hosts"
  echo "export SLURM_CONF='$SLURM_CONF'" >"$folder/environment"
  [ -s "$folder/munge/key" ] || (umask 077; head -c 1024 /dev/urandom >"$folder/munge/key")
  [ -s "$SLURM_CONF" ] || configure >"$SLURM_CONF"
  runs munged munged || munged --force --key-file="$folder/munge/key" --socket="$folder/munge/socket" \
    --pid-file="$folder/munged.pid" --seed-file="$folder/munge/seed" --log-file="$folder/log/munged" || return
  runs slurmctld slurmctld || slurmctld || return
  local start=$SECONDS
  while [ $((SECONDS - start)) -lt 600 ]; do
    for node in $(seq $nodes); do start_node "$node"; done
    sleep 0.1
    [ "$(usable_nodes 2>/dev/null)" = $nodes ] && return
  done
  echo "not all $nodes nodes came up; $folder/log says why"
  tail -n 5 "$folder"/log/*
  return 1
}

down() {
  for node in $(seq $nodes); do stop "n$node" unshare; done
  stop slurmctld slurmctld
  stop munged munged
  rm -rf "$folder"/{munge,state,hosts,slurm.conf,environment} "$folder"/spool-*
}

case $command in
  up) up ;;
  cut) stop "n$3" unshare && scontrol update nodename="n$3" state=down reason="cut by a test" ;;
  down) down ;;
  *) echo "usage: cluster.sh up|cut|down DIR [N]"; exit 64 ;;
esac
