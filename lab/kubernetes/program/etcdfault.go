package main

import (
	"context"
	"fmt"
	"time"

	etcdserverpb "go.etcd.io/etcd/api/v3/etcdserverpb"
	clientv3 "go.etcd.io/etcd/client/v3"
)

// etcdFault does what etcd's own tool would, as far as the lab needs it: ENDPOINT compact|full|free.
func etcdFault(arguments []string) {
	if len(arguments) != 2 {
		fail(fmt.Errorf("etcd-fault ENDPOINT compact|full|free"))
	}
	client, err := clientv3.New(clientv3.Config{Endpoints: arguments[:1], DialTimeout: 5 * time.Second})
	if err != nil {
		fail(err)
	}
	defer client.Close()
	deadline, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	switch arguments[1] {
	case "compact":
		err = compact(deadline, client)
	case "full":
		err = alarm(deadline, client, etcdserverpb.AlarmRequest_ACTIVATE)
	case "free":
		err = alarm(deadline, client, etcdserverpb.AlarmRequest_DEACTIVATE)
	default:
		err = fmt.Errorf("unknown: %s", arguments[1])
	}
	if err != nil {
		fail(err)
	}
}

// compact forgets every revision but the newest, and tells which one that is.
func compact(deadline context.Context, client *clientv3.Client) error {
	newest, err := client.Get(deadline, "newest", clientv3.WithCountOnly())
	if err != nil {
		return err
	}
	_, err = client.Compact(deadline, newest.Header.Revision, clientv3.WithCompactPhysical())
	if err == nil {
		fmt.Println(newest.Header.Revision)
	}
	return err
}

// alarm is what etcd raises when its space is used up: from then on it refuses to write, and reads on.
func alarm(deadline context.Context, client *clientv3.Client, action etcdserverpb.AlarmRequest_AlarmAction) error {
	members, err := client.MemberList(deadline)
	if err != nil {
		return err
	}
	for _, member := range members.Members {
		request := &etcdserverpb.AlarmRequest{Action: action, MemberID: member.ID, Alarm: etcdserverpb.AlarmType_NOSPACE}
		if _, err := etcdserverpb.NewMaintenanceClient(client.ActiveConnection()).Alarm(deadline, request); err != nil {
			return err
		}
	}
	return nil
}
