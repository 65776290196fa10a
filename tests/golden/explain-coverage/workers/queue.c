int queue;
