/*
 * Exit statuses of the program. They never overlap: 1 only ever means that everything was read,
 * judged, and a rule is broken. Any room may include this header; it includes nothing.
 */
#ifndef GATE_EXIT_H
#define GATE_EXIT_H

enum exit_status {
	EXIT_OPEN = 0,       /* judged: every enforced rule holds */
	EXIT_CLOSED = 1,     /* judged: an enforced rule is broken */
	EXIT_USAGE = 2,      /* the command line or a policy is wrong */
	EXIT_EVIDENCE = 3,   /* a report is missing, empty, cut off, unreadable or of other code */
	EXIT_REPOSITORY = 4, /* the repository, a commit or a record is missing or unreadable */
	EXIT_OUTPUT = 5,     /* a record or an output could not be written */
};

#endif
