#!/bin/sh
# Starts a sentinel beside each node: two of three of them replace a primary that is away for three seconds.
set -eu
domain=messenger-redis-nodes.$NAMESPACE.svc.cluster.local
primary=$(timeout 5 valkey-cli -h messenger-redis-sentinels -p 26379 --raw sentinel get-master-addr-by-name messenger 2>/dev/null | head -n 1 || true)
cat >/data/sentinel.conf <<END
port 26379
dir /data
sentinel resolve-hostnames yes
sentinel announce-hostnames yes
sentinel announce-ip $HOSTNAME.$domain
sentinel monitor messenger ${primary:-messenger-redis-nodes-0.$domain} 6379 2
sentinel auth-pass messenger $REDIS_PASSWORD
sentinel down-after-milliseconds messenger 3000
sentinel failover-timeout messenger 15000
sentinel parallel-syncs messenger 1
END
exec valkey-sentinel /data/sentinel.conf
