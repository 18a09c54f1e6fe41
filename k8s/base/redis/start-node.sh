#!/bin/sh
# Starts a node: as a replica of whom the sentinels name, or, when there are none yet, of the first node.
set -eu
domain=messenger-redis-nodes.$NAMESPACE.svc.cluster.local
me=$HOSTNAME.$domain
primary=$(timeout 5 valkey-cli -h messenger-redis-sentinels -p 26379 --raw sentinel get-master-addr-by-name messenger 2>/dev/null | head -n 1 || true)
primary=${primary:-messenger-redis-nodes-0.$domain}
cat >/data/node.conf <<END
dir /data
save ""
appendonly no
maxmemory-policy noeviction
replica-announce-ip $me
requirepass $REDIS_PASSWORD
masterauth $REDIS_PASSWORD
END
if [ "$primary" != "$me" ]; then
    echo "replicaof $primary 6379" >>/data/node.conf
fi
exec valkey-server /data/node.conf
