#!/bin/sh
# Stands for a worker: says what it was given, then takes a job every second until it is asked to stop.
trap 'echo "put the job back"; exit 0' TERM

echo "worker $INSTANCE takes $* in $SHOP_CURRENCY"
job=0
while :; do
    job=$((job + 1))
    echo "job $job"
    sleep 1 &
    wait $!
done
