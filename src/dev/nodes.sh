#!/usr/bin/env bash
# Two to five nodes over one PostgreSQL with HAProxy before them, each request to another one, with the demo's people, for trying out and for
# measuring: `mvn package -DskipTests`, then `src/dev/nodes.sh 3`. Kill one, or start another: it prints how. It ends with Ctrl+C and leaves
# nothing behind. It takes Debian's haproxy. Others may be set: PORT (8080), PEOPLE (none but the demo's), MAIL (the port of a mail server here),
# JAVA (a Java 25), JAVA_OPTIONS, and JAR.
set -euo pipefail
count=${1:-3} port=${PORT:-8080}
[[ $count =~ ^[2-5]$ ]] || { echo "Two nodes to five: the PostgreSQL that Regain brings has connections for no more." >&2; exit 2; }
jar=$(realpath "${JAR:-target/regain/regain.jar}")
java=${JAVA:-$(for home in "$(dirname "$(readlink -f "$(command -v java)")")"/../../*; do
    [ -x "$home/bin/javac" ] && "$home/bin/java" -version 2>&1 | grep -q 'version "25' && realpath "$home/bin/java" && break
done)}
folder=$(mktemp -d)
# Those that somebody started again are no jobs of this one.
trap 'trap - EXIT; [ -z "$(jobs -p)" ] || kill $(jobs -p); pkill -f -- "--regain.data-dir=$folder/" || true; wait; rm -rf "$folder"' EXIT
trap exit INT TERM

start() { # NUMBER SETTINGS…
    local node=$folder/$1 address=$((port + $1))
    mkdir -p "$node"
    shift
    set -- "$java" ${JAVA_OPTIONS:-} -jar "$jar" --spring.profiles.active=demo --regain.data-dir="$node" --server.port="$address" \
        --regain.base-url="http://localhost:$port" ${MAIL:+--spring.mail.host=127.0.0.1 --spring.mail.port=$MAIL} "$@"
    "$@" >"$node/log" 2>&1 &
    echo "node $!: http://localhost:$address/demo/inbox has the mails that it sends, $node/log what it says"
    printf '%q ' "$@" >"$node/command"
    until (: </dev/tcp/127.0.0.1/"$address") 2>/dev/null; do
        kill -0 $! 2>/dev/null || { cat "$node/log"; exit 1; }
        sleep 0.2
    done
}

{
    printf 'defaults\n    mode http\n    timeout connect 5s\n    timeout client 60s\n    timeout server 60s\n'
    printf 'frontend all\n    bind 127.0.0.1:%s\n    default_backend nodes\n' "$port"
    printf 'backend nodes\n    balance roundrobin\n    option redispatch\n    retry-on conn-failure\n'
    for n in $(seq "$count"); do printf '    server node%s 127.0.0.1:%s check inter 500 observe layer4\n' "$n" $((port + n)); done
} >"$folder/haproxy.cfg"

start 1 ${PEOPLE:+--regain.demo.extra-people=$PEOPLE}
until grep -q 'Sign in  ' "$folder/1/log"; do sleep 0.2; done
database=$(sed -n 4p "$folder/1/postgres/postmaster.pid")
password() { sed -n "s/^$1=//p" "$folder/1/postgres.passwords"; }
for n in $(seq 2 "$count"); do
    mkdir "$folder/$n"
    # The keys are the same everywhere, and whoever runs the nodes puts them there.
    cp "$folder/1/keys.json" "$folder/$n"
    start "$n" --regain.database.url="jdbc:postgresql://127.0.0.1:$database/regain" --regain.database.app.password="$(password app)" \
        --regain.database.mailer.password="$(password mailer)" --regain.database.admin.password="$(password admin)"
done
haproxy -db -f "$folder/haproxy.cfg" &
echo "all: http://localhost:$port, the first with the database: kill any other, and start it again by: bash -c \"\$(cat $folder/2/command)\""
wait $!
