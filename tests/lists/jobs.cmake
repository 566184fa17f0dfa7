# jobs/: letters and webhooks, what the clock starts.
unit_test(retry jobs)
unit_test(message jobs)
integration_test(send jobs)
target_sources(test_send PRIVATE support/store_folder.c support/key_folder.c)
unit_test(reach jobs)
unit_test(hook crypt)
unit_test(counters work)
